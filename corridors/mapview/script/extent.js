// What part of the world a selection, or all that is visible, takes up; and the countries it names as areas.
import { namingsOf } from "./actor.js";
import { unionOf } from "./geometry.js";
import { placeOf } from "./naming.js";
import { boxOfPoint, MERCATOR } from "./planes.js";

// {minX, minY, maxX, maxY} in world units of what is selected, or null where nothing of it is drawn.
export function boxOfSelection({ index, fold, selection }, { lines, ground }) {
  const { corridor, item, node, actor } = selection;
  if (item !== null && lines.traces[item]) return lines.boxOf([item]);
  const told = boxOfAreas({ index, selection }, ground);
  if (told) return told;
  if (corridor !== null) return lines.boxOf(index.corridors[corridor].items.map((one) => one.number));
  if (actor) return lines.boxOf(namingsOf(index, actor, fold).flatMap(({ entry, item: leg }) => (leg ? [leg] : entry.items)).map((one) => one.number));
  if (!node) return null;
  const near = index.items.filter((one) => one.leg && (one.leg.from === node || one.leg.to === node) && fold.states[one.number].visible);
  return lines.boxOf(near.map((one) => one.number)) ?? boxOfPlace(index.atlas.nodes[node], lines.plane);
}

// The areas that what is selected speaks of, with the places at its other end; null where it speaks of none.
function boxOfAreas({ index, selection }, ground) {
  const areas = ground.boxOf(areasOfSelection({ index, selection }));
  if (!areas) return null;
  const leg = selection.item === null ? null : index.items[selection.item].leg;
  const ends = leg ? [leg.from, leg.to].map((id) => boxOfPlace(index.atlas.nodes[id], ground.plane)) : [];
  return unionOf([areas, ...ends.filter(Boolean)]);
}

// A place that lines only pass, or none comes to.
function boxOfPlace(place, plane = MERCATOR) {
  if (!place?.at) return null;
  return boxOfPoint(plane, place.at);
}

// The same of every visible leg of a corridor or flow; yardsticks are only there to be compared with.
// On a narrow screen the whole would be a speck: there it is where most of the legs are.
export function boxOfVisible({ index, fold }, lines, narrow) {
  const seen = index.items.filter((item) => fold.states[item.number].visible);
  const main = seen.filter((item) => index.corridors[item.corridor].corridor.kind !== "baseline");
  const numbers = (main.length ? main : seen).map((item) => item.number);
  return narrow ? boxOfMost(numbers.map((number) => lines.boxOf([number])).filter(Boolean)) : lines.boxOf(numbers);
}

function boxOfMost(boxes) {
  if (!boxes.length) return null;
  const quantile = (key, share) => boxes.map((box) => box[key]).sort((a, b) => a - b)[Math.floor(share * (boxes.length - 1))];
  return { minX: quantile("minX", 0.06), minY: quantile("minY", 0.15), maxX: quantile("maxX", 0.8), maxY: quantile("maxY", 0.85) };
}

// The ISO codes of the regions or countries of the areas that what is selected names: an area is never made a point.
export function areasOfSelection({ index, selection }) {
  const leg = selection.item === null ? null : index.items[selection.item].leg;
  const ids = leg ? [leg.from, leg.to] : selection.node ? [selection.node] : [];
  return [...new Set(ids.filter((id) => Object.hasOwn(index.atlas.areas, id)).flatMap((id) => codesOf(placeOf(index.atlas, id))))];
}

function codesOf({ outline, countries }) {
  return outline ? [outline] : countries ?? [];
}
