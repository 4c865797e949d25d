// What is said of a leg, or of the corridor as a whole: values of a vocabulary, operators, statements; each with its words.
import { el } from "../dom.js";
import { raised } from "../words.js";
import { evidenceBox } from "./evidencebox.js";
import { line, menu, plain, sendText, solid } from "./parts.js";

const UNSAID = ["not-stated", "not-known"];
const TOPICS = [
  "purpose", "time", "duration", "length", "cost", "volume", "capacity", "cargo", "trade", "benefit", "constraint", "risk", "event", "legal",
  "listing", "role", "ownership", "proposal", "gap", "negative", "name", "provenance", "context",
];
const OPERATOR = "operator";

// Values of one vocabulary; a status has its days. `onChange` gets a function from the list as it is to the one that it becomes.
export function saidList(page, { ref, title, list, kind, terms: values, near = null, onChange, about }) {
  const { t, terms } = page;
  const key = `${ref}-${kind}`;
  const pairs = values.filter((one) => !UNSAID.includes(one)).map((one) => [one, raised(terms(kind, one))]);
  return valueList(page, {
    key, title, list, near, onChange, about,
    nameOf: (one) => `${title}, ${terms(kind, one.value)}`,
    rowOf: (one, change, own) => (page.canMend ? menu(pairs, one.value, (value) => change({ value }), { key: own, label: `${title}: ${about}` }) : el("b", "", {}, raised(terms(kind, one.value)))),
    moreOf: (one, change, own) => kind === "status" && daysOfStatus(page, one, { key: own, about, change }),
    adding: menu([["", list.length ? t("Add another…") : t("Not stated; say it…")], ...pairs], "", (value) => value && onChange((now) => [...now, { value, evidence: null }]), { key: `${key}-more`, label: t("Add: {what}", { what: `${title}, ${about}` }) }),
  });
}

function daysOfStatus(page, { date, until }, { key, about, change }) {
  const { t } = page;
  if (!page.canMend) return [date, until].some(Boolean) && el("p", "since", {}, [date && t("since {date}", { date }), until && t("until {date}", { date: until })].filter(Boolean).join(", "));
  return el("span", "review-row", {},
    line(date, (text) => change({ date: text || null }), { key: `${key}-day`, label: t("Since when: {about}", { about }), placeholder: t("since, as 2025-12 or 2025") }),
    line(until, (text) => change({ until: text || null }), { key: `${key}-until`, label: t("Until when: {about}", { about }), placeholder: t("until, if it has ended") }));
}

// Who runs it, by the name that the text uses.
export function operatorList(page, { ref, list, near = null, onChange, about }) {
  const { t } = page;
  const key = `${ref}-operator`;
  const name = line("", () => {}, { key: `${key}-new`, label: t("Name of an operator: {about}", { about }), placeholder: t("Name as the text has it") });
  const add = () => withText(name, (text) => onChange((now) => [...now, { name: text, evidence: null }]));
  return valueList(page, {
    key, title: t("Operator"), list, near, onChange, about,
    nameOf: (one) => one.name,
    rowOf: (one, change, own) => (page.canMend ? line(one.name, (text) => text && change({ name: text, actor: null }), { key: own, label: t("Name of an operator: {about}", { about }) }) : el("b", "", { dir: "auto" }, one.name)),
    moreOf: (one, change, own) => (page.canMend
      ? el("span", "review-row", {}, line(one.role, (text) => change({ role: text || OPERATOR }), { key: `${own}-role`, label: t("What {name} does: {about}", { name: one.name, about }), placeholder: t("operator, carrier, organiser …") }))
      : one.role !== OPERATOR && el("p", "review-note", { dir: "auto" }, one.role)),
    adding: page.folded(`${key}-add`, t("Add an operator"), () => el("span", "review-row", {}, name, solid(t("Add"), add, { key: `${key}-go` })), "review-add"),
  });
}

// Whatever else is told, in the reviewer's own words, under one of the topics that the map has.
export function statementList(page, { ref, list, near = null, onChange, about }) {
  const { t, terms } = page;
  const key = `${ref}-statement`;
  const pairs = TOPICS.map((topic) => [topic, terms("topic", topic)]);
  const topicMenu = menu(pairs, TOPICS[0], () => {}, { key: `${key}-new-topic`, isPart: true, label: t("What it speaks of: {about}", { about }) });
  const words = line("", () => {}, { key: `${key}-new`, label: t("What is told: {about}", { about }), placeholder: t("In your own words, one sentence") });
  const add = () => withText(words, (text) => onChange((now) => [...now, { topic: topicMenu.value, value: text, evidence: null }]));
  return valueList(page, {
    key, title: t("What else is told"), list, near, onChange, about,
    nameOf: (one) => one.value,
    rowOf: (one, change, own) => (page.canMend ? menu(pairs, one.topic, (topic) => change({ topic }), { key: `${own}-topic`, label: t("What it speaks of: {about}", { about: one.value }) }) : el("b", "", {}, terms("topic", one.topic))),
    moreOf: (one, change, own) => (page.canMend
      ? [line(one.value, (value) => value && change({ value }), { key: own, label: t("What is told: {about}", { about }) }),
        line(one.date, (date) => change({ date: date || null }), { key: `${own}-day`, label: t("When: {about}", { about: one.value }), placeholder: t("when, as 2025-12 or 2025") })]
      : el("p", "", { dir: "auto" }, one.value, one.date && el("span", "since", {}, ` ${one.date}`))),
    adding: page.folded(`${key}-add`, t("Add a statement"), () => [topicMenu, words, solid(t("Add"), add, { key: `${key}-go` })], "review-add"),
  });
}

// A row of controls for each value, and below it what it rests on. `nameOf(value)` is what it is called, `rowOf` and `moreOf` make its
// controls (or, where nothing may be changed, its text) from the value, a way to change parts of it, and its key.
function valueList(page, { key, title, list, near, onChange, about, nameOf, rowOf, moreOf, adding }) {
  const { t } = page;
  const change = (at) => (patch) => onChange((now) => now.map((one, place) => (place === at ? { ...one, ...patch } : one)));
  const away = (at) => onChange((now) => now.filter((other, place) => place !== at));
  const valueBlock = (one, at) => el("div", "review-value", {},
    el("span", "review-row", {}, rowOf(one, change(at), `${key}-${at}`),
      page.canMend && plain(t("Remove"), () => away(at), { key: `${key}-${at}-away`, label: t("Remove: {what}", { what: `${nameOf(one)}, ${about}` }) })),
    moreOf(one, change(at), `${key}-${at}`),
    evidenceBox(page, one.evidence, { key: `${key}-${at}`, label: `${nameOf(one)}: ${about}`, near, onChange: (evidence) => change(at)({ evidence }) }));
  if (!page.canMend && !list.length) return null;
  return el("div", "review-said", {}, el("h4", "review-sub", {}, title), list.map(valueBlock), page.canMend && adding);
}

// Does something with what was written in a field; an empty one is gone to.
function withText(field, doIt) {
  if (field.value.trim()) sendText(field, doIt);
  else field.focus();
}
