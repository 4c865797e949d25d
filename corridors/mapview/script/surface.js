// The Leaflet map with its three layers: ground, lines, places. It tells what is pointed at and picked, and no more.
import L from "../vendor/leaflet.esm.js";
import { turnsInSight } from "./canvas.js";
import { makeCrs } from "./crs.js";
import { boxOf, traceOf } from "./geometry.js";
import { Ground } from "./ground.js";
import { Lines } from "./lines.js";
import { Nodes } from "./nodes.js";
import { boxOfPoint, MERCATOR } from "./planes.js";

const REACH_PX = { mouse: 8, touch: 16 };
const MARGIN_PX = 40; // around what is fitted
const MOST_FITTED = 6.5; // zoom
const SMALLEST = 1e-9; // world units
const EURASIA = [[8, -5], [8, 52], [8, 110], [72, 110], [72, 52], [72, -5]]; // corners and middles of its long edges

// Options: element, ground ({world, areas, labels, detail()}), t; plane (planes.js); onMove(), onPick(sel or null), onPoint({node, item, at} or
// null); obstacles() and remark() as nodes.js wants them.
export function makeSurface({ element, ground, t, plane = MERCATOR, onMove, onPick, onPoint, obstacles, remark }) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    zoomControl: false, attributionControl: false, trackResize: false, zoomSnap: 0.25, zoomDelta: 1, wheelPxPerZoomLevel: 100,
    minZoom: 1, maxZoom: 12, crs: makeCrs(plane), zoomAnimation: !calm, fadeAnimation: false, inertia: !calm,
  });
  L.control.zoom({ position: "topright", zoomInTitle: t("Zoom in"), zoomOutTitle: t("Zoom out") }).addTo(map);
  ["atlasGround", "atlasLines", "atlasNodes"].forEach((name, place) => {
    map.createPane(name).style.zIndex = 200 + 10 * place;
  });
  let asked = false;
  const layers = {
    ground: new Ground({
      askDetail: async () => {
        if (asked || !ground.detail) return;
        asked = true;
        layers.ground.setData({ detail: await Promise.resolve(ground.detail()).catch(() => null) });
      },
    }),
    lines: new Lines(), nodes: new Nodes({ obstacles, remark, cover: () => layers.lines.cover(), corridors: () => layers.lines.corridorPaths() }),
  };
  for (const layer of Object.values(layers)) layer.setPlane(plane);
  turnBoxZoom();
  setGround(ground);
  map.on("moveend", onMove);
  let lastPick = null;

  const touched = (event) => (event.originalEvent?.pointerType === "touch" ? "touch" : "mouse");
  const under = (point, reach) => {
    const node = layers.nodes.hitTest(point, reach);
    return { node, items: node ? [] : layers.lines.hitTest(point, reach) };
  };
  map.on("click", (event) => {
    const { node, items } = under(event.containerPoint, REACH_PX[touched(event)]);
    const again = lastPick && lastPick.point.distanceTo(event.containerPoint) < 4;
    const turn = again && items.length ? (items.indexOf(lastPick.item) + 1) % items.length : 0;
    lastPick = { point: event.containerPoint, item: items[turn] ?? null };
    onPick({ node, item: items[turn] ?? null });
  });
  let waiting = null;
  map.on("mousemove", (event) => {
    if (!waiting) requestAnimationFrame(() => {
      const at = waiting;
      waiting = null;
      if (!at || !map._loaded || map._animatingZoom) return;
      const { node, items } = under(at, REACH_PX.mouse);
      element.classList.toggle("is-pointing", Boolean(node) || items.length > 0);
      onPoint(node || items.length ? { node, item: items[0] ?? null, more: items.length - 1, at } : null);
    });
    waiting = event.containerPoint;
  });
  map.on("mouseout movestart zoomstart", () => { waiting = null; onPoint(null); });

  return {
    map, layers, setGround,
    // Takes another plane; nothing is drawn until what is to be seen there is fitted, or gone to. Gives whether it is one.
    setPlane(next) {
      if (next === plane) return false;
      plane = next;
      map.options.crs = makeCrs(plane);
      turnBoxZoom();
      for (const layer of Object.values(layers)) layer.setPlane(plane);
      return true;
    },
    // Where the map begins; nothing is drawn yet.
    place(position, box, padding) {
      if (position) map.setView([position.lat, position.lon], position.zoom, { animate: false });
      else fit(box, padding, { animate: false });
    },
    // Layers are added once the map has its view and its size: then each is drawn once.
    draw() {
      for (const layer of Object.values(layers)) layer.addTo(map);
    },
    // After a change of the room for the map: its middle stays where it is. Gives whether the room did change.
    fitRoom(position) {
      const size = map.getSize();
      if (size.x === element.clientWidth && size.y === element.clientHeight) return false;
      hold(Boolean(position)); // so that the layers are drawn once, where the map ends
      map.invalidateSize({ pan: false, animate: false });
      hold(false);
      if (position) map.setView([position.lat, position.lon], position.zoom, { animate: false, reset: true }); // without reset it pans by whole pixels
      return true;
    },
    // A zoom that is still under way would end after this, and win: it is ended first.
    goTo(position) {
      map._onZoomTransitionEnd();
      map.setView([position.lat, position.lon], position.zoom, { animate: false, reset: true });
    },
    fit: (box, padding, { animate = !calm, reset } = {}) => fit(box, padding, { animate, reset }),
    // Tells of an item or a place id whether any of it is in sight beside the panel.
    inSight(padding) {
      const frame = sight(padding);
      const seen = (box) => turnsInSight(box, frame, 0).length > 0;
      return {
        item: (number) => layers.lines.traces[number] !== null && seen(layers.lines.traces[number].box),
        node: (id) => {
          const at = layers.nodes.index.atlas.nodes[id]?.at;
          return Boolean(at) && plane.reaches(...at) && seen(boxOfPoint(plane, at));
        },
      };
    },
    destroy: () => map.remove(),
  };

  function hold(held) {
    for (const layer of Object.values(layers)) layer.held = held;
  }

  function setGround(given) {
    ground = given;
    layers.ground.setData({ world: given.world, areas: given.areas });
    layers.nodes.setNames(given.labels);
  }

  function sight({ right = 0, bottom = 0 }) {
    const size = map.getSize();
    const scale = 256 * 2 ** map.getZoom();
    const { minX: x, minY: y } = middleOf(map.getCenter());
    return {
      scale, plane, left: x * scale - size.x / 2, top: y * scale - size.y / 2, width: size.x - right, height: size.y - bottom,
    };
  }

  // Leaflet's box is one of latitudes and longitudes, which is none on a flat plane.
  function turnBoxZoom() {
    map.boxZoom[plane.wraps ? "enable" : "disable"]();
  }

  function middleOf({ lat, lng }) {
    return boxOfPoint(plane, [lat, lng]);
  }

  // With the key's room left free where the key would else lie on what is on the map.
  function fit(box, room, { animate, reset = false }) {
    const [whole, ...besides] = roomsBeside(room).map((free) => viewOf(box ?? boxOf(traceOf(EURASIA, plane)), free));
    besides.sort((a, b) => b.zoom - a.zoom);
    const { center, zoom } = [whole, ...besides].find((view) => !isUnderKey(view, room)) ?? besides[0];
    map.setView(center, zoom, { animate, reset, duration: 0.4 });
  }

  // The middle and zoom at which a box fits beside what is to be kept free.
  function viewOf({ minX, minY, maxX, maxY }, { right, bottom }) {
    const size = map.getSize();
    const [width, height] = [size.x - 2 * MARGIN_PX - right, size.y - 2 * MARGIN_PX - bottom];
    const scale = Math.min(width / (maxX - minX || SMALLEST), height / (maxY - minY || SMALLEST));
    const { minZoom, zoomSnap } = map.options;
    const steps = Math.round(Math.log2(scale / 256) / (zoomSnap / 100)) / 100; // a hair less than a step is one
    const zoom = Math.max(minZoom, Math.min(MOST_FITTED, Math.floor(steps) * zoomSnap));
    const px = 256 * 2 ** zoom;
    return { center: plane.where((minX + maxX) / 2 + right / 2 / px, (minY + maxY) / 2 + bottom / 2 / px), zoom };
  }

  function isUnderKey({ center, zoom }, { right = 0, bottom = 0, key = null }) {
    if (!key) return false;
    const size = map.getSize();
    const scale = 256 * 2 ** zoom;
    const { minX, minY } = boxOfPoint(plane, center);
    const [maxX, maxY] = [minX + (size.x / 2 - right) / scale, minY + (size.y / 2 - bottom) / scale];
    const corner = { minX: maxX - key.width / scale, minY: maxY - key.height / scale, maxX, maxY };
    return Object.values(layers).some((layer) => layer.liesIn(corner));
  }
}

// The room that may be kept free of what is fitted: none for the key, a strip beside the panel or a strip at the bottom.
function roomsBeside({ right = 0, bottom = 0, key = null }) {
  const whole = { right, bottom };
  return key ? [whole, { right: right + key.width, bottom }, { right, bottom: bottom + key.height }] : [whole];
}
