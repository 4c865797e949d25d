// The corridor layer: every visible leg on a few stacked canvases, with its own hit test.
import { CanvasPane, turnsInSight } from "./canvas.js";
import { arcOf, boxOf, distanceTo, mercatorX, mercatorY, traceOf } from "./geometry.js";
import { styleOf } from "./linestyle.js";
import { findRuns, pathOfRuns, simplifiedRuns } from "./tracks.js";
import { drawArrows, drawCross, strokePath } from "./strokes.js";

const SHEETS = 16; // then a source's lines can be drawn, or hidden, without most of the others
const SPREAD_FROM = 30_000; // points; below this one sheet is drawn in a few ms
const CROWDED_FROM = 1_500; // legs
const CROWDED_PX = 1; // and a hairline is drawn six times as quickly
const SIMPLIFIED_PX = 0.35;

export const Lines = CanvasPane.extend({
  options: { pane: "atlasLines", padding: 0.1, sheets: SHEETS + 2 },

  setIndex(index) {
    this.index = index;
    this.fold = null;
    this.traces = gatherTraces(index.items, index.atlas.nodes);
    const points = this.traces.reduce((sum, trace) => sum + (trace ? trace.full.length / 2 : 0), 0);
    this.spread = points > SPREAD_FROM ? SHEETS : 1;
    this.drawn = [];
  },

  // Shows a fold; selection is {corridor, item} (numbers or null), hover an item's number or null.
  show({ fold, selection, palette }) {
    this.fold = fold;
    this.selection = selection;
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

  // Beyond some number nobody can follow one line under another: casings and crosses are left out.
  isCrowded() {
    return this.visible.length > CROWDED_FROM;
  },

  redraw() {
    if (!this.fold) return;
    const faded = this.selection.corridor !== null;
    this.plans = this.planSheets();
    this.sheets.forEach((sheet, number) => {
      if (number < SHEETS) sheet.classList.toggle("is-faded", faded);
      const { items, key } = this.plans[number];
      if (number > SHEETS) return;
      sheet.style.display = items.length ? "" : "none";
      if (!items.length || this.drawn[number] === key) return;
      this.redrawSheet(sheet, number);
      this.drawn[number] = key;
    });
    this.showHover();
  },

  // What each sheet holds, with a key that changes whenever the sheet has to be drawn anew.
  planSheets() {
    const plans = this.sheets.map(() => ({ items: [], key: 0 }));
    for (const item of this.visible) {
      const plan = plans[this.sheetOf(item)];
      plan.items.push(item);
      const { lead, modes } = this.fold.states[item.number];
      const look = item.number * 31 + modes * 7 + lead.charCodeAt(0) + lead.length * 131;
      plan.key = (Math.imul(plan.key, 16777619) ^ look) >>> 0;
      if (item.corridor === this.selection.corridor) plans[SHEETS].items.push(item);
    }
    const picked = [this.selection.corridor, this.selection.item, plans[SHEETS].items.map((item) => item.number)].join();
    const chosen = plans[SHEETS].items.map((item) => this.fold.states[item.number]);
    plans[SHEETS].key = picked + chosen.map((state) => `${state.lead}${state.modes}`).join();
    const common = `${this.isCrowded()}|${this.frame.key}|${this.palette.key}`;
    for (const plan of plans) plan.key = `${plan.key}|${common}`;
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
      strokePath(context, path, style.colour, crowded ? CROWDED_PX : style.width, style.dash, style.alpha, style.cap);
      if (crowded) continue;
      if (style.hollow) strokePath(context, path, this.palette.casing, style.width * 0.45, style.dash, 1);
      if (isOneWay(item, this.fold)) drawArrows(context, path, style, this.palette);
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
    return styleOf(item, this.fold.states[item.number], this.index.corridors[item.corridor].corridor, this.palette);
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

  // Numbers of the items within reach of a point of the map's container, the nearest first.
  hitTest(point, reach) {
    if (!this.fold || !this.frame) return [];
    const at = this._map.containerPointToLayerPoint(point).subtract(this._bounds.min);
    const spot = { ...this.frame, left: this.frame.left + at.x - reach, top: this.frame.top + at.y - reach, width: 2 * reach, height: 2 * reach };
    const found = [];
    for (const item of this.visible) {
      if (!turnsInSight(this.traces[item.number].box, spot, 12).length) continue;
      const gap = Math.min(...this.pathsOf(item, spot).map((path) => distanceTo(path.points, reach, reach)));
      const own = this.selection.corridor === item.corridor ? 1 : 0;
      if (gap <= reach) found.push({ number: item.number, gap: gap - own });
    }
    return found.sort((a, b) => a.gap - b.gap).map((one) => one.number);
  },

  // {minX, minY, maxX, maxY} in world units of some items, or null if none is drawn.
  boxOf(numbers) {
    const boxes = numbers.map((number) => this.traces[number]?.box).filter(Boolean);
    if (!boxes.length) return null;
    return boxes.reduce((a, b) => ({
      minX: Math.min(a.minX, b.minX), minY: Math.min(a.minY, b.minY),
      maxX: Math.max(a.maxX, b.maxX), maxY: Math.max(a.maxY, b.maxY),
    }));
  },
});

// The traces of legs, each shifted by whole turns to where most of the others are.
function gatherTraces(items, nodes) {
  const traces = items.map(({ kind, leg }) => {
    if (kind !== "leg" || !leg.line || leg.line.length < 2) return null;
    return leg.basis === "arc" ? arcOf(leg.line) : traceOf(leg.line);
  });
  const middles = traces.filter(Boolean).map((trace) => trace[0]).sort((a, b) => a - b);
  const home = middles[middles.length >> 1] ?? 0.5;
  const shifted = traces.map((trace) => {
    if (!trace) return null;
    const box = boxOf(trace);
    const turn = Math.round(home - (box.minX + box.maxX) / 2);
    return turn ? trace.map((value, at) => (at % 2 ? value : value + turn)) : trace;
  });
  const runs = runsOf(items, shifted, nodes);
  return shifted.map((full, at) => full && { full, box: boxOf(full), runs: runs[at], levels: [] });
}

// Arcs share no track, and in a crowd nobody could tell.
function runsOf(items, traces, nodes) {
  const points = traces.reduce((sum, trace) => sum + (trace ? trace.length / 2 : 0), 0);
  const whole = (trace) => trace && [{ first: 0, last: trace.length / 2 - 1, slot: 0, turned: false }];
  if (points > SPREAD_FROM) return traces.map(whole);
  const chains = traces.map((trace, at) => (trace && items[at].leg.basis !== "arc" ? chainOf(items[at].leg, trace, nodes) : null));
  const runs = findRuns(chains, items.map((item) => `${item.corridor} ${item.modeValues}`));
  return runs.map((run, at) => (run?.length ? run : whole(traces[at])));
}

// The named places of a leg, each with the point of its trace that is nearest.
function chainOf(leg, trace, nodes) {
  const last = trace.length / 2 - 1;
  const chain = [{ id: leg.from, at: 0 }];
  for (const { at: id } of leg.via ?? []) {
    if (!Object.hasOwn(nodes, id)) continue;
    const [lat, lon] = nodes[id].at;
    const at = nearestPoint(trace, mercatorX(lon), mercatorY(lat), chain.at(-1).at);
    if (at > chain.at(-1).at && at < last) chain.push({ id, at });
  }
  return [...chain, { id: leg.to, at: last }];
}

function nearestPoint(trace, x, y, from) {
  let best = { gap: Infinity, at: from };
  for (let at = from; at < trace.length / 2; at += 1) {
    const dx = trace[2 * at] - x;
    const gap = (dx - Math.round(dx)) ** 2 + (trace[2 * at + 1] - y) ** 2;
    if (gap < best.gap) best = { gap, at };
  }
  return best.at;
}

function isOneWay(item, fold) {
  return item.oneWay.some((claim) => fold.sourceOn[claim.source]);
}
