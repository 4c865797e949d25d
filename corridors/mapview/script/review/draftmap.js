// The map beside the text: the ground and one proposal. It tells what is pointed at, picked, or clicked for a stop.
import L from "../../vendor/leaflet.esm.js";
import { el } from "../dom.js";
import { Ground } from "../ground.js";
import { DraftPane } from "./draftpane.js";

const DRAFT_REACH_PX = { mouse: 8, touch: 16 };
const FIRST_VIEW = [[8, -5], [72, 110]];
const FIT_PX = 46;

// {element, show(draft), light(refs), goTo(ref), setGround(ground), setPalette(palette), setPlacing(on), stop()}.
// `onPoint(ref or null)`, `onPick(ref)`, and, while placing, `onPlace([lat, lon])`.
export function makeDraftMap({ t, onPoint, onPick, onPlace }) {
  const element = el("div", "map", { role: "application", aria: { label: t("Map of the proposal; its stops and legs are listed beside it") } });
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let [map, isPlacing, isFitting, isMoved, drawn, askDetail] = [null, false, false, false, "", null];
  const ground = new Ground({ askDetail: () => askDetail?.() });
  const pane = new DraftPane();

  // Leaflet wants an element that has its size.
  function begin() {
    if (map || !element.clientWidth) return;
    map = L.map(element, {
      zoomControl: false, attributionControl: false, trackResize: false, zoomSnap: 0.25, wheelPxPerZoomLevel: 100,
      minZoom: 1, maxZoom: 12, zoomAnimation: !calm, fadeAnimation: false, inertia: !calm,
    });
    L.control.zoom({ position: "topright", zoomInTitle: t("Zoom in"), zoomOutTitle: t("Zoom out") }).addTo(map);
    ["atlasGround", "atlasLines"].forEach((name, place) => { map.createPane(name).style.zIndex = 200 + 10 * place; });
    map.fitBounds(FIRST_VIEW, { animate: false });
    ground.addTo(map);
    pane.addTo(map);
    map.on("dragstart zoomstart", () => { isMoved ||= !isFitting; });
    map.on("mousemove", (event) => {
      const ref = hit(event);
      element.classList.toggle("is-pointing", ref !== null);
      onPoint(ref);
    });
    map.on("mouseout", () => onPoint(null));
    map.on("click", (event) => {
      const { lat, lng } = event.latlng.wrap();
      if (isPlacing) return onPlace([lat, lng]);
      const ref = hit(event);
      return ref && onPick(ref);
    });
  }

  const hit = (event) => pane.hitTest(event.containerPoint, DRAFT_REACH_PX[event.originalEvent?.pointerType === "touch" ? "touch" : "mouse"]);
  const watcher = new ResizeObserver(() => {
    const isFirst = !map;
    begin();
    if (!map) return;
    map.invalidateSize({ pan: false, animate: false });
    if (isFirst) fit();
  });
  watcher.observe(element);

  // Onto all stops and the ways between them, round the world the short way: each stop is taken at the turn nearest to the one
  // before, each way at that of its first stop.
  function fit() {
    const spots = pane.spots ?? [];
    if (!map || !spots.length) return;
    const turns = new Map();
    let before = spots[0].at[1];
    const points = spots.map(({ ref, at: [lat, lon] }) => {
      before = lon + 360 * Math.round((before - lon) / 360);
      turns.set(ref, before);
      return [lat, before];
    });
    for (const { from, line } of pane.lines) {
      const turn = 360 * Math.round((turns.get(from) - line[0][1]) / 360);
      points.push(...line.map(([lat, lon]) => [lat, lon + turn]));
    }
    isFitting = true;
    map.fitBounds(points, { padding: [FIT_PX, FIT_PX], maxZoom: 7, animate: false });
    [isFitting, isMoved] = [false, false];
  }

  return {
    element,
    show(draft) {
      pane.show(draft);
      const where = JSON.stringify(draft.stops.map((stop) => stop.at));
      if (where !== drawn || !isMoved) fit(); // ways that come later leave a map alone that the reader has moved
      drawn = where;
    },
    light: (refs) => pane.light(refs),
    goTo(ref) {
      const spot = pane.spots?.find((one) => one.ref === ref);
      if (spot && map && !map.getBounds().pad(-0.1).contains(spot.at)) map.panTo(spot.at, { animate: !calm });
    },
    setGround({ world, areas, labels, detail }) {
      askDetail = async () => {
        askDetail = null;
        ground.setData({ detail: await detail().catch(() => null) });
      };
      ground.setData({ world, areas });
      pane.setNames(labels);
    },
    setPalette(palette) {
      ground.setPalette(palette);
      pane.setPalette(palette);
    },
    setPlacing(on) {
      isPlacing = on;
      element.classList.toggle("is-placing", on);
    },
    // Where a stop stands, in px of the page.
    pointOf(ref) {
      const spot = pane.spots?.find((one) => one.ref === ref);
      if (!spot || !map) return null;
      const corner = element.getBoundingClientRect();
      const { x, y } = map.latLngToContainerPoint(spot.at);
      return [corner.left + x, corner.top + y];
    },
    stop() {
      watcher.disconnect();
      map?.remove();
    },
  };
}
