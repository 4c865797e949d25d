// The Leaflet map with its three layers: ground, lines, places. It tells what is pointed at and picked, and no more.
import L from "../vendor/leaflet.esm.js";
import { turnsInSight } from "./canvas.js";
import { latOf, lonOf, mercatorX, mercatorY } from "./geometry.js";
import { Ground } from "./ground.js";
import { Lines } from "./lines.js";
import { Nodes } from "./nodes.js";

const REACH_PX = { mouse: 8, touch: 16 };
const MARGIN_PX = 40; // around what is fitted
const EURASIA = [[8, -5], [72, 110]];

// Options: element, ground ({world, areas, labels, detail()}), t; onMove(), onPick(sel or null), onPoint({node, item, at} or
// null); obstacles() and remark() as nodes.js wants them.
export function makeSurface({ element, ground, t, onMove, onPick, onPoint, obstacles, remark }) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    zoomControl: false, attributionControl: false, trackResize: false, zoomSnap: 0.25, zoomDelta: 1, wheelPxPerZoomLevel: 100,
    minZoom: 1, maxZoom: 12, zoomAnimation: !calm, fadeAnimation: false, inertia: !calm,
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
    // Where the map begins; nothing is drawn yet.
    place(position, box, padding) {
      if (position) map.setView([position.lat, position.lon], position.zoom, { animate: false });
      else fit(box, padding, false);
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
    fit: (box, padding, { animate = !calm } = {}) => fit(box, padding, animate),
    // Tells of an item or a place id whether any of it is in sight beside the panel.
    inSight(padding) {
      const frame = sight(padding);
      const seen = (box) => turnsInSight(box, frame, 0).length > 0;
      return {
        item: (number) => layers.lines.traces[number] !== null && seen(layers.lines.traces[number].box),
        node: (id) => {
          const at = layers.nodes.index.atlas.nodes[id]?.at;
          return Boolean(at) && seen({ minX: mercatorX(at[1]), maxX: mercatorX(at[1]), minY: mercatorY(at[0]), maxY: mercatorY(at[0]) });
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
    const middle = map.getCenter();
    return {
      scale, left: mercatorX(middle.lng) * scale - size.x / 2, top: mercatorY(middle.lat) * scale - size.y / 2,
      width: size.x - right, height: size.y - bottom,
    };
  }

  // With the key's room left free where the key would else lie on what is on the map.
  function fit(box, room, animate) {
    const bounds = L.latLngBounds(box ? [[latOf(box.maxY), lonOf(box.minX)], [latOf(box.minY), lonOf(box.maxX)]] : EURASIA);
    const [whole, ...besides] = roomsBeside(room).map(({ right, bottom }) => map._getBoundsCenterZoom(bounds, {
      paddingTopLeft: [MARGIN_PX, MARGIN_PX], paddingBottomRight: [MARGIN_PX + right, MARGIN_PX + bottom], maxZoom: 6.5,
    }));
    besides.sort((a, b) => b.zoom - a.zoom);
    const { center, zoom } = [whole, ...besides].find((view) => !isUnderKey(view, room)) ?? besides[0];
    map.setView(center, zoom, { animate, duration: 0.4 });
  }

  function isUnderKey({ center, zoom }, { right = 0, bottom = 0, key = null }) {
    if (!key) return false;
    const size = map.getSize();
    const scale = 256 * 2 ** zoom;
    const [maxX, maxY] = [mercatorX(center.lng) + (size.x / 2 - right) / scale, mercatorY(center.lat) + (size.y / 2 - bottom) / scale];
    const corner = { minX: maxX - key.width / scale, minY: maxY - key.height / scale, maxX, maxY };
    return Object.values(layers).some((layer) => layer.liesIn(corner));
  }
}

// The room that may be kept free of what is fitted: none for the key, a strip beside the panel or a strip at the bottom.
function roomsBeside({ right = 0, bottom = 0, key = null }) {
  const whole = { right, bottom };
  return key ? [whole, { right: right + key.width, bottom }, { right, bottom: bottom + key.height }] : [whole];
}
