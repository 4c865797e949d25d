// The legs of a proposal: mode, status, operator, cargo and more, each with the words it rests on, and the way it takes.
import { el } from "../dom.js";
import { isolated } from "../bidi.js";
import { CARGOES, MODES, STATUSES } from "../link.js";
import { evidenceList } from "./evidencebox.js";
import { ownGrade } from "./gradebox.js";
import { freshKey, labelled, menu, plain, solid } from "./parts.js";
import { operatorList, saidList, statementList } from "./saidlist.js";

export function legsBlock(page) {
  const { t, draft } = page;
  const free = draft.stops.length > 1;
  return el("section", "field", {}, el("h3", "field-name", {}, t("Legs")),
    draft.legs.length ? null : el("p", "review-empty", {}, free ? t("No leg joins these stops yet.") : t("Legs come with the second stop.")),
    el("ol", "review-legs", {}, draft.legs.map((leg) => legLine(page, leg))),
    page.canMend && free && page.folded("add-leg", t("Add a leg"), () => newLeg(page), "review-add"));
}

export function legTitle(draft, leg) {
  const nameOf = (key) => {
    const stop = draft.stops.find((one) => one.key === key);
    return isolated(stop?.place?.name ?? stop?.name ?? key);
  };
  return `${nameOf(leg.start)} – ${nameOf(leg.end)}`;
}

function legLine(page, leg) {
  const { t, terms, draft } = page;
  const ref = `leg/${leg.key}`;
  const said = [
    leg.modes.map((one) => terms("mode", one.value)).join(", ") || t("mode not stated"),
    leg.statuses.map((one) => terms("status", one.value)).join(", ") || t("status not stated"),
    !leg.stated.length && t("no words yet"),
  ].filter(Boolean);
  const asks = [...leg.modes, ...leg.statuses, ...leg.cargo, ...leg.operators, ...leg.statements].some((one) => !one.evidence) || !leg.stated.length;
  const head = el("span", "review-thing", {}, el("b", "", {}, legTitle(draft, leg)), el("small", "", {}, said.join(" · "), el("span", "", { data: { brief: leg.key } }, page.wayBrief(leg))));
  return el("li", `review-item${asks ? " is-asking" : ""}`, { data: { ref }, on: page.pointing(ref) },
    page.folded(ref, head, () => legContent(page, leg)));
}

function legContent(page, leg) {
  const { t, draft } = page;
  const ref = `leg/${leg.key}`;
  const title = legTitle(draft, leg);
  const set = (edit, field, named = { leg: leg.key }) => (change) => page.mend((now) =>
    now.legs.filter((one) => one.key === leg.key).map((one) => ({ edit, ...named, [field]: change(one[field]) })));
  return [
    el("h4", "review-sub", {}, t("The words that tell of it")),
    evidenceList(page, leg.stated, { key: ref, label: t("the leg {title}", { title }), onChange: set("set-stated", "stated", { of: "leg", key: leg.key }) }),
    saidList(page, { ref, title: t("Mode"), list: leg.modes, kind: "mode", terms: MODES, near: leg.stated[0], onChange: set("set-modes", "modes"), about: title }),
    saidList(page, { ref, title: t("Status"), list: leg.statuses, kind: "status", terms: STATUSES, near: leg.stated[0], onChange: set("set-statuses", "statuses"), about: title }),
    operatorList(page, { ref, list: leg.operators, near: leg.stated[0], onChange: set("set-operators", "operators"), about: title }),
    saidList(page, { ref, title: t("Cargo"), list: leg.cargo, kind: "cargo", terms: CARGOES, near: leg.stated[0], onChange: set("set-cargo", "cargo"), about: title }),
    statementList(page, { ref, list: leg.statements, near: leg.stated[0], onChange: set("set-statements", "statements"), about: title }),
    ownGrade(page, { of: "leg", thing: leg, about: title }),
    before(page, leg),
    el("p", "review-note", { data: { way: leg.key } }, page.wayText(leg)),
    page.canMend && page.folded(`${ref}-ends`, t("Other ends"), () => endMenus(page, leg)),
    page.canMend && el("p", "review-tools", {},
      plain(t("Drop this leg"), () => page.mend([{ edit: "drop-leg", leg: leg.key }]), { key: `${ref}-drop`, label: t("Drop this leg: {title}", { title }) })),
  ];
}

// What was proposed, where it has been changed since.
function before({ t, terms, machine }, leg) {
  const old = machine.legs.find((one) => one.key === leg.key);
  if (!old) return null;
  const words = (list, kind) => list.map((one) => terms(kind, one.value)).join(", ");
  const changed = [["mode", words(old.modes, "mode"), words(leg.modes, "mode")], ["status", words(old.statuses, "status"), words(leg.statuses, "status")]]
    .filter(([, was, is]) => was !== is).map(([kind, was]) => was || terms(kind, "not-stated"));
  return changed.length ? el("p", "review-machine", {}, t("Proposed was: {what}", { what: changed.join(", ") })) : null;
}

function endMenus(page, leg) {
  const { t, draft } = page;
  const pairs = draft.stops.map((stop, at) => [stop.key, `${at + 1} ${isolated(stop.place?.name ?? stop.name)}`]);
  const change = (ends) => page.mend((now) => now.legs.filter((one) => one.key === leg.key).map(({ key, start, end }) => ({ edit: "change-ends", leg: key, start, end, ...ends })));
  return [
    labelled(t("From"), menu(pairs, leg.start, (start) => change({ start }), { key: `leg/${leg.key}-from` })),
    labelled(t("To"), menu(pairs, leg.end, (end) => change({ end }), { key: `leg/${leg.key}-to` })),
    plain(t("Turn it round"), () => change({ start: leg.end, end: leg.start }), { key: `leg/${leg.key}-turn` }),
  ];
}

function newLeg(page) {
  const { t, draft } = page;
  const pairs = draft.stops.map((stop, at) => [stop.key, `${at + 1} ${isolated(stop.place?.name ?? stop.name)}`]);
  const [from, to] = [menu(pairs, draft.stops.at(-2).key, () => {}, { key: "add-leg-from", isPart: true }), menu(pairs, draft.stops.at(-1).key, () => {}, { key: "add-leg-to", isPart: true })];
  const add = () => page.mend((now) => [{ edit: "add-leg", leg: { key: freshKey("l", now.legs), start: from.value, end: to.value } }], { open: ([{ leg }]) => `leg/${leg.key}` });
  return [labelled(t("From"), from), labelled(t("To"), to), solid(t("Add this leg"), add, { key: "add-leg-go" })];
}
