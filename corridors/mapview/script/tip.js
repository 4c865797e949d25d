// The words beside the pointer: what is under it, by what mode, in what state, and how far it is on the assumed path, or that the line is schematic.
import { el } from "./dom.js";
import { statusOn } from "./fold.js";
import { lengthText } from "./measures.js";
import { itemTitle, placeName, placeOf } from "./naming.js";
import { statusWords } from "./statusblock.js";
import { MODES } from "./link.js";
import { bitOf } from "./evidence.js";
import { raised } from "./words.js";

// Shows, moves or hides the tip. What is pointed at is {node, item, more, at} or null.
export function showTip(tip, context, pointed) {
  tip.hidden = pointed === null;
  if (!pointed) return;
  const { t, index } = context;
  tip.replaceChildren(...(pointed.node ? placeLines(context, pointed.node) : itemLines(context, index.items[pointed.item])));
  if (pointed.more > 0) tip.append(el("p", "tip-more", {}, pointed.more === 1 ? t("and 1 more line here: click again") : t("and {n} more lines here: click again", { n: pointed.more })));
  const room = tip.parentElement.getBoundingClientRect();
  const x = pointed.at.x + 16 + tip.offsetWidth > room.width ? pointed.at.x - 16 - tip.offsetWidth : pointed.at.x + 16;
  const y = Math.min(pointed.at.y + 14, room.height - tip.offsetHeight - 8);
  tip.style.transform = `translate(${Math.max(4, x)}px, ${Math.max(4, y)}px)`;
}

function basisWords(t, basis) {
  return { schematic: t("schematic line"), routed: t("assumed path"), arc: t("plain arc, path not published") }[basis];
}

// The word that stands on the map beside the line of what is selected: {text, spots}, or null.
export function remarkOn({ t, index }, lines) {
  const found = lines.remarkSpots();
  const text = found && basisWords(t, index.items[found.number].leg.basis);
  return text ? { text, spots: found.spots } : null;
}

// Only of a way that our network supplied, and so that it says so: the line of another is not the way taken.
function basisKm(t, leg, basis) {
  if (leg?.basis !== "routed" || !leg.path || leg.fate?.state === "no-way") return basis;
  return t("{length} on the assumed path", { length: lengthText(t, leg.path.km) });
}

function placeLines({ terms, index }, id) {
  const place = placeOf(index.atlas, id);
  return [el("p", "tip-title", {}, placeName(index.atlas, id)),
    el("p", "", {}, raised([terms("node", place?.kind ?? ""), place?.country].filter(Boolean).join(" · ")))];
}

function itemLines(context, item) {
  const { t, terms, index, fold } = context;
  const { corridor } = index.corridors[item.corridor];
  const state = fold.states[item.number];
  const modes = MODES.filter((mode) => state.modes & bitOf(MODES, mode)).map((mode) => terms("mode", mode));
  const now = item.status.map((series) => statusOn(series, fold.sourceOn, fold.day)).filter(Boolean);
  const statuses = [...new Set(now.map((one) => statusWords(context, one)))];
  const basis = basisWords(t, item.leg?.basis);
  const negative = index.read([...(corridor.statements ?? []), ...(item.leg?.statements ?? [])])
    .filter((one) => one.claim.field === "negative" && fold.sourceOn[one.source]);
  return [
    el("p", "tip-kicker", {}, corridor.short),
    el("p", "tip-title", {}, itemTitle(index.atlas, item)),
    el("p", "", {}, raised([modes.join(" / "), statuses.join("; ") || t("status not stated")].join(" · "))),
    el("p", "tip-basis", {}, [basisKm(t, item.leg, basis), state.stated === "editor" && t("after an editor’s own claim")].filter(Boolean).join(" · ")),
    ...negative.slice(0, 1).map((one) => el("p", "tip-negative", {}, one.claim.value)),
  ];
}
