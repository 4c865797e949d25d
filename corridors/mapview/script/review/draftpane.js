// A proposal on the map: its stops with their numbers, its legs on their ways (great circles until these are known), the names of the ground.
import { CanvasPane, turnsInSight } from "../canvas.js";
import { closeControls } from "../bidi.js";
import { bitOf } from "../evidence.js";
import { arcOf, boxOf, distanceTo, mercatorX, mercatorY, traceOf } from "../geometry.js";
import { coverPath, makeRoom, placeBeside } from "../labels.js";
import { MODES } from "../link.js";
import { styleOf } from "../linestyle.js";
import { drawNames, placeNames } from "../names.js";
import { drawLabel, drawLeader } from "../texts.js";
import { greatCircle } from "./greatcircle.js";

const COLOUR = "#b2430d";
const STOP_PX = 9;
const STOP_LABEL_PX = 12.5;
const LABEL_HEIGHT = 15;

// show({stops: [{ref, number, name, at: [lat, lon] or null}], legs: [{ref, from, to, mode, way}]}), `from` and `to` being refs,
// `way` {basis, line} or null; a leg whose end has no position is not drawn. `lines` ([lat, lon] each) are what somebody drew.
export const DraftPane = CanvasPane.extend({
  options: { pane: "atlasLines", padding: 0.1, sheets: 1 },

  setNames(names) {
    this.names = (names ?? []).filter((name) => Number.isFinite(name.lon) && Number.isFinite(name.lat));
  },

  setPalette(palette) {
    this.palette = palette;
    if (this._map) this.redraw();
  },

  show({ stops, legs, lines = [] }) {
    this.drawn = lines.map(traceOf).filter((trace) => trace.length > 2).map((trace) => ({ trace, box: boxOf(trace) }));
    const placed = stops.filter((stop) => stop.at);
    const byRef = new Map(placed.map((stop) => [stop.ref, stop]));
    this.lines = legs.filter((leg) => byRef.has(leg.from) && byRef.has(leg.to)).map((leg) => {
      const line = leg.way?.line ?? greatCircle(byRef.get(leg.from).at, byRef.get(leg.to).at);
      const basis = leg.way?.basis ?? "schematic";
      const trace = basis === "arc" ? arcOf(line) : traceOf(line);
      return { ref: leg.ref, from: leg.from, mode: leg.mode, basis, line, trace, box: boxOf(trace) };
    });
    this.spots = placed.map((stop) => ({ ...stop, x: mercatorX(stop.at[1]), y: mercatorY(stop.at[0]) }));
    if (this._map) this.redraw();
  },

  // What is pointed at or picked stands out.
  light(refs) {
    this.lit = new Set(refs);
    if (this.frame) this.redraw();
  },

  drawSheet(context, frame) {
    if (!this.palette || !this.spots) return;
    const seen = this.spots.flatMap((spot) => turnsInSight({ minX: spot.x, maxX: spot.x, minY: spot.y, maxY: spot.y }, frame)
      .map((turn) => ({ ...spot, px: (spot.x + turn) * frame.scale - frame.left, py: spot.y * frame.scale - frame.top })));
    const room = makeRoom(this.sight());
    const ways = this.lines.flatMap((line) => waysOf(line, frame).map((way) => ({ ...line, way })));
    const cover = new Map();
    ways.forEach(({ way }, at) => coverPath(cover, way, at, frame.width, frame.height));
    for (const { px, py } of seen) room.take({ x0: px - STOP_PX, y0: py - STOP_PX, x1: px + STOP_PX, y1: py + STOP_PX });
    const labels = this.placeLabels(context, seen, room, cover);
    drawNames(context, placeNames(context, this.names ?? [], frame, this.palette, room, cover));
    for (const line of this.drawn) waysOf(line, frame).forEach((way) => this.drawPicture(context, way));
    for (const way of ways) this.drawWay(context, way);
    labels.filter((label) => label.leader).forEach((label) => drawLeader(context, label, this.palette));
    for (const spot of seen) this.drawStop(context, spot);
    for (const label of labels) drawLabel(context, label, this.palette);
  },

  // What of the sheet is in sight.
  sight() {
    const { x: x0, y: y0 } = this._map.containerPointToLayerPoint([0, 0]).subtract(this._bounds.min);
    const size = this._map.getSize();
    return { x0: x0 + 3, y0: y0 + 3, x1: x0 + size.x - 3, y1: y0 + size.y - 3 };
  },

  placeLabels(context, seen, room, cover) {
    const labels = [];
    for (const spot of seen) {
      const text = closeControls(spot.name);
      const font = `${this.isLit(spot.ref) ? 700 : 600} ${STOP_LABEL_PX}px ${this.palette.font}`;
      context.font = font;
      const box = placeBeside({ x: spot.px, y: spot.py, reach: STOP_PX, width: context.measureText(text).width, height: LABEL_HEIGHT, must: true }, room, cover);
      if (!box) continue;
      room.take(box);
      labels.push({ ...box, text, font, colour: this.palette.ink, px: spot.px, py: spot.py });
    }
    return labels;
  },

  isLit(ref) {
    return this.lit?.has(ref) ?? false;
  },

  // What somebody drew is nobody's source: it is shown thin and grey.
  drawPicture(context, way) {
    context.beginPath();
    for (let at = 0; at < way.length; at += 2) context[at ? "lineTo" : "moveTo"](way[at], way[at + 1]);
    context.strokeStyle = this.palette.unknown;
    context.lineWidth = 5;
    context.globalAlpha = 0.45;
    context.setLineDash([]);
    context.stroke();
    context.globalAlpha = 1;
  },

  drawWay(context, { ref, mode, basis, way }) {
    const state = { lead: "operating", stated: "quoted", modes: bitOf(MODES, mode ?? "not-stated") };
    const style = styleOf({ leg: { basis, fate: null } }, state, COLOUR, this.palette);
    const isLit = this.isLit(ref);
    context.beginPath();
    for (let at = 0; at < way.length; at += 2) context[at ? "lineTo" : "moveTo"](way[at], way[at + 1]);
    context.lineCap = style.cap;
    context.lineJoin = "round";
    for (const [colour, width, dash] of [[this.palette.casing, style.width + (isLit ? 6 : 3), []], [style.colour, style.width + (isLit ? 1.6 : 0), style.dash]]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.setLineDash(dash);
      context.stroke();
    }
  },

  drawStop(context, { ref, number, px, py }) {
    const { palette } = this;
    const isLit = this.isLit(ref);
    context.setLineDash([]);
    context.beginPath();
    context.arc(px, py, isLit ? STOP_PX + 1.5 : STOP_PX, 0, 2 * Math.PI);
    context.fillStyle = isLit ? palette.ink : palette.casing;
    context.fill();
    context.strokeStyle = palette.ink;
    context.lineWidth = 1.5;
    context.stroke();
    context.font = `650 11px ${palette.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = isLit ? palette.casing : palette.ink;
    context.fillText(String(number), px, py + 0.5);
  },

  // The ref of the stop or leg at a point of the map's container, or null.
  hitTest(point, reach) {
    if (!this.frame || !this.spots) return null;
    const at = this._map.containerPointToLayerPoint(point).subtract(this._bounds.min);
    const { scale, left, top } = this.frame;
    const [x, y] = [(at.x + left) / scale, (at.y + top) / scale];
    const nearest = (things, gapOf) => things.map((thing) => [gapOf(thing) * scale, thing.ref]).sort((a, b) => a[0] - b[0])[0] ?? [Infinity];
    const apart = (dx) => dx - Math.round(dx);
    const [stopGap, stop] = nearest(this.spots, (spot) => Math.hypot(apart(spot.x - x), spot.y - y));
    if (stopGap <= Math.max(reach, STOP_PX)) return stop;
    const [lineGap, line] = nearest(this.lines, ({ trace, box }) => {
      const turn = Math.ceil(box.minX - x);
      return Math.min(...[turn - 1, turn, turn + 1].map((whole) => distanceTo(trace, x + whole, y)));
    });
    return lineGap <= reach ? line : null;
  },
});

// The ways of a line on the sheet, [x0, y0, …], one for each turn of the world by which it is in sight.
function waysOf({ trace, box }, frame) {
  return turnsInSight(box, frame).map((turn) => Array.from(trace, (value, at) => (at % 2 ? value * frame.scale - frame.top : (value + turn) * frame.scale - frame.left)));
}
