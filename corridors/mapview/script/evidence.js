// The atlas's claims made ready for folding: each once, with its source as a number and its days worked out.
import { CARGOES, MODES, STATUSES } from "./link.js";
import { dayOf, spanOf } from "./when.js";

export const NOT_STATED = "not-stated";
export const NOT_KNOWN = "not-known";

// Everything a fold needs, built once an atlas: sources in the panel's order, corridors, and items. An item is a leg,
// or a stop that no leg of its corridor ends at (a border crossing, say).
export function indexAtlas(atlas) {
  const sources = orderSources(atlas);
  const numbers = new Map(sources.map((source, number) => [source.id, number]));
  const cutoff = dayOf(atlas.cutoff);
  const read = (ids) => (ids ?? []).map((id) => readClaim(atlas.claims[id], atlas, numbers, cutoff)).filter(Boolean);
  const corridors = [];
  const items = [];
  for (const corridor of atlas.corridors) {
    const entry = { number: corridors.length, corridor, items: [], stops: new Map() };
    for (const stop of corridor.stops) entry.stops.set(stop.at, evidenceOf(stop, read, { stop }));
    for (const leg of corridor.legs) {
      const via = (leg.via ?? []).map((one) => ({ at: one.at, stated: read(one.stated) }));
      addItem(entry, items, { kind: "leg", id: `${corridor.id}.${leg.id}`, leg, via, ...evidenceOf(leg, read) });
    }
    const ends = new Set(corridor.legs.flatMap((leg) => [leg.from, leg.to]));
    for (const [at, evidence] of entry.stops) {
      if (!ends.has(at)) addItem(entry, items, { kind: "stop", id: `${corridor.id}/${at}`, at, via: [], ...evidence });
    }
    corridors.push(entry);
  }
  return { atlas, cutoff, sources, numbers, corridors, items, byId: new Map(items.map((item) => [item.id, item])), read };
}

// The first and last day that the date slider goes to: from the earliest status to a year after the cut-off.
export function daySpan(index) {
  let first = index.cutoff - 365;
  for (const item of index.items) {
    for (const series of item.status) {
      for (const claim of series) if (claim.start !== null) first = Math.min(first, claim.start);
    }
  }
  return { first, last: index.cutoff + 365 };
}

function addItem(entry, items, item) {
  item.number = items.length;
  item.corridor = entry.number;
  entry.items.push(item);
  items.push(item);
}

function orderSources(atlas) {
  const listed = atlas.publishers.flatMap((publisher) => publisher.sources);
  const rest = Object.keys(atlas.sources).filter((id) => !listed.includes(id));
  return [...listed, ...rest].filter((id) => Object.hasOwn(atlas.sources, id)).map((id) => ({ id, ...atlas.sources[id] }));
}

function evidenceOf(thing, read, more = {}) {
  const { claims: mode, mask: modeValues } = valued(read(thing.mode), MODES);
  const { claims: cargo, mask: cargoValues } = valued(read(thing.cargo), CARGOES);
  return {
    stated: read(thing.stated), mode, modeValues, cargo, cargoValues, status: seriesOf(read(thing.status)),
    oneWay: read(thing.one_way), gauge: read(thing.gauge), ...more,
  };
}

// Claims with `bit` set by their value; `mask` holds all of them.
function valued(claims, vocabulary) {
  let mask = 0;
  for (const claim of claims) {
    claim.bit = bitOf(vocabulary, claim.value);
    mask |= claim.bit;
  }
  return { claims, mask };
}

// The bit of a value in its vocabulary; a value from outside it counts as not stated.
export function bitOf(vocabulary, value) {
  const place = vocabulary.indexOf(value);
  return 1 << (place < 0 ? vocabulary.indexOf(NOT_STATED) : place);
}

function readClaim(claim, atlas, numbers, cutoff) {
  if (!claim || !numbers.has(claim.source)) return null;
  const published = spanOf(atlas.sources[claim.source].published);
  const date = spanOf(claim.date);
  return {
    claim, id: claim.id, source: numbers.get(claim.source), kind: claim.kind, value: claim.value,
    dated: date !== null,
    start: date ? date.first : published ? published.first : null,
    end: spanOf(claim.until)?.last ?? null,
    knownUntil: Math.max(cutoff, published ? published.last : cutoff),
    bit: 0,
  };
}

// Status claims in series (the same service, vehicles, direction and side), in each the latest first.
export function seriesOf(claims) {
  const series = new Map();
  for (const one of claims) {
    const { service, vehicles, direction, side } = one.claim;
    const key = JSON.stringify([service ?? null, vehicles ?? null, direction ?? null, side ?? null]);
    one.bit = bitOf(STATUSES, one.value);
    if (!series.has(key)) series.set(key, []);
    series.get(key).push(one);
  }
  const begin = (one) => one.start ?? -Infinity;
  for (const list of series.values()) list.sort((a, b) => begin(b) - begin(a) || 0);
  return [...series.values()];
}
