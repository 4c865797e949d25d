// The corridors' names beside their lines, each once: where a line runs apart from others, and the text lies on none. Pure.
import { pathRunsThrough, lengthsOf, pointAlong } from "./geometry.js";
import { besides, COVER_PX, COVER_ROW, crossings, placeAway } from "./labels.js";

const SPOT_EVERY_PX = 28;
const APART_CELLS = 2; // of the cover, all round
const SPOTS_TRIED = 14; // spots a corridor
const NAME_GAP_PX = 3;
const OWN_GAP_PX = 3; // between the text and its own line
const NAME_HEIGHT_PX = 14;

// The points of a corridor's paths beside which its name may stand, the best first: the middles of the longest stretches
// that run apart; and one, `any`, on the longest path, for where there are none: {apart: [[x, y], …], any: [x, y]}.
export function nameSpots(paths, cover, owner, { x0, y0, x1, y1 }) {
  const stretches = [];
  let longest = [];
  for (const path of paths) {
    const along = lengthsOf(path);
    let [stretch, seen] = [[], []];
    for (let at = SPOT_EVERY_PX / 2; at < along[along.length - 1]; at += SPOT_EVERY_PX) {
      const { x, y } = pointAlong(path, along, at);
      const inSight = x > x0 && y > y0 && x < x1 && y < y1;
      if (inSight) seen.push([x, y]);
      if (inSight && isApart(cover, x, y, owner)) stretch.push([x, y]);
      else if (stretch.length) stretch = keptStretch(stretches, stretch);
    }
    if (stretch.length) keptStretch(stretches, stretch);
    if (seen.length > longest.length) longest = seen;
  }
  stretches.sort((a, b) => b.length - a.length);
  return { apart: stretches.flatMap(fromMiddle).slice(0, SPOTS_TRIED), any: longest[longest.length >> 1] ?? null };
}

function keptStretch(stretches, stretch) {
  stretches.push(stretch);
  return [];
}

function fromMiddle(spots) {
  const middle = (spots.length - 1) / 2;
  return spots.map((spot, at) => ({ spot, far: Math.abs(at - middle) })).sort((a, b) => a.far - b.far).map(({ spot }) => spot);
}

function isApart(cover, x, y, owner) {
  const [row, column] = [Math.floor(y / COVER_PX), Math.floor(x / COVER_PX)];
  for (let dy = -APART_CELLS; dy <= APART_CELLS; dy += 1) {
    for (let dx = -APART_CELLS; dx <= APART_CELLS; dx += 1) {
      const key = (row + dy) * COVER_ROW + column + dx;
      if (cover.has(key) && cover.get(key) !== owner) return false;
    }
  }
  return true;
}

// The box for a corridor's name {x0, y0, x1, y1, leader, px, py}, or null where there is no room; with `must` it may stand
// farther off, at the end of a thin line.
export function placeLineName({ paths, spots, width, owner, must }, room, cover) {
  for (const [x, y] of spots.apart) {
    for (const [x0, y0] of besides(x, y, NAME_GAP_PX, width, NAME_HEIGHT_PX)) {
      const box = { x0, y0, x1: x0 + width, y1: y0 + NAME_HEIGHT_PX };
      if (room.isFree(box) && !crossings(box, cover, owner) && !paths.some((path) => pathRunsThrough(path, grown(box, OWN_GAP_PX)))) return { ...box, leader: null };
    }
  }
  const spot = spots.apart[0] ?? spots.any;
  if (!must || !spot) return null;
  const [px, py] = spot;
  const box = placeAway({ x: px, y: py, width, height: NAME_HEIGHT_PX }, room);
  return box && { ...box, px, py };
}

function grown({ x0, y0, x1, y1 }, by) {
  return { x0: x0 - by, y0: y0 - by, x1: x1 + by, y1: y1 + by };
}
