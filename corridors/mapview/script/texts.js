// Every text of the map in its room: notes first, then labels by importance, the corridors’ names, a remark, and last the
// names of the ground.
import { closeControls } from "./bidi.js";
import { crossings, makeRoom, overlap, placeBeside } from "./labels.js";
import { nameSpots, placeLineName } from "./linenames.js";
import { placeNames } from "./names.js";
import { signReach } from "./signs.js";

// Labels at most, by whole zoom step; the stops of what is selected are always named.
const MOST_LABELS = [6, 10, 16, 24, 36, 56, 90];
const LABEL_PX = 12;
const LABEL_HEIGHT_PX = 15;
const REMARK_PX = 11.5;
const LINE_NAME_PX = 11.5;
const LINE_END_PX = 2.5;
export const EDGE_PX = 3;

// {labels, ground}: what to write on a sheet, with its boxes in the sheet's px. Given are all places and the `spots` whose
// sign is drawn (the least important first), what of the sheet is in sight, and the obstacles in the container's px.
export function placeTexts(context, { all, spots, obstacles, frame, sight, names, palette, cover, remark, corridors = [], isPaper = false }) {
  const room = makeRoom(sight);
  const [left, top] = [sight.x0 - EDGE_PX, sight.y0 - EDGE_PX];
  for (const { x0, y0, x1, y1 } of obstacles) {
    room.take({ x0: x0 + left - EDGE_PX, y0: y0 + top - EDGE_PX, x1: x1 + left + EDGE_PX, y1: y1 + top + EDGE_PX });
  }
  const within = ({ px, py }) => px > sight.x0 && px < sight.x1 && py > sight.y0 && py < sight.y1;
  for (const one of all) if (within(one) && one.node.end && one.near) room.take(boxAround(one, LINE_END_PX));
  // A sign whose middle is out of sight may still reach in.
  for (const one of spots) if (one.near && !one.guide && overlap(signBox(one), sight)) room.take(signBox(one));
  const named = (note) => placeNames(context, names.filter((name) => (name.kind === "note") === note), frame, palette, room, cover);
  const notes = named(true);
  const labels = placeLabels(context, frame, spots.filter(within), palette, room, cover);
  if (cover) labels.push(...placeLineNames(context, { corridors, sight, isPaper }, palette, room, cover));
  if (remark) labels.push(...placeRemark(context, remark, palette, room, cover));
  return { labels, ground: [...notes, ...named(false)] };
}

function placeLabels(context, frame, spots, palette, room, cover) {
  const most = MOST_LABELS[Math.min(MOST_LABELS.length - 1, Math.floor(frame.zoom))] * (frame.width * frame.height) / 1.6e6 + 3;
  const labels = [];
  for (const one of [...spots].reverse()) {
    if (!one.near || (one.guide && !one.chosen) || (labels.length >= most && !one.must)) continue;
    const font = `${one.chosen ? 700 : one.must ? 600 : 450} ${LABEL_PX}px ${palette.font}`;
    context.font = font;
    const width = context.measureText(one.label).width;
    const box = placeBeside({ x: one.px, y: one.py, reach: reachOf(one), width, height: LABEL_HEIGHT_PX, must: one.must }, room, cover);
    if (!box) continue;
    room.take(box);
    labels.push({ ...box, text: one.label, id: one.node.id, font, colour: palette.ink, px: one.px, py: one.py });
  }
  return labels;
}

// Each corridor's name beside its line. On paper, where a grey printer takes the colours away, none may be missing.
function placeLineNames(context, { corridors, sight, isPaper }, palette, room, cover) {
  const font = `650 ${LINE_NAME_PX}px ${palette.font}`;
  const labels = [];
  for (const { number: owner, name, colour, paths } of corridors) {
    const text = closeControls(name);
    context.font = font;
    const width = context.measureText(text).width;
    const spots = nameSpots(paths, cover, owner, sight);
    const box = placeLineName({ paths, spots, width, owner, must: isPaper }, room, cover);
    if (!box) continue;
    room.take(box);
    labels.push({ ...box, text, id: null, kind: "corridor", font, colour });
  }
  return labels;
}

// At the spot where it lies on the fewest lines; a remark may be left out.
function placeRemark(context, { text, spots }, palette, room, cover) {
  const font = `italic 400 ${REMARK_PX}px ${palette.font}`;
  context.font = font;
  const width = context.measureText(text).width;
  let best = null;
  for (const [x, y] of spots) {
    const box = placeBeside({ x, y, reach: 6, width, height: LABEL_HEIGHT_PX, must: false }, room, cover);
    const crossed = box && crossings(box, cover);
    if (box && (!best || crossed < best.crossed)) best = { box, crossed };
  }
  if (!best) return [];
  room.take(best.box);
  return [{ ...best.box, text, id: null, font, colour: palette.ink }];
}

function reachOf({ place, node, size }) {
  return signReach(place.kind, { gauge: node.gauge, dead: node.dead === true, size });
}

// The box of a place's sign with what stands beside it.
export function signBox(one) {
  return boxAround(one, reachOf(one));
}

function boxAround({ px, py }, reach) {
  return { x0: px - reach, y0: py - reach, x1: px + reach, y1: py + reach };
}

export function drawLabel(context, { text, font, colour, x0, y0, y1 }, palette) {
  context.font = font;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = palette.halo;
  context.lineWidth = 3.6;
  context.setLineDash([]);
  context.strokeText(text, x0, (y0 + y1) / 2);
  context.fillStyle = colour;
  context.fillText(text, x0, (y0 + y1) / 2);
}

// The thin line from a place to its label, where that has to stand farther off.
export function drawLeader(context, { leader: [x, y], px, py }, palette) {
  context.setLineDash([]);
  for (const [colour, width] of [[palette.halo, 3], [palette.ink, 0.9]]) {
    context.beginPath();
    context.moveTo(px, py);
    context.lineTo(x, y);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}
