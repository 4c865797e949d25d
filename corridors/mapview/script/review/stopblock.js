// The stops of a proposal, in order: each with its place, its words, and what may be done to it.
import { el } from "../dom.js";
import { evidenceList } from "./evidencebox.js";
import { ownGrade } from "./gradebox.js";
import { freshKey, labelled, line, menu, plain } from "./parts.js";
import { placeFinder, placePairs, placeText, samePlace } from "./placefinder.js";

export function draftStops(page) {
  const { t, draft } = page;
  return el("section", "field", {}, el("h3", "field-name", {}, t("Stops")),
    draft.stops.length ? null : el("p", "review-empty", {}, t("No stop yet. Add the first by its name, or with a click on the map.")),
    el("ol", "review-stops", {}, draft.stops.map((stop, at) => draftStopLine(page, stop, at))),
    page.canMend && page.folded("add-stop", t("Add a stop"), () => placeFinder(page, { key: "add-stop", onTake: (place) => addStop(page, place) }), "review-add"));
}

function addStop(page, place) {
  page.mend((now) => {
    const key = freshKey("s", now.stops);
    return [{ edit: "add-stop", stop: { key, name: place.name, place }, after: now.stops.at(-1)?.key ?? null }];
  }, { open: ([{ stop }]) => `stop/${stop.key}`, close: "add-stop" });
}

function draftStopLine(page, stop, at) {
  const { t } = page;
  const ref = `stop/${stop.key}`;
  const flags = [
    !stop.place && t("place not known"), stop.ambiguous && !isMended(page, stop) && t("may be another place"),
    !stop.stated.length && t("no words yet"), isAdded(page, stop) ? t("added") : isMended(page, stop) && t("mended"),
  ].filter(Boolean);
  const isAsking = !stop.place || !stop.stated.length || (stop.ambiguous && !isMended(page, stop));
  const head = [
    el("span", "review-number", { aria: { hidden: "true" } }, String(at + 1)),
    el("span", "review-thing", {}, el("b", "", { dir: "auto" }, stop.place?.name ?? stop.name),
      stop.place && stop.place.name !== stop.name && el("span", "review-told", { dir: "auto" }, ` “${stop.name}”`),
      el("small", "", {}, [stop.place && placeText(page, stop.place), ...flags].filter(Boolean).join(" · "))),
  ];
  return el("li", `review-item${isAsking ? " is-asking" : ""}`, { data: { ref }, on: page.pointing(ref) },
    page.folded(ref, head, () => stopContent(page, stop, at)));
}

// What a person has put to another's proposal; in his own, everything is.
function isAdded({ machine, reviewed }, stop) {
  return reviewed.origin.by !== "person" && !machine.stops.some((one) => one.key === stop.key);
}

function isMended(page, stop) {
  const before = page.machine.stops.find((one) => one.key === stop.key);
  if (!before) return false;
  return before.place && stop.place ? !samePlace(before.place, stop.place) : before.place !== stop.place;
}

function stopContent(page, stop, at) {
  const { t, draft } = page;
  const ref = `stop/${stop.key}`;
  const before = page.machine.stops.find((one) => one.key === stop.key);
  const label = t("that it is a stop: {name}", { name: stop.name });
  const place = (next) => page.mend([{ edit: "place-stop", stop: stop.key, place: next }], { close: `${ref}-else` });
  return [
    placeChoice(page, stop, place),
    before?.place && stop.place && !samePlace(before.place, stop.place) && el("p", "review-machine", {}, t("Proposed was: {place}", { place: `${before.place.name}, ${placeText(page, before.place)}` })),
    page.canMend && page.folded(`${ref}-else`, t("Another place"), () => placeFinder(page, { key: `${ref}-else`, start: stop.name, onTake: place })),
    page.canMend && labelled(t("Called in the text"), line(stop.name, (name) => name && name !== stop.name && page.mend([{ edit: "name-stop", stop: stop.key, name }]), { key: `${ref}-name` })),
    el("h4", "review-sub", {}, t("Its words")),
    evidenceList(page, stop.stated, { key: ref, label, onChange: (change) => page.mend((now) => now.stops.filter((one) => one.key === stop.key).map((one) => ({ edit: "set-stated", of: "stop", key: one.key, stated: change(one.stated) }))) }),
    ownGrade(page, { of: "stop", thing: stop, about: stop.name }),
    page.canMend && el("p", "review-tools", {},
      at > 0 && plain(t("Up"), () => move(page, stop, -1), { key: `${ref}-up`, label: t("Up: {name}", { name: stop.name }) }),
      at < draft.stops.length - 1 && plain(t("Down"), () => move(page, stop, 1), { key: `${ref}-down`, label: t("Down: {name}", { name: stop.name }) }),
      plain(t("Drop this stop"), () => page.mend([{ edit: "drop-stop", stop: stop.key }]), { key: `${ref}-drop`, label: t("Drop this stop: {name}", { name: stop.name }) })),
  ];
}

function placeChoice(page, stop, place) {
  const { t } = page;
  const { all, pairs, at } = placePairs(page, stop);
  if (!page.canMend) return stop.place ? null : el("p", "review-asks", {}, t("place not known"));
  const nowhere = { name: stop.name, kind: "place" };
  if (!all.length) return [
    el("p", "review-asks", {}, t("No place of that name is known: search another name, or click it on the map.")),
    plain(t("Nobody says where it is"), () => place(nowhere), { key: `stop/${stop.key}-nowhere`, label: t("Nobody says where it is: {name}", { name: stop.name }) }),
  ];
  const unset = stop.place ? [] : [["", t("Choose a place…")]];
  return labelled(t("Place"), menu([...unset, ...pairs, ["-1", t("nobody says where it is")]], stop.place ? at : "", (value) => value && place(value === "-1" ? nowhere : all[Number(value)]), { key: `stop/${stop.key}-place` }),
    stop.candidates.length > 1 ? t("{n} places go by this name", { n: stop.candidates.length }) : null);
}

function move(page, stop, step) {
  page.mend((now) => {
    const keys = now.stops.map((one) => one.key);
    const at = keys.indexOf(stop.key);
    if (at < 0 || !keys[at + step]) return [];
    [keys[at], keys[at + step]] = [keys[at + step], keys[at]];
    return [{ edit: "order-stops", stops: keys }];
  });
}
