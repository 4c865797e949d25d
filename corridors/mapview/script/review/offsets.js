// Offsets of a text: the server counts code points, the browser UTF-16 units. Pure.

const ASTRAL = /[\uD800-\uDBFF][\uDC00-\uDFFF]/;

// {toUnits(points), toPoints(units)} of a text; both clamp to it, and a unit inside a pair counts as its start.
export function makeOffsets(text) {
  if (!ASTRAL.test(text)) {
    const clamp = (offset) => Math.max(0, Math.min(text.length, offset));
    return { toUnits: clamp, toPoints: clamp };
  }
  const starts = []; // of each code point, in units
  const points = new Uint32Array(text.length + 1);
  for (let unit = 0; unit < text.length;) {
    const size = text.codePointAt(unit) > 0xffff ? 2 : 1;
    for (let part = 0; part < size; part += 1) points[unit + part] = starts.length;
    starts.push(unit);
    unit += size;
  }
  points[text.length] = starts.length;
  starts.push(text.length);
  return {
    toUnits: (offset) => starts[Math.max(0, Math.min(starts.length - 1, offset))],
    toPoints: (offset) => points[Math.max(0, Math.min(text.length, offset))],
  };
}
