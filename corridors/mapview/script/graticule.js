// Meridians and parallels on a flat plane, which bends them, so that north is seen; and the polar circle, dashed.
import { turnsInSight } from "./canvas.js";
import { boxOf, traceOf } from "./geometry.js";
import { partsWithin } from "./planes.js";

const POLAR_CIRCLE = 66.56;
const [LAT_STEP, LON_STEP, TOP] = [10, 20, 80]; // degrees; meridians end where they would run together
const keptLines = new WeakMap(); // of a plane: its lines

export function drawGraticule(context, frame, palette) {
  if (!keptLines.has(frame.plane)) keptLines.set(frame.plane, makeLines(frame.plane));
  const { grid, circle } = keptLines.get(frame.plane);
  context.strokeStyle = palette.coast;
  context.globalAlpha = 0.5;
  strokeLines(context, frame, grid, 0.6, []);
  strokeLines(context, frame, circle, 0.9, [5, 4]);
  context.globalAlpha = 1;
}

function makeLines(plane) {
  const degrees = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const parallel = (lat) => degrees(-180, 180).map((lon) => [lat, lon]);
  const meridian = (lon) => degrees(-TOP, TOP).map((lat) => [lat, lon]);
  const lats = degrees(-8, 8).map((step) => step * LAT_STEP);
  const lons = degrees(-9, 8).map((step) => step * LON_STEP);
  const traces = (lines) => lines.flatMap((line) => partsWithin(line, plane)).map((line) => traceOf(line, plane)).map((trace) => ({ trace, box: boxOf(trace) }));
  return { grid: traces([...lats.map(parallel), ...lons.map(meridian)]), circle: traces([parallel(POLAR_CIRCLE)]) };
}

function strokeLines(context, frame, lines, width, dash) {
  context.beginPath();
  for (const { trace, box } of lines) {
    if (!turnsInSight(box, frame).length) continue;
    for (let at = 0; at < trace.length; at += 2) {
      const [x, y] = [trace[at] * frame.scale - frame.left, trace[at + 1] * frame.scale - frame.top];
      if (at) context.lineTo(x, y);
      else context.moveTo(x, y);
    }
  }
  context.lineWidth = width;
  context.setLineDash(dash);
  context.stroke();
}
