// The places: a sign each, a ring around what is pointed at or selected, and every text of the map.
import { CanvasPane, turnsInSight } from "./canvas.js";
import { chosenOf } from "./chosen.js";
import { meets } from "./geometry.js";
import { drawNames } from "./names.js";
import { MERCATOR } from "./planes.js";
import { signRadius, stampSign } from "./signs.js";
import { drawLabel, drawLeader, EDGE_PX, placeTexts, signBox } from "./texts.js";

const KIND_WEIGHT = {
  port: 4, city: 3.5, "border-crossing": 3, chokepoint: 3, terminal: 2, station: 1.5, plant: 1.5, site: 1,
};
const SIGNS_FROM_ZOOM = 2.4; // below, a place of little weight is only a dot
const GUIDES_FROM_ZOOM = 5;
const SELECTED = 50; // a weight from here on: a place of what is selected
const SHEET = { texts: 0, ring: 1 };

// Options: obstacles() gives the boxes of what stands over the map, in px of its container; cover() the cells that
// lines run through; corridors() the lines to be named; remark() a word on what is selected, {text, spots: [[x, y], …]}, or null.
export const Nodes = CanvasPane.extend({
  options: { pane: "atlasNodes", padding: 0.1, sheets: 2, obstacles: () => [], cover: () => null, corridors: () => [], remark: () => null },

  setIndex(index) {
    this.index = index;
    this.fold = null;
  },

  // A canvas that has used a font which is still to come keeps what it drew in another: it is drawn anew. So it is where
  // something over the map has been folded or unfolded (`toggle` does not bubble).
  onAdd(map) {
    CanvasPane.prototype.onAdd.call(this, map);
    this.onFonts = () => this.frame && this.fold && this.redraw();
    this.onFold = () => this.settle();
    document.fonts?.addEventListener("loadingdone", this.onFonts);
    map.getContainer().parentElement?.addEventListener("toggle", this.onFold, true);
    return this;
  },

  onRemove(map) {
    document.fonts?.removeEventListener("loadingdone", this.onFonts);
    map.getContainer().parentElement?.removeEventListener("toggle", this.onFold, true);
    CanvasPane.prototype.onRemove.call(this, map);
  },

  // The names of the ground.
  setNames(names) {
    this.names = (names ?? []).filter((name) => Number.isFinite(name.lon) && Number.isFinite(name.lat));
  },

  // Shows a fold's nodes; selection is {corridor, item, node, actor} (numbers, ids, or null). With `later` it waits for
  // settle(): to set the texts takes longer than to draw the lines.
  show({ fold, selection, palette, later = false }) {
    this.fold = fold;
    this.selection = selection;
    this.palette = palette;
    this.isLate = later;
    if (later) return;
    this.chosen = chosenOf(this.index, selection, fold);
    this.placed = this.arrange();
    if (this.frame && this._map) this.redraw();
  },

  setHover(id) {
    if (this.hoverId === id) return;
    this.hoverId = id;
    if (this.frame && this.fold) this.redrawSheet(this.sheets[SHEET.ring], SHEET.ring);
  },

  // Draws what was left for later; and sets the texts anew if what stands over the map has changed its place.
  settle() {
    if (!this.frame || !this.fold) return;
    if (this.isLate) this.show(this);
    else if (JSON.stringify(this.options.obstacles()) !== this.around) this.redraw();
  },

  // Whether a place that is to be named stands in a box of world units.
  liesIn(box) {
    return this.placed.some((one) => (one.must || (this.chosen === null && one.node.end)) && meets({ minX: one.x, maxX: one.x, minY: one.y, maxY: one.y }, box));
  },

  // The nodes to draw, the least important first.
  arrange() {
    const { nodes } = this.index.atlas;
    const { item, node: picked } = this.selection;
    const { chosen: items, plane = MERCATOR } = this;
    const [placed, spot] = [[], [0, 0]];
    for (const node of this.fold.nodes.values()) {
      const place = nodes[node.id];
      if (!place || !Array.isArray(place.at) || !plane.reaches(...place.at)) continue;
      plane.put(...place.at, spot, 0);
      const chosen = picked === node.id;
      const near = chosen || items === null || node.items.some((number) => items.has(number));
      // Where the editors only guide a line past something, there is nothing to name.
      const guide = !node.end && node.stated === "editor" && place.kind === "site";
      const own = item !== null ? node.items.includes(item) : near && items !== null && node.end;
      const weight = guide && !chosen ? 0 : (chosen ? 100 : 0) + (own ? 60 : near && items !== null ? SELECTED : 0) +
        (KIND_WEIGHT[place.kind] ?? 1) * (node.end ? 1 : 0.4) + Math.min(6, node.degree);
      placed.push({
        node, place, chosen, near, weight, guide, must: chosen || (own && !guide),
        x: spot[0], y: spot[1], label: place.label ?? place.name,
      });
    }
    return placed.sort((a, b) => a.weight - b.weight || (a.node.id < b.node.id ? 1 : -1));
  },

  drawSheet(context, frame, number) {
    if (!this.fold) return;
    if (number === SHEET.ring) return this.drawRings(context, frame);
    const size = frame.zoom < 3 ? 0.86 : frame.zoom < 6 ? 1 : 1.15;
    const all = this.placed.flatMap((one) => spotsOf(one, frame).map(([px, py]) => ({ ...one, px, py, size })));
    this.spots = thinned(all, frame);
    this.setTexts(context, frame, all);
    drawNames(context, this.ground);
    this.labels.filter((label) => label.leader).forEach((label) => drawLeader(context, label, this.palette));
    for (const spot of this.spots) this.drawSpot(context, frame, spot);
    for (const label of this.labels) drawLabel(context, label, this.palette);
  },

  drawSpot(context, frame, { px, py, place, node, near, weight, guide, chosen, size }) {
    const { palette } = this;
    if (guide && !chosen) {
      if (frame.zoom >= GUIDES_FROM_ZOOM || (near && this.chosen !== null)) drawGuide(context, px, py, palette, near);
      return;
    }
    stampSign(context, frame.zoom < SIGNS_FROM_ZOOM && weight < 6 ? "city" : place.kind, px, py, {
      filled: node.stated !== "editor", ink: near ? palette.ink : palette.dead, paper: palette.casing, quiet: palette.dead,
      gauge: node.gauge, dead: node.dead === true, alpha: near ? 1 : 0.45, size, ratio: frame.ratio,
    });
  },

  drawRings(context, frame) {
    for (const one of this.placed) {
      if (!one.chosen && one.node.id !== this.hoverId) continue;
      for (const [px, py] of spotsOf(one, frame)) ring(context, px, py, signRadius(one.place.kind) + 6, this.palette.ink);
    }
  },

  // Every text of the sheet, in the room that signs and what stands over the map leave.
  setTexts(context, frame, all) {
    const obstacles = this.options.obstacles();
    this.around = JSON.stringify(obstacles);
    const texts = placeTexts(context, {
      all, obstacles, frame, spots: this.spots, sight: this.sight(), names: this.names ?? [], palette: this.palette,
      cover: this.options.cover(), corridors: this.options.corridors(), remark: this.options.remark(), isPaper: this.isPaper,
    });
    Object.assign(this, texts);
  },

  // What of the sheet is in sight.
  sight() {
    const { x: x0, y: y0 } = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
    const size = this._map.getSize();
    return { x0: x0 + EDGE_PX, y0: y0 + EDGE_PX, x1: x0 + size.x - EDGE_PX, y1: y0 + size.y - EDGE_PX };
  },

  // {texts: [{text, kind, id, x0, y0, x1, y1}], signs: [{id, x0, …}]} in px of the map's container.
  inspect() {
    const { x0: left, y0: top } = this.sight();
    const shift = ({ x0, y0, x1, y1 }) => ({ x0: x0 - left + EDGE_PX, y0: y0 - top + EDGE_PX, x1: x1 - left + EDGE_PX, y1: y1 - top + EDGE_PX });
    const label = ({ text, id, kind = id ? "place" : "remark", ...box }) => ({ text, id, kind, ...shift(box) });
    return {
      texts: [...this.labels.map(label), ...this.ground.map(({ text, box }) => ({ text, id: null, kind: "ground", ...shift(box) }))],
      signs: this.spots.filter((one) => one.near && !one.guide).map((one) => ({ id: one.node.id, ...shift(signBox(one)) })),
    };
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
  const gap = frame.zoom < 4 ? 13 : 10;
  const cells = new Map();
  const cell = (x, y) => `${Math.floor(x / gap)} ${Math.floor(y / gap)}`;
  const crowded = ({ px, py }) => [-gap, 0, gap].some((dx) => [-gap, 0, gap].some((dy) =>
    (cells.get(cell(px + dx, py + dy)) ?? []).some((other) => Math.hypot(other.px - px, other.py - py) < gap)));
  const kept = [];
  for (let at = spots.length - 1; at >= 0; at -= 1) {
    const spot = spots[at];
    if (!spot.must && crowded(spot)) continue;
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

function ring(context, x, y, radius, ink) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.setLineDash([]);
  context.stroke();
}
