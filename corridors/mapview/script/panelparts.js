// Pieces that the details of every kind of thing are made of.
import { el } from "./dom.js";

// The claims of these ids whose source is on.
export function counted({ index, fold }, ids) {
  return index.read(ids).filter((one) => fold.sourceOn[one.source]);
}

// The top of the details: kicker, title and what stands under it (texts or elements, or null).
export function head(context, { kicker, title, under }) {
  return el("header", "details-head", {}, kicker && el("p", "kicker", {}, kicker),
    el("h2", "details-title", { tabIndex: -1 }, title), under && el("p", "details-under", {}, under));
}

// The button of a corridor, with its colour.
export function corridorLink({ select }, corridor) {
  const swatch = el("i", "swatch", { aria: { hidden: "true" } });
  swatch.style.setProperty("--swatch", corridor.colour);
  return el("button", "kicker-link", { type: "button", on: { click: () => select(corridor.id) } }, swatch, corridor.short);
}

// A leg or lone stop in a list, with its status or why it is not on the map.
export function itemButton(context, item, text) {
  const { t, terms, fold, select } = context;
  const state = fold.states[item.number];
  const lead = state.visible ? terms("status", state.lead) : state.ahead ? t("not yet on the map on this day") : t("not on the map with these filters");
  return el("button", `leg-button${state.visible ? "" : " is-off"}`, { type: "button", on: { click: () => select(item.id) } },
    text, el("small", "", {}, lead));
}

// How many claims of these ids are not shown because their source is off.
export function silentNote({ t, index, fold }, ids) {
  const hidden = index.read(ids).filter((one) => !fold.sourceOn[one.source]).length;
  if (!hidden) return null;
  return el("p", "details-note", {}, hidden === 1 ? t("1 claim is not shown: its source is switched off.") : t("{n} claims are not shown: their sources are switched off.", { n: hidden }));
}
