// What has changed between two atlases, as a list by corridor: each line unfolds in place, and opens what it is about.
import { closeControls } from "./bidi.js";
import { el } from "./dom.js";
import { countryName } from "./naming.js";
import { dayOf, dayText, whenText } from "./when.js";
import { numberText, raised } from "./words.js";

const SHOWN_LINES = 200; // lines of a group; the rest is counted
const OPEN_GROUPS = 4;
const BY_TERM = ["mode", "status", "cargo"];

// The list. `context`: {t, terms, nameOf(corridor id) or null, opens(change): {sel} to select here, {href} to go there, or null,
// select}. `changes` are those of docs/pinned.md.
export function changeList(context, changes) {
  const groups = new Map();
  for (const change of changes) {
    const key = change.corridor ?? "";
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(change);
  }
  return el("div", "change-list", {}, [...groups].map(([corridor, group]) => groupBlock(context, corridor, group, groups.size <= OPEN_GROUPS)));
}

// Why a claim is no longer in the atlas as it stands here; null of one that is.
export function goneNote({ t, gone }, claim) {
  switch (gone?.[claim.id]) {
    case "withdrawn": return el("p", "quote-gone", {}, t("Withdrawn since: its source is no longer in the atlas."));
    case "removed": return el("p", "quote-gone", {}, t("No longer in the atlas: this claim has been taken out since."));
    case "changed": return el("p", "quote-gone", {}, t("Mended since: the atlas says it otherwise now."));
    default: return null;
  }
}

function groupBlock(context, corridor, group, open) {
  const { t } = context;
  const whole = group.find((one) => one.what === "corridor");
  const name = corridor ? context.nameOf(corridor) ?? whole?.title ?? corridor : t("Sources, places and assumptions");
  return el("details", "change-group", { open },
    el("summary", "", {}, name, " ", el("span", "count", {}, numberText(group.length))),
    el("ul", "", {}, group.slice(0, SHOWN_LINES).map((change) => el("li", "", {}, changeLine(context, change))),
      group.length > SHOWN_LINES && el("li", "", {}, t("and {n} more", { n: group.length - SHOWN_LINES }))));
}

function changeLine(context, change) {
  const { t } = context;
  const day = change.at && dayOf(change.at);
  return el("details", "change", { data: { kind: change.kind, what: change.what } },
    el("summary", "", {}, el("span", "change-kind", {}, kindWord(t, change.kind)), el("span", "change-title", {}, titleOf(context, change)),
      day && el("span", "change-day", {}, dayText(t, day))),
    el("div", "change-body", {}, change.what === "claim" ? claimBlocks(context, change) : factLines(context, change), opener(context, change)));
}

function kindWord(t, kind) {
  switch (kind) {
    case "added": return t("added");
    case "removed": return t("removed");
    default: return t("changed");
  }
}

function titleOf(context, change) {
  const { t } = context;
  const title = closeControls(change.title);
  switch (change.what) {
    case "claim": return `${title}: ${fieldName(context, (change.after ?? change.before).field)}`;
    case "corridor": return change.kind === "changed" ? t("The corridor itself") : t("The whole corridor {name}", { name: title });
    case "route": return t("Route: {name}", { name: title });
    case "stop": return t("Stop: {name}", { name: title });
    case "source": return change.kind === "removed" ? t("Source withdrawn: {name}", { name: title }) : t("Source: {name}", { name: title });
    default: return title;
  }
}

// What came or went with it, and what is told otherwise.
function factLines({ t }, change) {
  const keys = Object.keys(change.after ?? {});
  return [
    change.claims ? el("p", "", {}, change.claims === 1 ? t("with 1 claim") : t("with {n} claims", { n: change.claims })) : null,
    change.reason && el("p", "", {}, change.reason),
    el("ul", "change-facts", {}, keys.map((key) => factText(t, key, change.before?.[key], change.after[key])).filter(Boolean).map((text) => el("li", "", {}, text))),
  ];
}

function factText(t, key, before, after) {
  const bare = bareFact(t, key);
  if (bare) return bare;
  const [was, is] = [before, after].map((fact) => valueText(t, key, fact));
  if (!was && !is) return null;
  return was ? t("{what}: {before} → {now}", { what: factName(t, key), before: was, now: is || "–" }) : t("{what}: {now}", { what: factName(t, key), now: is });
}

// What is told without its values, which would say little.
function bareFact(t, key) {
  switch (key) {
    case "line": return t("drawn otherwise");
    case "parts": return t("the days are made of other parts");
    case "sha256": return t("another text is held");
    case "outline": return t("another outline");
    case "at": return t("another position");
    default: return null;
  }
}

function valueText(t, key, fact) {
  if (key === "basis") return { routed: t("routed"), schematic: t("schematic"), arc: t("a plain arc"), none: t("not drawn") }[fact] ?? fact ?? "";
  if (key === "countries") return (fact ?? []).map(countryName).join(", ");
  if (Array.isArray(fact)) return fact.join(", ");
  return typeof fact === "number" ? (fact ? numberText(fact) : "") : fact ?? "";
}

function factName(t, key) {
  const names = {
    from: t("from"), to: t("to"), via: t("passed on the way"), basis: t("basis of the line"), km: t("length, km"), passages: t("passages"),
    no_route: t("why there is no way"), proposed_km: t("km of lines that do not exist yet"), countries: t("countries"), name: t("name"),
    short: t("short name"), kind: t("kind"), group: t("group"), aliases: t("other names"), colour: t("colour"), id: t("id"), legs: t("legs"),
    publisher: t("publisher"), title: t("title"), url: t("address"), archive_url: t("address in an archive"), published: t("published"),
    country: t("country"), locode: t("UN/LOCODE"), what: t("what it is"), unit: t("unit"), low: t("low"), high: t("high"), reason: t("reason"),
  };
  return Object.hasOwn(names, key) ? names[key] : key;
}

function fieldName({ t, terms }, field) {
  const names = {
    stated: t("that it is stated"), mode: t("mode"), status: t("status"), cargo: t("cargo"), operator: t("operators"), gauge: t("gauge break"),
    one_way: t("one way"), name: t("name"), located: t("position"), way: t("how it is routed"),
  };
  return Object.hasOwn(names, field) ? names[field] : terms("topic", field);
}

function claimBlocks(context, { before, after }) {
  const { t } = context;
  if (before && after) return [toldBlock(context, before, t("Before")), toldBlock(context, after, t("Now"))];
  return toldBlock(context, after ?? before, null);
}

// A claim with its words and who says so, as the list carries it.
function toldBlock({ t, terms }, told, label) {
  const value = told.value && BY_TERM.includes(told.field) ? raised(terms(told.field, told.value)) : told.value;
  const figure = told.amount === undefined ? "" : ` ${numberText(told.amount)}\u2009${told.unit ?? ""}`;
  const time = [told.date, told.until].filter(Boolean).map((text) => whenText(t, text)).join(" – ");
  return el("figure", `quote quote-${told.kind}`, {},
    label && el("p", "change-label", {}, label),
    value && el("p", "value", {}, closeControls(value) + figure, time && el("span", "since", {}, time)),
    told.quote && el("blockquote", "", {}, `“${told.quote}”`),
    told.reason && el("p", "quote-reason", {}, told.reason),
    told.note && el("p", "quote-note", {}, told.note),
    el("figcaption", "", {}, el("span", "quote-publisher", {}, told.publisher), told.kind === "editor" ? null : [", ", el("cite", "", {}, told.title), ", ", whenText(t, told.published)]));
}

function opener({ t, opens, select }, change) {
  const target = opens(change);
  if (!target) return null;
  if (target.href) return el("a", "plain", { href: target.href }, t("Open it in the live map"));
  return el("button", "plain", { type: "button", on: { click: () => select(target.sel) } }, t("Show it on the map"));
}
