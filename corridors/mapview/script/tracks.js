// Lines side by side on track that they share, in the atlas's order, whatever is switched off: nothing jumps.
// Legs of one corridor and mode share a place, and their dashes fall together. Pure.
import { setAside, simplified, withEnds } from "./geometry.js";

const SIDE_BY_SIDE_PX = 4.5;
const GRID = 1e6; // to a world's width: points within some 40 m are one

// For each trace its runs {first, last, slot, turned}: stretches of points that have the same place beside others; null
// for a trace that is null. `owners` names the track of each leg: those of one owner share a place. Side and dashes go
// by the direction of the first leg that runs there; runs end wherever a leg joins or leaves, so that dashes of one
// owner fall together.
export function findRuns(traces, owners) {
  const segments = new Map();
  const steps = traces.map((trace, at) => trace && stepsOf(trace).map(([start, end]) => {
    const key = start < end ? `${start} ${end}` : `${end} ${start}`;
    if (!segments.has(key)) segments.set(key, { start, owners: [], traces: [] });
    const segment = segments.get(key);
    segment.traces.push(at);
    if (!segment.owners.includes(owners[at])) segment.owners.push(owners[at]);
    return { segment, turned: segment.start !== start };
  }));
  return steps.map((list, at) => list && joined(list.map(({ segment, turned }, place) => {
    const slot = segment.owners.indexOf(owners[at]) - (segment.owners.length - 1) / 2;
    return { first: place, last: place + 1, slot: turned ? -slot : slot, turned, beside: segment.traces.join() };
  })));
}

// The ends of each segment of a trace, as texts that are the same for every trace that runs there.
function stepsOf(trace) {
  const names = Array.from({ length: trace.length / 2 }, (_, at) =>
    `${Math.round((trace[2 * at] - Math.floor(trace[2 * at])) * GRID)},${Math.round(trace[2 * at + 1] * GRID)}`);
  return names.slice(1).map((name, at) => [names[at], name]);
}

function joined(pieces) {
  const runs = [];
  for (const { beside, ...piece } of pieces) {
    const last = runs.at(-1);
    if (last && last.beside === beside && last.turned === piece.turned) last.last = piece.last;
    else runs.push({ ...piece, beside });
  }
  return runs.map(({ beside, ...run }) => run);
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
