// One proposal to be decided on: its state, its parts, what it still lacks, and the decision.
import { el } from "../dom.js";
import { raised } from "../words.js";
import { corridorBlock } from "./corridorblock.js";
import { decisionBlock, timeText } from "./decisionlist.js";
import { gradeBlock } from "./gradebox.js";
import { legsBlock } from "./legblock.js";
import { plain, solid } from "./parts.js";
import { draftStops } from "./stopblock.js";

// The content of the pane for a page.
export function proposalContent(page) {
  const { t, draft } = page;
  return [
    el("header", "review-head", {}, switcher(page),
      el("h2", "details-title", { tabIndex: -1, dir: "auto", data: { key: "title" } }, draft.name ?? t("A route without a name")), stateLine(page)),
    [page.notes, draft.asks].map((texts) => texts.length > 0 && el("ul", "review-asked", {}, texts.map((text) => el("li", "", { dir: "auto" }, text)))),
    corridorBlock(page), draftStops(page), legsBlock(page), gradeBlock(page), objectionBlock(page), decisionBar(page), decisionBlock(page),
  ];
}

// The states of a proposal in a word.
export function stateNames(t) {
  return { open: t("open"), accepted: t("accepted"), rejected: t("rejected"), undone: t("open again") };
}

function switcher(page) {
  const { t, siblings, reviewed } = page;
  if (siblings.length < 2) return null;
  const states = stateNames(t);
  const stateOf = (one) => (one.id === reviewed.id ? reviewed.state : one.state);
  return el("nav", "review-siblings", { aria: { label: t("Proposals of this article") } },
    el("p", "review-note", {}, t("{n} corridors are proposed from this article:", { n: siblings.length })),
    el("ol", "", {}, siblings.map((one) => el("li", "", {}, el("a", "", { href: page.linkTo(one.id), dir: "auto", aria: { current: one.id === reviewed.id ? "true" : null } }, one.name ?? t("A route without a name")), el("small", "", {}, ` ${states[stateOf(one)] ?? stateOf(one)}`)))));
}

function stateLine(page) {
  const { t, reviewed } = page;
  const last = [...reviewed.decisions].reverse().find((one) => ["accept", "reject", "undo"].includes(one.kind));
  const by = last ? { who: last.who, when: timeText(last.at) } : {};
  const words = {
    open: t("A proposal: not on the map until a person accepts it."), accepted: t("Accepted by {who}, {when}", by),
    rejected: t("Rejected by {who}, {when}: it is not on the map.", by), undone: t("Taken back by {who}, {when}: open again, and not on the map.", by),
  };
  return el("p", `review-state is-${reviewed.state}`, { data: { state: reviewed.state } }, words[reviewed.state] ?? reviewed.state);
}

function objectionBlock(page) {
  const { t, reviewed } = page;
  const { objections, remarks } = reviewed;
  if (!page.canMend || !(objections.length + remarks.length)) return null;
  const one = (said) => el("li", "", { data: { path: said.path } }, raised(said.message), said.mend && el("span", "review-mend", {}, ` – ${said.mend}`), " ",
    plain(t("Go there"), () => page.goTo(said.path), { label: t("Go there: {what}", { what: said.message }) }));
  return el("section", "field review-objections", {},
    objections.length > 0 && [el("h3", "field-name", {}, t("Still needed: {n}", { n: objections.length })), el("ul", "", {}, objections.map(one))],
    remarks.length > 0 && [el("h3", "field-name", {}, t("Worth knowing")), el("ul", "", {}, remarks.map(one))]);
}

function decisionBar(page) {
  const { t, reviewed } = page;
  if (page.canMend) return el("div", "review-decide", {},
    solid(t("Accept"), () => page.decide("accept"), { key: "accept", main: true }),
    solid(t("Reject"), () => page.decide("reject"), { key: "reject" }),
    reviewed.objections.length > 0 && el("p", "review-note", {}, t("It can be accepted once nothing above is missing.")));
  return el("div", "review-decide", {},
    reviewed.state === "accepted" && [onMap(page), el("a", "solid", { href: page.yaml, download: "" }, t("Save as YAML"))],
    solid(t("Undo"), () => page.undo(null), { key: "undo" }));
}

// Whether the map that is served holds it by now.
function onMap(page) {
  const { t } = page;
  if (page.onMap) return el("a", "solid review-main", { href: page.onMap, data: { key: "on-map" } }, t("Show it on the map"));
  return el("p", "review-note", { role: "status" }, t("Its ways are being worked out; in a moment it is on the map…"));
}
