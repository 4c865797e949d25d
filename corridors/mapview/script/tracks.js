// Lines side by side between named places that they share, in the atlas's order, whatever is switched off:
// nothing jumps. Legs of one corridor and mode share a place, and their dashes fall together. Pure.
import { setAside, simplified, withEnds } from "./geometry.js";

const SIDE_BY_SIDE_PX = 4.5;

// For each chain its runs {first, last, slot, turned}: stretches of points that have the same place beside others.
// A chain lists the named places of a leg as {id, at}, `at` being the place's point in the leg's trace; null for a
// leg that is alone. `owners` names the track of each leg: those of one owner share a place.
export function findRuns(chains, owners) {
  const tracks = new Map();
  const pieces = chains.map((chain, at) => chain && chain.slice(1).map((end, place) => {
    const start = chain[place];
    const turned = start.id > end.id;
    const key = turned ? `${end.id} ${start.id}` : `${start.id} ${end.id}`;
    const sharing = tracks.get(key) ?? [];
    if (!sharing.includes(owners[at])) sharing.push(owners[at]);
    tracks.set(key, sharing);
    return { first: start.at, last: end.at, turned, sharing, owner: owners[at] };
  }));
  return pieces.map((list) => list && list.filter((piece) => piece.last > piece.first).map(({ sharing, owner, ...run }) => {
    const slot = sharing.indexOf(owner) - (sharing.length - 1) / 2;
    return { ...run, slot: run.turned ? -slot : slot };
  }));
}

// The points of a trace, run by run, simplified to a tolerance.
export function simplifiedRuns(trace, runs, tolerance) {
  return runs.map(({ first, last }) => simplified(trace.subarray(2 * first, 2 * last + 2), tolerance));
}

// {points, strokes}: a path in px of simplified runs, set aside where it shares a track. Strokes are [first, last,
// turned]: places in points, and whether dashes start from the far end.
export function pathOfRuns(pieces, runs, toPx) {
  if (runs.length === 1 && runs[0].slot === 0) {
    const path = toPx(pieces[0]);
    return { points: path, strokes: [[0, path.length / 2 - 1, false]] };
  }
  const points = [];
  const distances = [];
  const strokes = [];
  pieces.forEach((piece, at) => {
    const { slot, turned } = runs[at];
    const px = slot ? withEnds(toPx(piece)) : toPx(piece);
    const before = at ? (runs[at - 1].slot + slot) / 2 : 0;
    const after = at < runs.length - 1 ? (runs[at + 1].slot + slot) / 2 : 0;
    const first = at ? points.length / 2 - 1 : 0;
    for (let from = at ? 2 : 0; from < px.length; from += 2) {
      points.push(px[from], px[from + 1]);
      distances.push(slot * SIDE_BY_SIDE_PX);
    }
    distances[first] = before * SIDE_BY_SIDE_PX;
    distances[distances.length - 1] = after * SIDE_BY_SIDE_PX;
    strokes.push([first, points.length / 2 - 1, turned]);
  });
  const aside = distances.some(Boolean) ? setAside(points, distances) : points;
  return { points: aside, strokes };
}
