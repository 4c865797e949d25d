// Where texts go on the map: none over another, over a sign, a line's end or the map's edge. Pure.
// A box is {x0, y0, x1, y1} in px. The cover is a map of the cells that lines run through to whose they are (a corridor's
// number, or SHARED), or null.
import { stretchWithin } from "./geometry.js";

const BUCKET_PX = 64;
export const COVER_PX = 8;
export const COVER_ROW = 1 << 12;
const SHARED = -1;
const CROSSING_COST = 3; // a farther place of the list that is clear of lines is better than a near one across them
const LEADER_FROM_PX = 22;
const LEADER_TO_PX = 170;
const LEADER_STEP_PX = 8;
const LEADER_TURNS = 16;

// What is taken of the room between some bounds.
export function makeRoom(bounds) {
  const buckets = new Map();
  const each = (box, visit) => {
    for (let row = Math.floor(box.y0 / BUCKET_PX); row <= Math.floor(box.y1 / BUCKET_PX); row += 1) {
      for (let column = Math.floor(box.x0 / BUCKET_PX); column <= Math.floor(box.x1 / BUCKET_PX); column += 1) {
        if (visit(row * COVER_ROW + column)) return true;
      }
    }
    return false;
  };
  return {
    take: (box) => each(box, (key) => {
      if (!buckets.has(key)) buckets.set(key, []);
      buckets.get(key).push(box);
      return false;
    }),
    isFree: (box) => box.x0 >= bounds.x0 && box.y0 >= bounds.y0 && box.x1 <= bounds.x1 && box.y1 <= bounds.y1 &&
      !each(box, (key) => (buckets.get(key) ?? []).some((other) => overlap(box, other))),
  };
}

export function overlap(a, b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

// The box for a text beside a sign that reaches `reach` px from x, y: {x0, …, leader}, or null where there is no room.
// One that must be named goes farther off, and `leader` is [x, y], where its thin line ends.
export function placeBeside({ x, y, reach, width, height, must }, room, cover) {
  let best = null;
  besides(x, y, reach, width, height).forEach(([x0, y0], place) => {
    const box = { x0, y0, x1: x0 + width, y1: y0 + height };
    if (!room.isFree(box)) return;
    const cost = place + CROSSING_COST * crossings(box, cover);
    if (!best || cost < best.cost) best = { ...box, cost, leader: null };
  });
  return best ?? (must ? placeAway({ x, y, width, height }, room) : null);
}

// The upper left corners of the boxes beside a sign, the best first.
export function besides(x, y, reach, width, height) {
  const gap = reach + 2;
  const half = height / 2;
  return [
    [x + gap, y - half], [x - gap - width, y - half],
    [x + gap * 0.75, y - gap * 0.5 - height], [x + gap * 0.75, y + gap * 0.5],
    [x - width / 2, y - gap - height], [x - width / 2, y + gap],
    [x - gap * 0.75 - width, y - gap * 0.5 - height], [x - gap * 0.75 - width, y + gap * 0.5],
  ];
}

// A box farther off, with `leader`, where its thin line ends; null where there is no room.
export function placeAway({ x, y, width, height }, room) {
  for (let far = LEADER_FROM_PX; far <= LEADER_TO_PX; far += LEADER_STEP_PX) {
    for (let turn = 0; turn < LEADER_TURNS; turn += 1) {
      const angle = (2 * Math.PI * turn) / LEADER_TURNS;
      const [px, py] = [x + far * Math.cos(angle), y + far * Math.sin(angle)];
      const x0 = px + (Math.abs(Math.cos(angle)) < 0.2 ? -width / 2 : Math.cos(angle) < 0 ? -width : 0);
      const box = { x0, y0: py - height / 2, x1: x0 + width, y1: py + height / 2 };
      if (room.isFree(box)) return { ...box, leader: [clamp(x, box.x0, box.x1), clamp(y, box.y0, box.y1)] };
    }
  }
  return null;
}

function clamp(value, least, most) {
  return Math.max(least, Math.min(most, value));
}

// How many cells of a box lines run through, but for those of one owner alone.
export function crossings(box, cover, owner = null) {
  if (!cover) return 0;
  let count = 0;
  for (let row = Math.floor(box.y0 / COVER_PX); row <= Math.floor(box.y1 / COVER_PX); row += 1) {
    for (let column = Math.floor(box.x0 / COVER_PX); column <= Math.floor(box.x1 / COVER_PX); column += 1) {
      const key = row * COVER_ROW + column;
      if (cover.has(key) && cover.get(key) !== owner) count += 1;
    }
  }
  return count;
}

// Adds the cells that an owner's path [x0, y0, x1, y1, …] runs through to a cover, within a width and height.
export function coverPath(cover, path, owner, width, height) {
  for (let at = 2; at < path.length; at += 2) {
    const [x0, y0, dx, dy] = [path[at - 2], path[at - 1], path[at] - path[at - 2], path[at + 1] - path[at - 1]];
    const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / (COVER_PX * 0.75)) || 1;
    const [from, to] = stretchWithin(x0, y0, dx, dy, width, height);
    for (let step = Math.floor(from * steps); step <= Math.ceil(to * steps); step += 1) {
      const [x, y] = [x0 + (dx * step) / steps, y0 + (dy * step) / steps];
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const key = Math.floor(y / COVER_PX) * COVER_ROW + Math.floor(x / COVER_PX);
      cover.set(key, (cover.get(key) ?? owner) === owner ? owner : SHARED);
    }
  }
}
