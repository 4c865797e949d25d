// Which items a selection picks out: they keep their colours, and everything else fades.
import { namingsOf } from "./actor.js";

const lastChosen = new WeakMap(); // of a fold: the layers ask one after another, at every change

// A set of numbers of items: those of the selected corridor, or of whatever names the selected actor by a source that is
// on; null where nothing is to fade.
export function chosenOf(index, { corridor, actor }, fold) {
  const key = corridor ?? actor ?? null;
  if (key === null) return null;
  if (lastChosen.get(fold)?.key !== key) lastChosen.set(fold, { key, numbers: corridor === null ? numbersOfActor(index, actor, fold) : numbersOf(index.corridors[corridor].items) });
  return lastChosen.get(fold).numbers;
}

function numbersOfActor(index, actor, fold) {
  const named = numbersOf(namingsOf(index, actor, fold).flatMap(({ entry, item, at }) => (item ? [item] : at ? itemsAt(entry, at) : entry.items)));
  return named.size ? named : null;
}

function numbersOf(items) {
  return new Set(items.map((item) => item.number));
}

// The legs of a corridor that start, end or stop at a place.
function itemsAt(entry, place) {
  return entry.items.filter((item) => item.leg && (item.leg.from === place || item.leg.to === place || item.via.some((via) => via.at === place)));
}
