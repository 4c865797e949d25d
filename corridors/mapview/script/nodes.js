// The places: a sign each, and labels set so that none lies over another, the most important first.
import { CanvasPane, turnsInSight } from "./canvas.js";
import { mercatorX, mercatorY } from "./geometry.js";
import { signRadius, stampSign } from "./signs.js";

const KIND_WEIGHT = {
  port: 4, city: 3.5, "border-crossing": 3, chokepoint: 3, terminal: 2, station: 1.5, plant: 1.5, site: 1,
};
// Labels at most, by whole zoom step; the stops of what is selected are always named where they fit.
const MOST_LABELS = [6, 8, 12, 18, 30, 50, 90];
const SIGNS_FROM_ZOOM = 2.4; // below, a place of little weight is only a dot
const GUIDES_FROM_ZOOM = 5;
const LABEL_PX = 12;

export const Nodes = CanvasPane.extend({
  options: { pane: "atlasNodes", padding: 0.1 },

  setIndex(index) {
    this.index = index;
    this.fold = null;
  },

  // Shows a fold's nodes; selection is {corridor, node} (a number, an id, or null).
  show({ fold, selection, palette }) {
    this.fold = fold;
    this.selection = selection;
    this.palette = palette;
    this.placed = this.arrange();
    if (this.frame && this._map) this.redraw();
  },

  setHover(id) {
    if (this.hoverId === id) return;
    this.hoverId = id;
    if (this.frame && this.fold) this.redraw();
  },

  // The nodes to draw, the least important first.
  arrange() {
    const { nodes } = this.index.atlas;
    const placed = [];
    for (const node of this.fold.nodes.values()) {
      const place = nodes[node.id];
      if (!place || !Array.isArray(place.at)) continue;
      const chosen = this.selection.node === node.id;
      const near = chosen || this.selection.corridor === null || node.corridors.has(this.selection.corridor);
      // Where the editors only guide a line past something, there is nothing to name.
      const guide = !node.end && node.stated === "editor" && place.kind === "site";
      const weight = guide && !chosen ? 0 : (chosen ? 100 : 0) + (near && this.selection.corridor !== null ? 50 : 0) +
        (KIND_WEIGHT[place.kind] ?? 1) * (node.end ? 1 : 0.4) + Math.min(6, node.degree);
      placed.push({
        node, place, chosen, near, weight, guide, x: mercatorX(place.at[1]), y: mercatorY(place.at[0]),
        label: place.label ?? place.name,
      });
    }
    return placed.sort((a, b) => a.weight - b.weight || (a.node.id < b.node.id ? 1 : -1));
  },

  drawSheet(context, frame) {
    if (!this.fold) return;
    const { palette } = this;
    const spots = thinned(this.placed.flatMap((one) => spotsOf(one, frame).map(([x, y]) => ({ ...one, px: x, py: y }))), frame);
    for (const { px, py, place, node, near, weight, guide, chosen } of spots) {
      if (guide && !chosen && node.id !== this.hoverId) {
        if (frame.zoom >= GUIDES_FROM_ZOOM || (near && this.selection.corridor !== null)) drawGuide(context, px, py, palette, near);
        continue;
      }
      const kind = frame.zoom < SIGNS_FROM_ZOOM && weight < 6 ? "city" : place.kind;
      stampSign(context, kind, px, py, {
        filled: node.stated !== "editor", ink: near ? palette.ink : palette.dead, paper: palette.casing,
        gauge: node.gauge, dead: node.dead === true, alpha: near ? 1 : 0.45,
        ratio: frame.ratio,
      });
    }
    const chosen = spots.find((one) => one.chosen);
    if (chosen) ring(context, chosen, palette.ink);
    this.drawLabels(context, frame, spots);
  },

  drawLabels(context, frame, spots) {
    const taken = spots.filter((one) => one.near).map((one) => boxAround(one, signRadius(one.place.kind) + 0.5));
    const most = MOST_LABELS[Math.min(MOST_LABELS.length - 1, Math.floor(frame.zoom))] * (frame.width * frame.height) / 1.6e6 + 3;
    let count = 0;
    for (const one of [...spots].reverse()) {
      const always = one.chosen || one.node.id === this.hoverId || (one.weight >= 50 && one.node.end);
      if (!one.near || (one.guide && !always) || (count >= most && !always)) continue;
      context.font = `${one.chosen ? 700 : one.weight >= 50 && one.node.end ? 600 : 450} ${LABEL_PX}px ${this.palette.font}`;
      const width = context.measureText(one.label).width;
      const spot = freeSpot(one, width, taken, frame);
      if (!spot) continue;
      taken.push(spot);
      count += 1;
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.lineJoin = "round";
      context.strokeStyle = this.palette.halo;
      context.lineWidth = 3.6;
      context.setLineDash([]);
      context.strokeText(one.label, spot.x0, (spot.y0 + spot.y1) / 2);
      context.fillStyle = this.palette.ink;
      context.fillText(one.label, spot.x0, (spot.y0 + spot.y1) / 2);
    }
  },

  // The id of the node at a point of the map's container, or null.
  hitTest(point, reach) {
    if (!this.fold || !this.frame) return null;
    const at = this._map.containerPointToLayerPoint(point).subtract(this._bounds.min);
    let best = { gap: reach, id: null };
    for (const one of this.placed) {
      for (const [x, y] of spotsOf(one, this.frame)) {
        const gap = Math.hypot(x - at.x, y - at.y);
        if (gap <= best.gap) best = { gap, id: one.node.id };
      }
    }
    return best.id;
  },
});

// Without the signs that would lie under a more important one; the stops of what is selected all stay.
function thinned(spots, frame) {
  const gap = frame.zoom < 4 ? 13 : 9;
  const cells = new Map();
  const cell = (x, y) => `${Math.floor(x / gap)} ${Math.floor(y / gap)}`;
  const crowded = ({ px, py }) => [-gap, 0, gap].some((dx) => [-gap, 0, gap].some((dy) =>
    (cells.get(cell(px + dx, py + dy)) ?? []).some((other) => Math.hypot(other.px - px, other.py - py) < gap)));
  const kept = [];
  for (let at = spots.length - 1; at >= 0; at -= 1) {
    const spot = spots[at];
    if (spot.weight < 50 && crowded(spot)) continue;
    kept.push(spot);
    const key = cell(spot.px, spot.py);
    cells.set(key, [...(cells.get(key) ?? []), spot]);
  }
  return kept.reverse();
}

function spotsOf({ x, y }, frame) {
  const turns = turnsInSight({ minX: x, maxX: x, minY: y, maxY: y }, frame);
  return turns.map((turn) => [(x + turn) * frame.scale - frame.left, y * frame.scale - frame.top]);
}

function boxAround({ px, py }, reach) {
  return { x0: px - reach, y0: py - reach, x1: px + reach, y1: py + reach };
}

function freeSpot({ px, py, place }, width, taken, frame) {
  const gap = signRadius(place.kind) + 4;
  const half = LABEL_PX * 0.6;
  const corners = [
    [px + gap, py - half], [px - gap - width, py - half], [px - width / 2, py - gap - 2 * half],
    [px - width / 2, py + gap], [px + gap * 0.7, py - gap - half], [px + gap * 0.7, py + gap * 0.6],
  ];
  for (const [x0, y0] of corners) {
    const spot = { x0, y0, x1: x0 + width, y1: y0 + 2 * half };
    if (spot.x0 < 0 || spot.x1 > frame.width) continue;
    if (taken.every((other) => spot.x1 < other.x0 || spot.x0 > other.x1 || spot.y1 < other.y0 || spot.y0 > other.y1)) return spot;
  }
  return null;
}

function drawGuide(context, x, y, palette, near) {
  context.beginPath();
  context.arc(x, y, 2, 0, 2 * Math.PI);
  context.setLineDash([]);
  context.globalAlpha = near ? 1 : 0.45;
  context.fillStyle = palette.casing;
  context.fill();
  context.strokeStyle = palette.dead;
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
}

function ring(context, { px, py, place }, ink) {
  context.beginPath();
  context.arc(px, py, signRadius(place.kind) + 5, 0, 2 * Math.PI);
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.setLineDash([]);
  context.stroke();
}
