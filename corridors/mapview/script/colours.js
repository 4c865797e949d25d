// Which colour a leg has: its corridor's, or one by who states it, by its mode, by its status. Pure.
import { modeOf } from "./linestyle.js";

// Chosen so that any two are apart for every kind of colour vision and firm on land and sea (tests/data/test_colours.py).
const SET = ["#39359a", "#ce6a02", "#208bcf", "#861f4e", "#00616c", "#b76e98", "#775840", "#a84b98"];
export const OTHER_COLOUR = "#7c8074";
export const OTHER = "other";
const BY_MODE = { sea: SET[2], rail: SET[3], road: SET[1], river: SET[4], air: SET[5] };
const BY_STATUS = { operating: SET[0], trial: SET[2], constrained: SET[1], announced: SET[4], proposed: SET[5] };
const KINDS = ["quoted", "referenced", "editor"];

// {by, of(item, state, fold)}: `of` gives {key, colour}; the key is a corridor's or publisher's id, a mode or a status.
export function makeColouring(index, by) {
  switch (by) {
    case "source": return { by, of: colouringBySource(index) };
    case "mode": return { by, of: (item, state) => keyed(modeOf(state), BY_MODE) };
    case "status": return { by, of: (item, state) => keyed(state.lead, BY_STATUS) };
    default: return { by: "corridor", of: ({ corridor: number }) => {
      const { corridor } = index.corridors[number];
      return { key: corridor.id, colour: corridor.colour };
    } };
  }
}

function keyed(key, colours) {
  return { key, colour: colours[key] ?? OTHER_COLOUR };
}

// The publishers that state most legs have a colour each, whatever is switched on; the rest share a grey.
function colouringBySource(index) {
  const counts = new Map();
  for (const item of index.items) {
    for (const publisher of new Set(item.stated.map((one) => index.sources[one.source].publisher))) counts.set(publisher, (counts.get(publisher) ?? 0) + 1);
  }
  const first = [...counts].sort((a, b) => b[1] - a[1]).slice(0, SET.length).map(([publisher]) => publisher);
  const colours = new Map(first.map((publisher, place) => [publisher, SET[place]]));
  return (item, state, fold) => {
    const speaker = speakerOf(item, fold);
    const publisher = speaker && index.sources[speaker.source].publisher;
    return colours.has(publisher) ? { key: publisher, colour: colours.get(publisher) } : { key: OTHER, colour: OTHER_COLOUR };
  };
}

// Of the claims that state a leg and count, the first of the firmest kind.
function speakerOf(item, fold) {
  const counting = item.stated.filter((one) => fold.sourceOn[one.source]);
  return KINDS.map((kind) => counting.find((one) => one.kind === kind)).find(Boolean) ?? counting[0] ?? null;
}
