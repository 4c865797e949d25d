// The legs' lines on the plane, each where most of the others are, with the stretches that they share. Pure.
import { arcOf, boxOf, traceOf } from "./geometry.js";
import { MERCATOR, partsWithin } from "./planes.js";
import { findRuns } from "./tracks.js";

export const SPREAD_FROM = 30_000; // points; below this, all lines are drawn in a few ms

// {full, box, runs, levels} of each item, or null where none is drawn; shifted by whole turns to be near each other.
export function gatherTraces(items, plane = MERCATOR) {
  const bent = plane.wraps ? null : plane;
  const traces = items.map(({ kind, leg }) => {
    const line = kind === "leg" && leg.line && (bent ? longest(partsWithin(leg.line, bent)) : leg.line);
    if (!line || line.length < 2) return null;
    return leg.basis === "arc" ? arcOf(line, bent) : traceOf(line, bent);
  });
  const middles = traces.filter(Boolean).map((trace) => trace[0]).sort((a, b) => a - b);
  const home = middles[middles.length >> 1] ?? 0.5;
  const shifted = traces.map((trace) => {
    if (!trace) return null;
    const box = boxOf(trace);
    const turn = bent ? 0 : Math.round(home - (box.minX + box.maxX) / 2);
    return turn ? trace.map((value, at) => (at % 2 ? value : value + turn)) : trace;
  });
  const runs = runsOf(items, shifted);
  return shifted.map((full, at) => full && { full, box: boxOf(full), runs: runs[at], levels: [] });
}

function longest(parts) {
  return parts.reduce((a, b) => (b.length > a.length ? b : a), []);
}

// Arcs share no track, and in a crowd nobody could tell.
function runsOf(items, traces) {
  const points = traces.reduce((sum, trace) => sum + (trace ? trace.length / 2 : 0), 0);
  const whole = (trace) => trace && [{ first: 0, last: trace.length / 2 - 1, slot: 0, turned: false }];
  if (points > SPREAD_FROM) return traces.map(whole);
  const sharing = traces.map((trace, at) => (trace && items[at].leg.basis !== "arc" ? trace : null));
  const runs = findRuns(sharing, items.map((item) => `${item.corridor} ${item.modeValues}`));
  return runs.map((run, at) => run ?? whole(traces[at]));
}
