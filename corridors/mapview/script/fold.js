// Index and view folded into what is on the map, by the rules of docs/atlas-format.md. Pure.
import { bitOf, NOT_KNOWN, NOT_STATED } from "./evidence.js";
import { CARGOES, MODES, STATUSES } from "./link.js";
import { dayOf } from "./when.js";

const KIND_RANK = { quoted: 3, referenced: 2, editor: 1 };
const KIND_NAMES = [null, "editor", "referenced", "quoted"];
// Of several statuses that hold side by side, a line is drawn by the one that says most cargo moves.
const LIVELIEST = [
  "operating", "constrained", "trial", "announced", "proposed", "suspended", "closed", "abandoned",
];
const LIVELIEST_BITS = LIVELIEST.map((status) => bitOf(STATUSES, status));
const MODE_BIT = bitOf(MODES, NOT_STATED);
const CARGO_BIT = bitOf(CARGOES, NOT_STATED);
const STATUS_BIT = bitOf(STATUSES, NOT_STATED);
const UNKNOWN_BIT = bitOf(STATUSES, NOT_KNOWN);
const lastWeighed = new WeakMap(); // of an index: {day, sourceOn, weighed, speakers}

// What a view shows of an indexed atlas:
// - day, sourceOn (by source number), corridorOn (by corridor number)
// - states, by item number: visible, stated (quoted, referenced, editor or null), modes, cargo and statuses (bits),
//   lead (the status it is drawn by, or not-stated, not-known)
// - nodes, by place id: stated, corridors (numbers), degree, end (some leg ends there), dead (closed), gauge, items
// - counts: how many items each corridor, source, mode, status and cargo shows, or would if it alone were changed
export function foldView(index, view) {
  const day = view.asof ? dayOf(view.asof) : index.cutoff;
  const off = new Set(view.off);
  const sourceOn = index.sources.map((source) => !off.has(source.id));
  const chosen = view.c && new Set(view.c);
  const corridorOn = index.corridors.map((entry) => !chosen || chosen.has(entry.corridor.id));
  const filters = {
    mode: maskOf(view.mode, MODES), status: maskOf(view.status, STATUSES), cargo: maskOf(view.cargo, CARGOES),
  };
  const states = weighAll(index, sourceOn, day).map((weighed, number) => ({
    ...weighed,
    visible: weighed.stated !== null && !weighed.ahead && corridorOn[index.items[number].corridor] && passes(weighed, filters),
  }));
  let nodes = null;
  return {
    day, sourceOn, corridorOn, filters, states,
    // Folded when they are asked for: the map shows lines first, and places once the reader pauses.
    get nodes() {
      nodes ??= foldNodes(index, states, sourceOn, day);
      return nodes;
    },
    counts: count(index, { states, sourceOn, corridorOn, filters, day }),
  };
}

// Every item weighed. Of thousands a change of sources touches few: the others are as they were for the last fold.
function weighAll(index, sourceOn, day) {
  const last = lastWeighed.get(index);
  const speakers = last?.speakers ?? speakersOf(index);
  let weighed;
  if (last?.day === day) {
    weighed = [...last.weighed];
    for (const source of sourceOn.keys()) {
      if (sourceOn[source] !== last.sourceOn[source]) for (const number of speakers[source]) weighed[number] = weigh(index.items[number], sourceOn, day);
    }
  } else {
    weighed = index.items.map((item) => weigh(item, sourceOn, day));
  }
  lastWeighed.set(index, { day, sourceOn, weighed, speakers });
  return weighed;
}

// By source number, the numbers of the items whose weight that source can change.
function speakersOf(index) {
  const speakers = index.sources.map(() => []);
  for (const item of index.items) {
    const sources = new Set([...item.stated, ...item.mode, ...item.cargo, ...item.status.flat()].map((one) => one.source));
    for (const source of sources) speakers[source].push(item.number);
  }
  return speakers;
}

// The statuses of one series that hold on a day, as {claims, since, dated, known, until}; null if none does.
export function statusOn(series, sourceOn, day) {
  const inForce = (one) =>
    sourceOn[one.source] && (one.start ?? -Infinity) <= day && (one.end === null || one.end >= day);
  const latest = series.find(inForce);
  if (!latest) return null;
  const claims = series.filter((one) => one.start === latest.start && inForce(one));
  const until = Math.max(...claims.map((one) => one.knownUntil));
  return { claims, since: latest.start, dated: claims.some((one) => one.dated), known: day <= until, until };
}

// The strongest kind of evidence among the claims that count: quoted, referenced, editor; null if none counts.
export function strongest(claims, sourceOn) {
  let best = 0;
  for (const one of claims) if (sourceOn[one.source]) best = Math.max(best, KIND_RANK[one.kind] ?? 1);
  return KIND_NAMES[best];
}

function maskOf(values, vocabulary) {
  if (values === null) return -1;
  return values.reduce((mask, value) => mask | bitOf(vocabulary, value), 0);
}

function passes(state, filters) {
  return (state.modes & filters.mode) !== 0 && (state.statuses & filters.status) !== 0 &&
    (state.cargo & filters.cargo) !== 0;
}

function weigh(item, sourceOn, day) {
  const stated = strongest(item.stated, sourceOn);
  const { statuses, lead, ahead } = weighStatus(item.status, sourceOn, day);
  return {
    stated, statuses, lead, ahead,
    modes: counting(item.mode, sourceOn) || MODE_BIT,
    cargo: counting(item.cargo, sourceOn) || CARGO_BIT,
  };
}

function counting(claims, sourceOn) {
  let mask = 0;
  for (const one of claims) if (sourceOn[one.source]) mask |= one.bit;
  return mask;
}

function weighStatus(allSeries, sourceOn, day) {
  let known = 0;
  let unknown = false;
  let earliest = Infinity;
  for (const series of allSeries) {
    const now = statusOn(series, sourceOn, day);
    if (now && now.known) for (const one of now.claims) known |= one.bit;
    if (now && !now.known) unknown = true;
    for (const one of series) {
      if (one.dated && sourceOn[one.source]) earliest = Math.min(earliest, one.start);
    }
  }
  const statuses = known | (unknown ? UNKNOWN_BIT : 0);
  const place = LIVELIEST_BITS.findIndex((bit) => (known & bit) !== 0);
  const lead = place >= 0 ? LIVELIEST[place] : unknown ? NOT_KNOWN : NOT_STATED;
  // A status reported before the first dated one already puts the leg on the map.
  return { statuses: statuses || STATUS_BIT, lead, ahead: !statuses && earliest > day && earliest < Infinity };
}

function foldNodes(index, states, sourceOn, day) {
  const nodes = new Map();
  const touch = (id, corridor, item) => {
    let node = nodes.get(id);
    if (!node) nodes.set(id, (node = { id, rank: 0, corridors: new Set(), degree: 0, end: false, dead: null, gauge: false, items: [] }));
    node.corridors.add(corridor);
    if (node.items.at(-1) !== item.number) {
      node.items.push(item.number);
      node.degree += 1;
    }
    return node;
  };
  for (const item of index.items) {
    if (!states[item.number].visible) continue;
    const stops = index.corridors[item.corridor].stops;
    for (const at of item.kind === "stop" ? [item.at] : [item.leg.from, item.leg.to]) {
      const node = touch(at, item.corridor, item);
      node.end = true;
      const stop = stops.get(at);
      const stated = strongest(stop?.stated ?? [], sourceOn) ?? states[item.number].stated;
      node.rank = Math.max(node.rank, KIND_RANK[stated] ?? 1);
      if (!stop) continue;
      node.gauge ||= anyCounts(stop.gauge, sourceOn);
      const lead = stop.status.length ? weighStatus(stop.status, sourceOn, day).lead : null;
      if (lead && lead !== NOT_STATED) node.dead = (node.dead ?? true) && isDead(lead);
    }
    for (const via of item.via) {
      const stated = strongest(via.stated, sourceOn);
      if (stated) {
        const node = touch(via.at, item.corridor, item);
        node.rank = Math.max(node.rank, KIND_RANK[stated] ?? 1);
      }
    }
  }
  for (const node of nodes.values()) node.stated = KIND_NAMES[node.rank];
  return nodes;
}

function anyCounts(claims, sourceOn) {
  return claims.some((one) => sourceOn[one.source]);
}

// Whether a status means that nothing runs.
export function isDead(status) {
  return status === "suspended" || status === "closed" || status === "abandoned";
}

function count(index, { states, sourceOn, corridorOn, filters, day }) {
  const counts = {
    corridors: index.corridors.map(() => 0), sources: index.sources.map(() => 0),
    mode: MODES.map(() => 0), status: STATUSES.map(() => 0), cargo: CARGOES.map(() => 0), visible: 0,
  };
  for (const item of index.items) {
    const state = states[item.number];
    const on = corridorOn[item.corridor];
    if (on) countSources(counts.sources, item, state, { sourceOn, filters, day });
    if (state.stated === null || state.ahead) continue;
    const mode = (state.modes & filters.mode) !== 0;
    const status = (state.statuses & filters.status) !== 0;
    const cargo = (state.cargo & filters.cargo) !== 0;
    if (mode && status && cargo) counts.corridors[item.corridor] += 1;
    if (!on) continue;
    if (mode && status && cargo) counts.visible += 1;
    if (status && cargo) tally(counts.mode, state.modes);
    if (mode && cargo) tally(counts.status, state.statuses);
    if (mode && status) tally(counts.cargo, state.cargo);
  }
  return counts;
}

function countSources(totals, item, state, { sourceOn, filters, day }) {
  const counted = [];
  for (const { source } of item.stated) {
    if (counted.includes(source)) continue;
    counted.push(source);
    if (sourceOn[source]) {
      if (state.visible) totals[source] += 1;
      continue;
    }
    sourceOn[source] = true;
    const then = weigh(item, sourceOn, day);
    sourceOn[source] = false;
    if (!then.ahead && passes(then, filters)) totals[source] += 1;
  }
}

function tally(totals, mask) {
  for (let place = 0; place < totals.length; place += 1) if (mask & (1 << place)) totals[place] += 1;
}
