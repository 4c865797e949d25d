// Lines on the plane: Web Mercator with the world one unit wide, simplified, set aside, measured. Pure.
// A trace is [x0, y0, x1, y1, …]; x runs on past 0 and 1 as longitudes run on past ±180.

const TOP_LAT = 85.0511;
const ARC_BULGE = 0.16; // of the distance; enough to part a pair of opposite flows
const ARC_POINTS = 32;
const TAPER_PX = 16;

// The trace of [lat, lon] pairs, in Web Mercator or on another plane (planes.js).
export function traceOf(line, plane = null) {
  const trace = new Float64Array(2 * line.length);
  if (plane) line.forEach(([lat, lon], place) => plane.put(lat, lon, trace, 2 * place));
  else line.forEach(([lat, lon], place) => {
    trace[2 * place] = mercatorX(lon);
    trace[2 * place + 1] = mercatorY(lat);
  });
  return trace;
}

export function mercatorX(lon) {
  return lon / 360 + 0.5;
}

export function mercatorY(lat) {
  const sine = Math.sin((Math.max(-TOP_LAT, Math.min(TOP_LAT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

// A plain arc between the ends of a line, the short way round, bulging to the left of its direction.
export function arcOf(line, plane = null) {
  const [startLat, startLon] = line[0];
  let [endLat, endLon] = line.at(-1);
  endLon -= 360 * Math.round((endLon - startLon) / 360);
  const [x0, y0, x1, y1] = traceOf([[startLat, startLon], [endLat, endLon]], plane);
  const cx = (x0 + x1) / 2 + (y1 - y0) * 2 * ARC_BULGE;
  const cy = (y0 + y1) / 2 - (x1 - x0) * 2 * ARC_BULGE;
  const trace = new Float64Array(2 * (ARC_POINTS + 1));
  for (let step = 0; step <= ARC_POINTS; step += 1) {
    const t = step / ARC_POINTS;
    trace[2 * step] = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t ** 2 * x1;
    trace[2 * step + 1] = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t ** 2 * y1;
  }
  return trace;
}

// {minX, minY, maxX, maxY} of a trace.
export function boxOf(trace) {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let at = 0; at < trace.length; at += 2) {
    box.minX = Math.min(box.minX, trace[at]);
    box.maxX = Math.max(box.maxX, trace[at]);
    box.minY = Math.min(box.minY, trace[at + 1]);
    box.maxY = Math.max(box.maxY, trace[at + 1]);
  }
  return box;
}

// One box around several.
export function unionOf(boxes) {
  return {
    minX: Math.min(...boxes.map((box) => box.minX)), minY: Math.min(...boxes.map((box) => box.minY)),
    maxX: Math.max(...boxes.map((box) => box.maxX)), maxY: Math.max(...boxes.map((box) => box.maxY)),
  };
}

// Whether two boxes of world units meet, at any turn of the world.
export function meets(a, b) {
  if (a.maxY < b.minY || b.maxY < a.minY) return false;
  const turn = Math.ceil(b.minX - a.maxX); // the least that brings a's end to b's beginning
  return a.minX + turn <= b.maxX;
}

// Whether a path runs through a box {x0, y0, x1, y1} of its own px.
export function pathRunsThrough(path, { x0, y0, x1, y1 }) {
  for (let at = 2; at < path.length; at += 2) {
    const [from, to] = stretchWithin(path[at - 2] - x0, path[at - 1] - y0, path[at] - path[at - 2], path[at + 1] - path[at - 1], x1 - x0, y1 - y0);
    if (from <= to) return true;
  }
  return false;
}

// Whether a trace runs through a box of world units, at any turn of the world.
export function runsThrough(trace, { minX, minY, maxX, maxY }) {
  for (let at = 2; at < trace.length; at += 2) {
    const [x, dx, dy] = [trace[at - 2], trace[at] - trace[at - 2], trace[at + 1] - trace[at - 1]];
    const turn = Math.ceil(minX - Math.max(x, x + dx));
    const [from, to] = stretchWithin(x + turn - minX, trace[at - 1] - minY, dx, dy, maxX - minX, maxY - minY);
    if (from <= to) return true;
  }
  return false;
}

// The trace with as few of its points as stay within the tolerance (Douglas and Peucker).
export function simplified(trace, tolerance) {
  const count = trace.length / 2;
  if (count < 3) return trace;
  const keep = new Uint8Array(count);
  keep[0] = keep[count - 1] = 1;
  const open = [0, count - 1];
  const limit = tolerance * tolerance;
  while (open.length) {
    const last = open.pop();
    const first = open.pop();
    let worst = limit;
    let split = -1;
    for (let at = first + 1; at < last; at += 1) {
      const gap = segmentGap(trace, first, last, trace[2 * at], trace[2 * at + 1]);
      if (gap > worst) [worst, split] = [gap, at];
    }
    if (split < 0) continue;
    keep[split] = 1;
    open.push(first, split, split, last);
  }
  const kept = [];
  for (let at = 0; at < count; at += 1) if (keep[at]) kept.push(trace[2 * at], trace[2 * at + 1]);
  return Float64Array.from(kept);
}

// The squared distance of a point from the segment between two points of a trace, given by their places.
export function segmentGap(trace, first, last, x, y) {
  const x0 = trace[2 * first];
  const y0 = trace[2 * first + 1];
  const dx = trace[2 * last] - x0;
  const dy = trace[2 * last + 1] - y0;
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length)) : 0;
  return (x - x0 - t * dx) ** 2 + (y - y0 - t * dy) ** 2;
}

// A path in px with each point set aside to its left by its own distance.
export function setAside(path, distances) {
  const aside = new Float64Array(path.length);
  const count = path.length / 2;
  for (let at = 0; at < count; at += 1) {
    const before = Math.max(0, at - 1);
    const after = Math.min(count - 1, at + 1);
    const dx = path[2 * after] - path[2 * before];
    const dy = path[2 * after + 1] - path[2 * before + 1];
    const length = Math.hypot(dx, dy) || 1;
    aside[2 * at] = path[2 * at] + (dy / length) * distances[at];
    aside[2 * at + 1] = path[2 * at + 1] - (dx / length) * distances[at];
  }
  return aside;
}

// The path with a point more near either end, where setting aside tapers off.
export function withEnds(trace) {
  const along = lengthsOf(trace);
  const total = along.at(-1);
  if (total < 2 * TAPER_PX) return trace;
  const points = [];
  for (let at = 0; at < along.length; at += 1) {
    for (const stop of [TAPER_PX, total - TAPER_PX]) {
      if (at && along[at - 1] < stop && stop < along[at]) {
        const { x, y } = pointAlong(trace, along, stop);
        points.push(x, y);
      }
    }
    points.push(trace[2 * at], trace[2 * at + 1]);
  }
  return Float64Array.from(points);
}

// The length of a trace up to each of its points.
export function lengthsOf(trace) {
  const along = [0];
  for (let at = 2; at < trace.length; at += 2) {
    along.push(along.at(-1) + Math.hypot(trace[at] - trace[at - 2], trace[at + 1] - trace[at - 1]));
  }
  return along;
}

// {x, y, angle} at a distance along a trace.
export function pointAlong(trace, along, distance) {
  let at = 1;
  while (at < along.length - 1 && along[at] < distance) at += 1;
  const t = (distance - along[at - 1]) / (along[at] - along[at - 1] || 1);
  const dx = trace[2 * at] - trace[2 * at - 2];
  const dy = trace[2 * at + 1] - trace[2 * at - 1];
  return { x: trace[2 * at - 2] + t * dx, y: trace[2 * at - 1] + t * dy, angle: Math.atan2(dy, dx) };
}

// The shares of a segment between which it is within a width and height; [1, 0] if nowhere.
export function stretchWithin(x0, y0, dx, dy, width, height) {
  let [from, to] = [0, 1];
  for (const [start, way, most] of [[x0, dx, width], [y0, dy, height]]) {
    if (!way) {
      if (start < 0 || start > most) return [1, 0];
      continue;
    }
    const [a, b] = [-start / way, (most - start) / way];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return from <= to ? [from, to] : [1, 0];
}

// The least distance of a point from a trace.
export function distanceTo(trace, x, y) {
  let least = Infinity;
  for (let at = 1; at < trace.length / 2; at += 1) least = Math.min(least, segmentGap(trace, at - 1, at, x, y));
  return Math.sqrt(least);
}

// Great-circle length of [lat, lon] pairs on the mean sphere, in km: for the scale bar only.
export function sphereKm([lat1, lon1], [lat2, lon2]) {
  const rad = Math.PI / 180;
  const half = Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.sqrt(half));
}

export function lonOf(x) {
  return (x - 0.5) * 360;
}

export function latOf(y) {
  return (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90;
}
