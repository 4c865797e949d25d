// Finds corridors, legs, places, actors and sources by any of their names, in whatever script and spelling. Pure.
import { itemTitle, placeName } from "./naming.js";
import { publisherName } from "./quotes.js";
import { foldWords, soundOf } from "./spelling.js";

export const FOUND_KINDS = ["corridor", "place", "actor", "leg", "source"];
const SHOWN_OF_A_KIND = 6; // of a kind: a reader types on rather than scrolls
const SHORTEST_INSIDE = 3; // letters; fewer are looked for at the beginnings of words only
const SHORTEST_SOUND = 3;
const AS_A_SOUND = 4; // how much worse a name is that only sounds like what was asked
const NAMES_AT_ONCE = 64;
// Countries are areas without names of their own in the atlas: the browser has them.
const COUNTRY_LANGUAGES = ["en", "ru", "be", "uk", "tr", "pl", "lt", "fa"];

// Gives {prepare(ms), find(query)}. `prepare` folds names for some ms and is true once all are folded; `find` looks in
// those that are: [{kind, count, hits: [{entry, name}]}], the kind with the best hit first (sources last), the best hits of each first.
// An entry is {kind, id (as a link selects it), title, thing}; `name` is the name that was found, {text, language}.
export function makeSearch(index) {
  const entries = [];
  const making = searchEntries(index);
  let ready = false;
  return {
    prepare(ms) {
      const until = performance.now() + ms;
      for (let turn = 1; !ready && (turn % NAMES_AT_ONCE || performance.now() < until); turn += 1) {
        const { value, done } = making.next();
        if (done) ready = true;
        else entries.push(value);
      }
      return ready;
    },
    find: (query) => findIn(entries, query),
  };
}

function* searchEntries(index) {
  const { atlas } = index;
  const places = new Map();
  for (const { corridor } of index.corridors) {
    yield { kind: "corridor", id: corridor.id, title: corridor.short, thing: corridor, names: foldNames(corridor.short, corridor.name, ...(corridor.aliases ?? [])) };
  }
  for (const [id, actor] of Object.entries(atlas.actors)) {
    const others = index.read(actor.names).map((one) => foldName(one.value, one.claim.language));
    yield { kind: "actor", id: `actor/${id}`, title: actor.name, thing: actor, names: [foldName(actor.name), ...others] };
  }
  for (const [prefix, register] of [["node", atlas.nodes], ["area", atlas.areas]]) {
    for (const [id, place] of Object.entries(register)) {
      places.set(id, namesOfPlace(place));
      yield { kind: "place", id: `${prefix}/${id}`, title: placeName(atlas, id), thing: place, names: places.get(id) };
    }
  }
  for (const source of index.sources) {
    const name = foldName(source.title ?? "", source.language);
    const more = foldWords(`${publisherName(index, source)} ${source.published?.text ?? ""}`);
    yield { kind: "source", id: source.id, title: source.title ?? source.id, thing: source, names: [{ ...name, words: name.words + more, sound: name.sound + soundOf(more) }] };
  }
  for (const item of index.items) {
    if (item.kind !== "leg") continue;
    const ends = [item.leg.from, item.leg.to].flatMap((at) => places.get(at) ?? []);
    const text = itemTitle(atlas, item);
    const all = { text, language: "", words: ends.map((name) => name.words).join(""), sound: ends.map((name) => name.sound).join(""), tight: "" };
    yield { kind: "leg", id: item.id, title: text, thing: item, names: [all], ends };
  }
}

function foldNames(...texts) {
  return [...new Set(texts.filter(Boolean))].map((text) => foldName(text));
}

function namesOfPlace(place) {
  const others = place.names && !Array.isArray(place.names) ? Object.entries(place.names) : [];
  const countries = place.kind === "country" && place.countries?.length === 1 ? COUNTRY_LANGUAGES.map((language) => foldCountry(place.countries[0], language)) : [];
  return [
    ...foldNames(place.label, place.name, place.locode), ...others.map(([language, text]) => foldName(text, language)),
    ...countries.filter(Boolean),
  ];
}

function foldCountry(code, language) {
  try {
    return foldName(new Intl.DisplayNames([language], { type: "region" }).of(code), language);
  } catch {
    return null;
  }
}

function foldName(text, language = "") {
  const words = foldWords(text);
  return { text, language, words, sound: soundOf(words), tight: words.replaceAll(" ", "") };
}

function findIn(entries, query) {
  const asked = askedOf(query);
  if (!asked) return [];
  const groups = new Map(FOUND_KINDS.map((kind) => [kind, { kind, count: 0, hits: [] }]));
  for (const entry of entries) {
    const hit = bestName(entry, asked);
    if (hit) keepBest(groups.get(entry.kind), hit);
  }
  const found = [...groups.values()].filter((group) => group.count);
  for (const { hits } of found) for (const hit of hits) if (hit.entry.ends) hit.name = nameOfEnd(hit, asked);
  // Titles of sources name half the atlas: they come after what is called so itself.
  const rank = ({ kind, hits: [best] }) => (kind === "source" ? Infinity : best.score);
  return found.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

// What is asked for, as whole words and as their sounds; null where there is nothing to look for.
function askedOf(query) {
  const text = foldWords(query);
  const words = text.trim().split(" ").filter(Boolean);
  if (!words.length) return null;
  const sounds = words.map((word) => soundOf(word)).filter(Boolean);
  const heard = sounds.length === words.length && sounds.join("").length >= SHORTEST_SOUND;
  return { text, words, tight: words.join(""), sounds: heard ? sounds.map((sound) => ` ${sound}`) : null, sound: ` ${sounds.join(" ")}` };
}

function bestName(entry, asked) {
  let best = null;
  for (const name of entry.names) {
    const score = scoreOf(name, asked);
    if (score !== null && (best === null || score < best.score)) best = { entry, name, score };
  }
  return best;
}

// How well a name answers: 0 the whole name, 1 its beginning, 2 the beginnings of its words, 3 inside them, and the
// same again where it only sounds so; null if it does not.
function scoreOf(name, asked) {
  const { words, sound, tight } = name;
  if (asked.words.every((word) => words.includes(word))) {
    if (words.startsWith(asked.text)) return words.length === asked.text.length ? 0 : 1;
    if (asked.words.every((word) => words.includes(` ${word}`))) return 2;
    if (asked.words.every((word) => word.length >= SHORTEST_INSIDE)) return 3;
  }
  if (asked.tight.length > SHORTEST_INSIDE && tight.startsWith(asked.tight)) return 2;
  if (!asked.sounds || !asked.sounds.every((one) => sound.includes(one))) return null;
  return AS_A_SOUND + (sound === asked.sound ? 0 : sound.startsWith(asked.sound) ? 1 : 2);
}

// The best few of a kind, in order: better answers, then present names, then shorter ones, then the atlas's order.
function keepBest(group, hit) {
  group.count += 1;
  const { hits } = group;
  let place = hits.length;
  while (place > 0 && isBetter(hit, hits[place - 1])) place -= 1;
  if (place >= SHOWN_OF_A_KIND) return;
  hits.splice(place, 0, hit);
  if (hits.length > SHOWN_OF_A_KIND) hits.pop();
}

function isBetter(one, other) {
  if (one.score !== other.score) return one.score < other.score;
  const isTitle = ({ entry, name }) => name.text === entry.title;
  if (isTitle(one) !== isTitle(other)) return isTitle(one);
  return one.entry.title.length < other.entry.title.length;
}

// The name of one of a leg's ends by which the leg was found: the first word that is asked for decides.
function nameOfEnd({ entry }, asked) {
  const one = { ...asked, ...askedOf(asked.words[0]) };
  let best = null;
  for (const name of entry.ends) {
    const score = scoreOf(name, one);
    if (score !== null && (best === null || score < best.score)) best = { name, score };
  }
  return best ? best.name : entry.names[0];
}
