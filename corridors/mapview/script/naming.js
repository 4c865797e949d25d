// What things are called on the page, and by which other names.
import { closeControls, isolated } from "./bidi.js";

// A place's label, else its name; an id that the atlas doesn't have is shown as it stands.
export function placeName(atlas, id) {
  const place = placeOf(atlas, id);
  return place ? closeControls(place.label ?? place.name) : id;
}

// The node or area of an id, or null.
export function placeOf(atlas, id) {
  if (Object.hasOwn(atlas.nodes, id)) return atlas.nodes[id];
  return Object.hasOwn(atlas.areas, id) ? atlas.areas[id] : null;
}

// “Minsk – Gebze” of a leg, the place's name of a lone stop.
export function itemTitle(atlas, item) {
  if (item.kind === "stop") return placeName(atlas, item.at);
  return `${isolated(placeName(atlas, item.leg.from))} – ${isolated(placeName(atlas, item.leg.to))}`;
}

// The item, corridor (numbers), node and actor (ids) that a link's `sel` names; all null if it names none.
export function selectionOf(index, sel) {
  const none = { corridor: null, item: null, node: null, actor: null, sel: null };
  if (!sel) return none;
  const [kind, rest] = sel.split(/\/(.*)/s);
  if (kind === "node" || kind === "area") return { ...none, node: rest, sel };
  if (kind === "actor") return { ...none, actor: rest, sel };
  const item = index.byId.get(sel);
  if (item) return { ...none, corridor: item.corridor, item: item.number, node: item.kind === "stop" ? item.at : null, sel };
  const corridor = index.corridors.find((entry) => entry.corridor.id === kind);
  if (!corridor) return none;
  return { ...none, corridor: corridor.number, node: rest ?? null, sel };
}

// Names of an actor other than its own, each once, with the claims that use it: [{text, language, claims}].
export function otherNames(actor, read) {
  const forms = new Map();
  for (const one of read(actor.names)) {
    if (one.value === actor.name) continue;
    if (!forms.has(one.value)) forms.set(one.value, { text: one.value, language: one.claim.language ?? "", claims: [] });
    forms.get(one.value).claims.push(one);
  }
  return [...forms.values()];
}

// The atlas with its places called as a language calls them, where their records or the language know.
export function inLanguage(atlas, language) {
  if (!language || language === "en") return atlas;
  const called = (places, call) => Object.fromEntries(Object.entries(places).map(([id, place]) => [id, call(place, language)]));
  return { ...atlas, nodes: called(atlas.nodes, nodeIn), areas: called(atlas.areas, areaIn) };
}

function nodeIn(node, language) {
  const name = node.names?.[language];
  if (!name) return node;
  const label = node.label?.startsWith(node.name) ? name + node.label.slice(node.name.length) : node.label;
  return { ...node, name, label };
}

function areaIn(area, language) {
  return area.kind === "country" && area.countries?.length === 1 ? { ...area, name: countryIn(area.countries[0], language) } : area;
}

// A country's name in the page's language; a code that is no country's is shown as it stands.
export function countryName(code) {
  return countryIn(code, document.documentElement.lang || "en");
}

function countryIn(code, language) {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
