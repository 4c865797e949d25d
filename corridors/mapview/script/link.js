// The link format: a view of the map as an address, and back. Reading never throws.
// Twin of corridors/share.py; both are held to tests/data/link_vectors.json.
import { PROJECTIONS } from "./planes.js";
import { dayOf } from "./when.js";

export const MODES = ["sea", "rail", "road", "river", "air", "not-stated"];
export const STATUSES = [
  "proposed", "announced", "trial", "operating", "constrained", "suspended", "closed", "abandoned",
  "not-stated", "not-known",
];
export const CARGOES = [
  "containers", "lcl", "general", "fertiliser", "timber", "oil-products", "construction", "military",
  "not-stated",
];

// What the colour of a leg says; the first is the default.
export const COLOUR_WAYS = ["corridor", "source", "mode", "status"];

const MAX_LINK = 100_000; // characters; browsers take 70 kB, proxies less
const MAX_ITEMS = 2_000;
const MAX_CLOSED = 40;
const MAX_ZOOM = 19;
const MAX_LAT = 90;
const PATTERNS = {
  lang: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/,
  base: /^[a-z0-9-]{1,40}$/,
  pin: /^[0-9a-f]{10,64}$/,
  close: /^(?:(?:node|country|crossing):)?[A-Za-z0-9-]{1,80}$/,
};

// The whole map as it opens: null stands for "all" or "the default".
export function defaultView() {
  return {
    c: null, off: [], mode: null, status: null, cargo: null, asof: null, by: null, close: [], lang: null, base: null, proj: null,
    pin: null, since: null, map: null, sel: null, other: [], other_hash: [],
  };
}

// The ids that a link may name, from an atlas (or as much of one as has cutoff, corridors, sources, nodes, areas,
// actors).
export function knownIds(atlas) {
  const names = new Map();
  const things = new Set();
  for (const corridor of atlas.corridors) {
    names.set(corridor.id, corridor.id);
    things.add(corridor.id);
    for (const leg of corridor.legs) things.add(`${corridor.id}.${leg.id}`);
    for (const stop of corridor.stops) things.add(`${corridor.id}/${stop.at}`);
  }
  for (const corridor of atlas.corridors) {
    for (const was of corridor.was ?? []) if (!names.has(was)) names.set(was, corridor.id);
  }
  for (const id of Object.keys(atlas.nodes)) things.add(`node/${id}`);
  for (const id of Object.keys(atlas.areas)) things.add(`area/${id}`);
  for (const id of Object.keys(atlas.actors)) things.add(`actor/${id}`);
  return {
    names, things, cutoff: atlas.cutoff,
    corridors: atlas.corridors.map((corridor) => corridor.id),
    sources: Object.keys(atlas.sources).sort(),
  };
}

// {view, problems} of an address's query and hash (each with or without its ? or #).
// A problem is {parameter, value, why}: why is unknown, malformed, repeated or too-long. What it names is left out
// of the view, the rest stands.
export function readLink(query, hash, known) {
  const view = defaultView();
  const problems = [];
  if (query.length + hash.length > MAX_LINK) {
    return { view, problems: [problemOf("link", query + hash, "too-long")] };
  }
  readPairs(query.replace(/^\?/, ""), view.other, problems, readers(known), view);
  readPairs(hash.replace(/^#/, ""), view.other_hash, problems, hashReaders(known), view);
  return { view, problems };
}

// {query, hash} of a view in canonical order, defaults left out; either is "" where nothing is to say.
export function writeLink(view, known) {
  const parts = [];
  const list = (key, values, order) => {
    if (values === null) return;
    const kept = new Set(values);
    const written = order.filter((one) => kept.has(one));
    if (written.length < order.length) parts.push(`${key}=${written.join(",")}`);
  };
  list("c", view.c, known.corridors);
  if (view.off.length) parts.push(`off=${[...view.off].sort().join(",")}`);
  list("mode", view.mode, MODES);
  list("status", view.status, STATUSES);
  list("cargo", view.cargo, CARGOES);
  if (view.asof && view.asof !== known.cutoff) parts.push(`asof=${view.asof}`);
  if (view.by && view.by !== COLOUR_WAYS[0]) parts.push(`by=${view.by}`);
  if (view.close.length) parts.push(`close=${[...view.close].sort().join(",")}`);
  if (view.lang && view.lang !== "en") parts.push(`lang=${view.lang}`);
  if (view.base) parts.push(`base=${view.base}`);
  if (view.proj && view.proj !== PROJECTIONS[0]) parts.push(`proj=${view.proj}`);
  if (view.pin) parts.push(`pin=${view.pin}`);
  if (view.since) parts.push(`since=${view.since}`);
  parts.push(...view.other);
  const marks = [];
  if (view.map) marks.push(`map=${[view.map.zoom, view.map.lat, view.map.lon].join("/")}`);
  if (view.sel) marks.push(`sel=${view.sel}`);
  marks.push(...view.other_hash);
  return { query: parts.length ? `?${parts.join("&")}` : "", hash: marks.length ? `#${marks.join("&")}` : "" };
}

// A map position rounded as links hold it: zoom to 2 decimals, degrees to 4, longitude within ±180.
export function roundedPosition(zoom, lat, lon) {
  const round = (value, digits) => Number(value.toFixed(digits)) + 0;
  const wrapped = ((((lon + 180) % 360) + 360) % 360) - 180;
  return { zoom: round(zoom, 2), lat: round(lat, 4), lon: round(wrapped, 4) };
}

// The view with its lists in canonical order, and those that hold everything left out.
export function canonicalView(view, known) {
  const lists = { c: known.corridors, mode: MODES, status: STATUSES, cargo: CARGOES };
  const ordered = Object.entries(lists).map(([key, order]) => {
    const kept = view[key] && new Set(view[key]);
    const written = kept && order.filter((one) => kept.has(one));
    return [key, written && written.length < order.length ? written : null];
  });
  const by = view.by === COLOUR_WAYS[0] ? null : view.by;
  const proj = view.proj === PROJECTIONS[0] ? null : view.proj;
  return { ...view, ...Object.fromEntries(ordered), by, proj, off: [...view.off].sort(), close: [...new Set(view.close)].sort() };
}

// The value of one list parameter of a view, with every id that the vocabulary has.
export function fullList(view, key, known) {
  if (view[key] !== null) return view[key];
  return { c: known.corridors, mode: MODES, status: STATUSES, cargo: CARGOES }[key];
}

function readPairs(text, others, problems, table, view) {
  const seen = new Set();
  for (const part of text.split("&")) {
    if (!part) continue;
    const cut = part.indexOf("=");
    const key = cut < 0 ? part : part.slice(0, cut);
    if (cut < 0 || !Object.hasOwn(table, key)) {
      others.push(part);
      continue;
    }
    const value = decoded(part.slice(cut + 1));
    const complain = (what, why) => problems.push(problemOf(key, what, why));
    if (seen.has(key)) complain(value ?? part, "repeated");
    else if (value === null) complain(part.slice(cut + 1), "malformed");
    else table[key](view, value, complain);
    seen.add(key);
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}

function problemOf(parameter, value, why) {
  return { parameter, value: value.length > 80 ? `${value.slice(0, 79)}…` : value, why };
}

function readers(known) {
  const list = (key, order, alias = (one) => one) => (view, value, complain) => {
    view[key] = readList(value, new Set(order), alias, complain) ?? view[key];
    const kept = new Set(view[key]);
    if (view[key]) view[key] = order.filter((one) => kept.has(one));
    if (key !== "off" && view[key] && view[key].length === order.length) view[key] = null;
  };
  const pattern = (key) => (view, value, complain) => {
    if (PATTERNS[key].test(value)) view[key] = value;
    else if (value) complain(value, "malformed");
  };
  // One of some words, the first of which is the default.
  const oneOf = (key, words) => (view, value, complain) => {
    if (words.includes(value)) view[key] = value === words[0] ? null : value;
    else if (value) complain(value, "unknown");
  };
  return {
    c: list("c", known.corridors, (one) => known.names.get(one) ?? one),
    off: list("off", known.sources),
    mode: list("mode", MODES),
    status: list("status", STATUSES),
    cargo: list("cargo", CARGOES),
    asof: (view, value, complain) => {
      if (!isDay(value)) return void complain(value, "malformed");
      view.asof = value === known.cutoff ? null : value;
    },
    by: oneOf("by", COLOUR_WAYS),
    close: (view, value, complain) => {
      const items = [...new Set(value.split(",").map((item) => item.trim()).filter(Boolean))];
      if (items.length > MAX_CLOSED) return void complain(value, "too-long");
      for (const item of items) if (!PATTERNS.close.test(item)) complain(item, "malformed");
      view.close = items.filter((item) => PATTERNS.close.test(item)).sort();
    },
    lang: (view, value, complain) => {
      pattern("lang")(view, value, complain);
      if (view.lang === "en") view.lang = null;
    },
    base: pattern("base"),
    proj: oneOf("proj", PROJECTIONS),
    pin: pattern("pin"),
    since: (view, value, complain) => {
      if (isDay(value) || PATTERNS.pin.test(value)) view.since = value;
      else if (value) complain(value, "malformed");
    },
  };
}

function isDay(text) {
  const year = Number(text.slice(0, 4));
  return dayOf(text) !== null && year >= 1900 && year <= 2100;
}

// The known items of a comma-separated list; null (use the default) if it is too long or names nothing known.
function readList(value, allowed, alias, complain) {
  const items = [...new Set(value.split(",").map((item) => item.trim()).filter(Boolean))];
  if (items.length > MAX_ITEMS) return void complain(value, "too-long");
  const kept = new Set();
  for (const item of items) {
    if (allowed.has(alias(item))) kept.add(alias(item));
    else complain(item, "unknown");
  }
  return items.length && !kept.size ? null : [...kept];
}

function hashReaders(known) {
  return {
    map: (view, value, complain) => {
      const form = /^(\d{1,2}(?:\.\d{1,8})?)\/(-?\d{1,2}(?:\.\d{1,15})?)\/(-?\d{1,3}(?:\.\d{1,15})?)$/.exec(value);
      if (!form) return void complain(value, "malformed");
      const [zoom, lat, lon] = form.slice(1).map(Number);
      if (zoom > MAX_ZOOM || Math.abs(lat) > MAX_LAT || Math.abs(lon) > 540) return void complain(value, "malformed");
      view.map = roundedPosition(zoom, lat, lon);
    },
    sel: (view, value, complain) => {
      const id = presentName(value, known);
      if (known.things.has(id)) view.sel = id;
      else if (value) complain(value, "unknown");
    },
  };
}

// A corridor's, leg's or stop's id with an earlier corridor id replaced by the present one.
function presentName(id, known) {
  if (known.things.has(id)) return id;
  const [corridor] = id.split(/[./]/, 1);
  return known.names.has(corridor) ? known.names.get(corridor) + id.slice(corridor.length) : id;
}
