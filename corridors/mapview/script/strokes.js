// Strokes on a canvas: a path in px, its arrowheads, its cross.
import { lengthsOf, pointAlong } from "./geometry.js";

const ARROW_EVERY_PX = 90;
const ARROW_FROM_PX = 24; // a shorter leg has no room for one
const ARROW_REACH_PX = 8;

// Strokes a path {points, strokes}; dashes start anew with each of its strokes.
export function strokePath(context, { points, strokes }, colour, width, dash, alpha, cap = "butt") {
  context.beginPath();
  for (const [first, last, turned] of strokes) {
    const [start, end, step] = turned ? [last, first, -1] : [first, last, 1];
    context.moveTo(points[2 * start], points[2 * start + 1]);
    for (let at = start + step; at !== end + step; at += step) context.lineTo(points[2 * at], points[2 * at + 1]);
  }
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = cap;
  context.lineJoin = "round";
  context.globalAlpha = alpha;
  context.setLineDash(dash);
  context.stroke();
  context.globalAlpha = 1;
}

// Arrowheads at even distances along a path; those out of the frame are left out.
export function drawArrows(context, { points }, style, palette, { width, height }) {
  const along = lengthsOf(points);
  const total = along.at(-1);
  const count = Math.max(1, Math.floor(total / ARROW_EVERY_PX));
  if (total < ARROW_FROM_PX) return;
  for (let place = 0; place < count; place += 1) {
    const { x, y, angle } = pointAlong(points, along, ((place + 0.62) * total) / count);
    if (x < -ARROW_REACH_PX || y < -ARROW_REACH_PX || x > width + ARROW_REACH_PX || y > height + ARROW_REACH_PX) continue;
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(5.6, 0);
    context.lineTo(-4.2, 4.2);
    context.lineTo(-2, 0);
    context.lineTo(-4.2, -4.2);
    context.closePath();
    context.strokeStyle = palette.casing;
    context.lineWidth = 2;
    context.stroke();
    context.fillStyle = style.colour;
    context.fill();
    context.restore();
  }
}

// A cross at the middle of a path: nothing runs here.
export function drawCross(context, { points }, palette) {
  const along = lengthsOf(points);
  const { x, y } = pointAlong(points, along, along.at(-1) / 2);
  context.setLineDash([]);
  context.lineCap = "round";
  for (const [colour, width] of [[palette.casing, 5], [palette.ink, 1.8]]) {
    context.beginPath();
    context.moveTo(x - 4, y - 4);
    context.lineTo(x + 4, y + 4);
    context.moveTo(x - 4, y + 4);
    context.lineTo(x + 4, y - 4);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}
