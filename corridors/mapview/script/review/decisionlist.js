// What was decided, by whom and when, the latest first; and the undoing of it.
import { el } from "../dom.js";
import { originWords } from "../grading.js";
import { plain } from "./parts.js";

const LONGEST_CHANGE = 60;

export function decisionBlock(page) {
  const { t, reviewed } = page;
  const undone = new Set(reviewed.decisions.map((one) => one.undoes).filter((one) => one !== null));
  return el("section", "field review-history", {}, el("h3", "field-name", {}, t("What was decided")),
    el("ol", "", {}, [...reviewed.decisions].reverse().map((one) => decisionLine(page, one, undone.has(one.revision))),
      el("li", "", {}, el("p", "", {}, el("b", "", {}, originText(page)), " ", el("span", "since", {}, timeText(reviewed.created))))));
}

function decisionLine(page, one, isUndone) {
  const { t, reviewed } = page;
  const words = { mend: t("mended"), accept: t("accepted"), reject: t("rejected"), undo: t("undid step {n}", { n: one.undoes }) }[one.kind] ?? one.kind;
  return el("li", isUndone ? "is-undone" : "", { data: { kind: one.kind } },
    el("p", "", {}, el("span", "review-step", {}, String(one.revision)), " ", el("b", "", { dir: "auto" }, one.who), ` ${words} `, el("span", "since", {}, timeText(one.at)), isUndone && el("small", "", {}, ` · ${t("undone")}`)),
    one.reason && el("p", "review-note", { dir: "auto" }, one.reason),
    one.changes.length > 0 && el("ul", "review-changes", {}, one.changes.map((change) => el("li", "", { dir: "auto" }, changeText(page, change)))),
    !isUndone && canBeUndone(reviewed, one) && plain(t("Undo"), () => page.undo(one.revision), { key: `undo-${one.revision}`, label: t("Undo step {n}: {who} {what}", { n: one.revision, who: one.who, what: words }) }));
}

// What was accepted stands on the mendings before it: they are undone after it.
function canBeUndone({ state }, { kind }) {
  return kind !== "undo" && (state !== "accepted" || kind === "accept");
}

function originText({ t, reviewed }) {
  const { by, version, who, detail } = reviewed.origin;
  switch (by) {
    case "extraction": return originWords(t, by, version);
    case "llm": return originWords(t, by, [...Object.values(detail), version].join(", "));
    case "import": return originWords(t, by, Object.values(detail).join(", ") || version);
    default: return t("Begun by {who}", { who: who ?? "" });
  }
}

// A moment in the reader's own words and time.
export function timeText(stamp) {
  const at = new Date(stamp);
  const language = document.documentElement.lang;
  if (Number.isNaN(at.getTime())) return String(stamp);
  return new Intl.DateTimeFormat(!language || language === "en" ? "en-GB" : language, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

function changeText({ t, draft, machine }, { path, before, after }) {
  const [, list, key, rest] = /^(stops|legs)\.([^.]+)(?:\.(.*))?$/.exec(path) ?? [];
  const nameOf = (one) => (list === "stops" ? stopName(draft, one) ?? stopName(machine, one) : legName(draft, one) ?? legName(machine, one)) ?? one;
  if (key === "order") return t("{what}: {before} → {after}", { what: fieldName(t, list), before: before.map(nameOf).join(", "), after: after.map(nameOf).join(", ") });
  const thing = list && nameOf(key);
  if (list && !rest && before === null) return t("{what}: added", { what: thing });
  if (list && !rest && after === null) return t("{what}: dropped", { what: thing });
  const what = [thing, fieldName(t, list ? rest : path)].filter(Boolean).join(" ");
  return t("{what}: {before} → {after}", { what, before: shortOf(t, before), after: shortOf(t, after) });
}

// A field of a draft as the page calls it; one that is not among these is called as it stands.
function fieldName(t, path) {
  const names = {
    name: t("name"), named: t("words that name it"), aliases: t("other names"), into: t("which corridor it is"), into_why: t("what speaks for it"),
    stops: t("stops in order"), legs: t("legs in order"), place: t("place"), stated: t("words"), modes: t("mode"), statuses: t("status"), cargo: t("cargo"),
    operators: t("operator"), statements: t("what else is told"), grade: t("grade"), start: t("start"), end: t("end"), ambiguous: t("may be another place"),
  };
  return names[path] ?? path;
}

function stopName(draft, key) {
  return draft.stops.find((one) => one.key === key)?.name;
}

function legName(draft, key) {
  const leg = draft.legs.find((one) => one.key === key);
  const nameOf = (stop) => draft.stops.find((one) => one.key === stop)?.name ?? stop;
  return leg && `${nameOf(leg.start)} – ${nameOf(leg.end)}`;
}

// A value of a draft in a few words.
function shortOf(t, value) {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)) return t("nothing");
  if (Array.isArray(value)) return cut(value.map((one) => shortOf(t, one)).join(", "));
  if (typeof value !== "object") return cut(String(value));
  if (value.quote) return cut(`“${value.quote}”`);
  if (value.source && value.information) return `${value.source}${value.information}`;
  if (value.name) return cut([value.name, value.country].filter(Boolean).join(", "));
  return cut(String(value.value ?? value.reason ?? value.key ?? JSON.stringify(value)));
}

function cut(text) {
  return text.length > LONGEST_CHANGE ? `${text.slice(0, LONGEST_CHANGE - 1)}…` : text;
}
