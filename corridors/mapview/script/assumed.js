// What days rest on: speeds and hours, which a reader may change for as long as the page is open. Pure but for what is kept.

const HOURS = 24;

// The assumptions of an atlas with a reader's own figures: {list, of(id), set(id, low, high), isOwn(id), reset()}.
export function keepAssumptions(atlas) {
  const list = atlas.assumptions ?? [];
  const given = new Map(list.map((one) => [one.id, one]));
  const own = new Map();
  return {
    list,
    of: (id) => ({ ...given.get(id), ...own.get(id) }),
    isOwn: (id) => own.has(id),
    set: (id, low, high) => own.set(id, { low: Math.min(low, high), high: Math.max(low, high) }),
    reset: () => own.clear(),
    isChanged: () => own.size > 0,
  };
}

// [low, high] days of a path's parts, each [assumption, amount]; null where there are none.
export function daysOf(parts, assumptions) {
  if (!parts?.length) return null;
  let [low, high] = [0, 0];
  for (const [id, amount] of parts) {
    const [least, most] = daysOfPart(assumptions.of(id), amount);
    low += least;
    high += most;
  }
  return [low, high];
}

// [low, high] days of one part: an amount of km at a speed, or how often some hours pass.
export function daysOfPart({ unit, low, high }, amount) {
  if (unit === "km/h") return [amount / (high * HOURS), amount / (low * HOURS)];
  return [(amount * low) / HOURS, (amount * high) / HOURS];
}
