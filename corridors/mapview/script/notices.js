// What went wrong, said where the reader looks: parts of the link that could not be used, things left out, empty maps.
import { el } from "./dom.js";

const SHOWN = 8;

// The notice of a link's problems and of things that the host left out; null if there are none.
// Faults are {file, field, message, mend}, all texts.
export function problemNotice(t, problems, faults, close) {
  if (!problems.length && !faults.length) return null;
  const list = [
    ...problems.map((problem) => problemText(t, problem)),
    ...faults.map((fault) => faultText(t, fault)),
  ];
  return el("div", "notice", { data: { kind: "problems" } },
    el("p", "notice-head", {}, problems.length ? t("Part of this link could not be used. The rest of the map is here.") : t("Something had to be left out. The rest of the map is here.")),
    el("ul", "", {}, list.slice(0, SHOWN).map((text) => el("li", "", {}, text)),
      list.length > SHOWN && el("li", "", {}, t("and {n} more", { n: list.length - SHOWN }))),
    el("button", "notice-close", { type: "button", aria: { label: t("Close this message") }, on: { click: close } }, "×"));
}

function problemText(t, { parameter, value, why }) {
  const values = { parameter, value };
  switch (why) {
    case "unknown": return t("“{parameter}” names “{value}”, which this atlas doesn’t have: it is left out. Choose from the panel instead.", values);
    case "repeated": return t("“{parameter}” is given twice: the first is used, “{value}” is left out.", values);
    case "too-long": return t("“{parameter}” is too long to be a link of ours: the default is shown.", values);
    default: return t("“{parameter}” has the value “{value}”, which cannot be read: the default is used.", values);
  }
}

function faultText(t, fault) {
  if (typeof fault === "string") return fault;
  const place = [fault.file, fault.field].filter(Boolean).join(", ");
  return [place && `${place}:`, fault.message, fault.mend && t("To mend: {mend}.", { mend: fault.mend })].filter(Boolean).join(" ");
}

// Where the ground didn't come: the lines are here all the same.
export function groundNotice(t, retry) {
  return el("div", "notice", { data: { kind: "ground" } },
    el("p", "", {}, t("Land and borders could not be fetched. The corridors are here, on an empty ground.")),
    el("button", "solid", { type: "button", on: { click: retry } }, t("Try again")));
}

// Where lines are on the map, but none in this part of it.
export function sightNotice(t, showAll) {
  return el("div", "notice notice-empty", {}, el("p", "", {}, t("No corridor runs through this part of the map.")),
    el("button", "solid", { type: "button", on: { click: showAll } }, t("Show all that is on")));
}

// What to say, and offer, where no leg is on the map; null where some is.
export function emptyNotice(t, { index, fold, view }, change) {
  if (fold.counts.visible) return null;
  const say = (text, label, patch) => el("div", "notice notice-empty", {}, el("p", "", {}, text),
    el("button", "solid", { type: "button", on: { click: () => change(patch) } }, label));
  if (!index.items.length) return el("div", "notice notice-empty", {}, el("p", "", {}, t("This atlas holds no corridor yet.")));
  if (!fold.sourceOn.some(Boolean)) return say(t("All sources are switched off, so nothing is claimed and nothing is drawn."), t("All sources on"), { off: [] });
  if (!fold.corridorOn.some(Boolean)) return say(t("All corridors are switched off."), t("All corridors on"), { c: null });
  if (view.mode || view.status || view.cargo) {
    return say(t("No leg passes the filters for mode, status and cargo."), t("Clear these filters"), { mode: null, status: null, cargo: null });
  }
  return say(t("What is switched on has no leg on this day."), t("Show everything"), { off: [], c: null, day: null });
}
