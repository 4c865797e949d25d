// The corridor layer: every visible leg on a few stacked canvases, with its own hit test.
import { CanvasPane, turnsInSight } from "./canvas.js";
import { chosenOf } from "./chosen.js";
import { distanceTo, lengthsOf, meets, pointAlong, runsThrough, unionOf } from "./geometry.js";
import { coverPath } from "./labels.js";
import { nameColour, styleOf } from "./linestyle.js";
import { pathOfRuns, simplifiedRuns } from "./tracks.js";
import { drawArrows, drawCross, strokePath } from "./strokes.js";
import { gatherTraces, SPREAD_FROM } from "./traces.js";

const SHEETS = 12; // then a source's lines can be drawn, or hidden, without most of the others
const CROWDED_FROM = 1_500; // legs
const CROWDED_PX = 1; // and a hairline is drawn six times as quickly, more so without dashes
const SIMPLIFIED_PX = 0.35;
const NO_COLOUR = { colour: "#000000" };
const MOST_NAMED = 40; // corridors
const REMARKS_AT = [0.5, 0.34, 0.66, 0.2, 0.8]; // of a leg, where a remark on it may stand

export const Lines = CanvasPane.extend({
  options: { pane: "atlasLines", padding: 0.1, sheets: SHEETS + 2 },

  setIndex(index) {
    this.index = index;
    this.fold = null;
    this.traces = gatherTraces(index.items, this.plane);
    const points = this.traces.reduce((sum, trace) => sum + (trace ? trace.full.length / 2 : 0), 0);
    this.spread = points > SPREAD_FROM ? SHEETS : 1;
    this.drawn = [];
  },

  setPlane(plane) {
    CanvasPane.prototype.setPlane.call(this, plane);
    if (this.index) this.setIndex(this.index);
  },

  // Shows a fold, in the colours of a colouring; selection is {corridor, item, actor} (numbers, an id, or null).
  show({ fold, selection, palette, colouring }) {
    this.fold = fold;
    this.colouring = colouring;
    this.selection = selection;
    this.chosen = chosenOf(this.index, selection, fold);
    this.palette = palette;
    this.visible = this.index.items.filter((item) => this.traces[item.number] && fold.states[item.number].visible);
    if (this.frame && this._map) this.redraw();
  },

  setHover(number) {
    if (this.hover === number || !this.fold) return;
    this.hover = number;
    if (this.frame) this.showHover();
  },

  showHover() {
    const sheet = this.sheets[SHEETS + 1];
    sheet.style.display = this.hover === null || this.hover === undefined ? "none" : "";
    if (!sheet.style.display) this.redrawSheet(sheet, SHEETS + 1);
  },

  // Beyond some number nobody can follow one line under another: casings, dashes and crosses are left out.
  isCrowded() {
    return this.visible.length > CROWDED_FROM;
  },

  redraw() {
    if (!this.fold) return;
    const faded = this.chosen !== null;
    const late = [];
    this.plans = this.planSheets();
    this.sheets.forEach((sheet, number) => {
      if (number < SHEETS) sheet.classList.toggle("is-faded", faded);
      const { items, key, look } = this.plans[number];
      if (number > SHEETS) return;
      sheet.style.display = items.length ? "" : "none";
      if (!items.length || this.drawn[number]?.key === key) return;
      if (this.spread > 1 && number < SHEETS && this.drawn[number]?.look === look) late.push(number);
      else this.drawPlan(number);
    });
    this.drawLate(late);
    this.showHover();
  },

  drawPlan(number) {
    this.redrawSheet(this.sheets[number], number);
    this.drawn[number] = this.plans[number];
  },

  // Of many sheets only one is drawn anew in a frame after a zoom, so that the map answers meanwhile.
  drawLate(late) {
    cancelAnimationFrame(this.drawingLate);
    for (const number of late) this.stretchSheet(this.sheets[number]);
    const drawNext = () => {
      if (!this._map || !this.fold || !late.length) return;
      this.drawPlan(late.shift());
      this.drawingLate = requestAnimationFrame(drawNext);
    };
    if (late.length) this.drawingLate = requestAnimationFrame(drawNext);
  },

  // What each sheet holds, with a look that changes whenever its lines do, and a key that changes with the frame too.
  planSheets() {
    const plans = this.sheets.map(() => ({ items: [], key: 0 }));
    const bySource = this.colouring.by === "source";
    for (const item of this.visible) {
      const plan = plans[this.sheetOf(item)];
      plan.items.push(item);
      const { lead, modes, stated } = this.fold.states[item.number];
      const { colour } = bySource ? this.colouring.of(item, this.fold.states[item.number], this.fold) : NO_COLOUR;
      const look = item.number * 31 + modes * 7 + lead.charCodeAt(0) + lead.length * 131 + stated.length * 1009 + parseInt(colour.slice(1), 16) * 31;
      plan.key = (Math.imul(plan.key, 16777619) ^ look) >>> 0;
      if (this.chosen?.has(item.number)) plans[SHEETS].items.push(item);
    }
    const picked = [this.selection.corridor, this.selection.actor, this.selection.item, plans[SHEETS].items.map((item) => item.number)].join();
    const chosen = plans[SHEETS].items.map((item) => this.fold.states[item.number]);
    plans[SHEETS].key = picked + chosen.map((state) => `${state.lead}${state.modes}${state.stated}`).join();
    const common = `${this.isCrowded()}|${this.palette.key}|${this.colouring.by}`;
    for (const plan of plans) {
      plan.look = `${plan.key}|${common}`;
      plan.key = `${plan.look}|${this.frame.key}`;
    }
    return plans;
  },

  sheetOf(item) {
    return this.spread === 1 ? 0 : (this.index.corridors[item.corridor].items[0].stated[0]?.source ?? 0) % this.spread;
  },

  drawSheet(context, frame, number) {
    if (!this.fold) return;
    if (number === SHEETS + 1) return this.drawHover(context, frame);
    const { items } = this.plans[number];
    const crowded = this.isCrowded() && number !== SHEETS;
    for (let first = 0; first < items.length;) {
      let last = first;
      while (last < items.length && items[last].corridor === items[first].corridor) last += 1;
      this.drawCorridor(context, frame, items.slice(first, last), crowded, number === SHEETS);
      first = last;
    }
  },

  drawCorridor(context, frame, items, crowded, chosen) {
    const drawings = items.flatMap((item) => this.pathsOf(item, frame).map((path) => ({ item, path, style: this.styleOf(item) })));
    if (chosen) {
      for (const { item, path, style } of drawings) {
        if (item.number === this.selection.item) strokePath(context, path, this.palette.ink, style.width + 9, [], 0.2, "round");
      }
    }
    if (!crowded) for (const { path, style } of drawings) strokePath(context, path, this.palette.casing, style.width + 2.6, [], 0.9);
    for (const { item, path, style } of drawings) {
      strokePath(context, path, style.colour, crowded ? CROWDED_PX : style.width, crowded ? [] : style.dash, 1, style.cap);
      if (crowded) continue;
      if (style.hollow) strokePath(context, path, this.palette.casing, style.width * 0.45, [], 1);
      if (isOneWay(item, this.fold)) drawArrows(context, path, style, this.palette, frame);
      if (style.cross) drawCross(context, path, this.palette);
    }
  },

  drawHover(context, frame) {
    if (this.hover === null || this.hover === undefined) return;
    const item = this.index.items[this.hover];
    if (!this.traces[this.hover] || !this.fold.states[this.hover].visible) return;
    const style = this.styleOf(item);
    for (const path of this.pathsOf(item, frame)) {
      strokePath(context, path, this.palette.ink, style.width + 5, [], 0.28, "round");
      strokePath(context, path, style.colour, style.width + 0.6, style.dash, 1, style.cap);
    }
  },

  styleOf(item) {
    const state = this.fold.states[item.number];
    return styleOf(item, state, this.colouring.of(item, state, this.fold).colour, this.palette);
  },

  // A leg's paths in sheet px, once for each turn of the world at which it is in sight.
  pathsOf(item, frame) {
    const trace = this.traces[item.number];
    const turns = turnsInSight(trace.box, frame);
    if (!turns.length) return [];
    const level = Math.max(0, Math.ceil(frame.zoom));
    trace.levels[level] ??= simplifiedRuns(trace.full, trace.runs, SIMPLIFIED_PX / (256 * 2 ** level));
    return turns.map((turn) => pathOfRuns(trace.levels[level], trace.runs, (piece) => piece.map((value, at) =>
      at % 2 ? value * frame.scale - frame.top : (value + turn) * frame.scale - frame.left)));
  },

  // The cells of the sheet that lines run through, as labels.js has them; null where there are too many to mind.
  cover() {
    if (!this.fold || !this.frame || this.isCrowded()) return null;
    const cover = new Map();
    for (const item of this.visible) {
      for (const { points } of this.pathsOf(item, this.frame)) coverPath(cover, points, item.corridor, this.frame.width, this.frame.height);
    }
    return cover;
  },

  // What is to be named by its corridor: [{number, name, colour, paths}], its paths in the sheet's px. Nothing where one
  // corridor is selected, or nobody could tell whose name it is.
  corridorPaths() {
    if (!this.fold || !this.frame || this.isCrowded() || this.selection.corridor !== null) return [];
    const found = new Map();
    for (const item of this.visible) {
      if (this.chosen && !this.chosen.has(item.number)) continue;
      if (!found.has(item.corridor)) found.set(item.corridor, []);
      found.get(item.corridor).push(...this.pathsOf(item, this.frame).map(({ points }) => points));
    }
    if (found.size > MOST_NAMED) return [];
    return [...found].map(([number, paths]) => {
      const { short, colour } = this.index.corridors[number].corridor;
      return { number, paths, name: short, colour: this.colouring.by === "corridor" ? nameColour(colour, this.palette) : this.palette.ink };
    });
  },

  // Points of the sheet, on the leg that is selected or its corridor's longest, at which a remark on it may stand; and
  // the leg's number. Null where nothing that is drawn is selected.
  remarkSpots() {
    if (!this.fold || !this.frame || this.selection.corridor === null) return null;
    const own = this.visible.filter((item) => item.number === this.selection.item || (this.selection.item === null && item.corridor === this.selection.corridor));
    const paths = own.flatMap((item) => this.pathsOf(item, this.frame).map(({ points }) => ({ number: item.number, points, along: lengthsOf(points) })));
    if (!paths.length) return null;
    const { number, points, along } = paths.reduce((a, b) => (b.along.at(-1) > a.along.at(-1) ? b : a));
    return { number, spots: REMARKS_AT.map((share) => pointAlong(points, along, share * along.at(-1))).map(({ x, y }) => [x, y]) };
  },

  // Numbers of the items within reach of a point of the map's container, the nearest first.
  hitTest(point, reach) {
    if (!this.fold || !this.frame) return [];
    const at = this._map.containerPointToLayerPoint(point).subtract(this._bounds.min);
    const spot = { ...this.frame, left: this.frame.left + at.x - reach, top: this.frame.top + at.y - reach, width: 2 * reach, height: 2 * reach };
    const found = [];
    for (const item of this.visible) {
      if (!turnsInSight(this.traces[item.number].box, spot, 12).length) continue;
      const gap = Math.min(...this.pathsOf(item, spot).map((path) => distanceTo(path.points, reach, reach)));
      const own = this.chosen?.has(item.number) ? 1 : 0;
      if (gap <= reach) found.push({ number: item.number, gap: gap - own });
    }
    return found.sort((a, b) => a.gap - b.gap).map((one) => one.number);
  },

  // Whether any line runs through a box of world units; of a selection only its own lines count.
  liesIn(box) {
    const { item } = this.selection;
    const counts = ({ number }) => (item === null ? this.chosen?.has(number) ?? true : number === item);
    return this.visible.some((one) => counts(one) && meets(this.traces[one.number].box, box) && runsThrough(this.traces[one.number].full, box));
  },

  // {minX, minY, maxX, maxY} in world units of some items, or null if none is drawn.
  boxOf(numbers) {
    const boxes = numbers.map((number) => this.traces[number]?.box).filter(Boolean);
    return boxes.length ? unionOf(boxes) : null;
  },
});

function isOneWay(item, fold) {
  return item.oneWay.some((claim) => fold.sourceOn[claim.source]);
}
