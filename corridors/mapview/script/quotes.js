// Claims as a reader sees them: the words, who said them and when, a link to the page, a button that copies.
import { goneNote } from "./changelist.js";
import { citationText, publishedText, quoteAddress, safeAddress } from "./citation.js";
import { copyText, el, outLink } from "./dom.js";
import { reviewBlock } from "./grading.js";
import { whenText } from "./when.js";
import { numberText } from "./words.js";

// The block of one claim. Context: {t, index}.
export function quoteBlock(context, one) {
  const { t, index } = context;
  const { claim } = one;
  const source = index.sources[one.source];
  const publisher = publisherName(index, source);
  const quoted = claim.kind === "quoted" && claim.quote;
  const copy = el("button", "plain", {
    type: "button",
    on: { click: () => copyText(copy, citationText(t, claim, source, publisher), t("Copied"), t("Copying is not allowed here")) },
  }, t("Copy citation"));
  const address = safeAddress(source.url);
  const archive = safeAddress(source.archive_url);
  return el("figure", `quote quote-${claim.kind}`, {},
    quoted && el("blockquote", "", { lang: source.language ?? "" }, `“${claim.quote}”`),
    claim.kind === "editor" && el("p", "quote-reason", {}, el("b", "", {}, t("Editor’s own claim. ")), claim.reason ?? ""),
    claim.kind === "referenced" && source.primary !== true && el("p", "quote-held", {}, t("Primary document not held.")),
    claim.kind === "referenced" && source.primary === true && el("p", "quote-held", {}, t("Primary document; its text is not held here, so no quote is shown.")),
    claim.note && el("p", "quote-note", {}, claim.note),
    goneNote(context, claim),
    el("figcaption", "", {},
      el("span", "quote-publisher", {}, publisher), claim.kind === "editor" ? null : ", ",
      claim.kind === "editor" ? null : [el("cite", "", { lang: source.kind === "article" ? source.language : null }, source.title), ", ", dateWithReason(context, source)],
      el("span", "quote-tools", {},
        address && outLink(quoteAddress(address, quoted ? claim.quote : null), quoted ? t("Open at the quote") : t("Open the page")),
        archive && outLink(archive, t("Archive")), copy)),
    reviewBlock(context, claim));
}

function dateWithReason({ t }, source) {
  const date = publishedText(t, source);
  if (!source.published_note) return date;
  return el("details", "why", {}, el("summary", "", { title: source.published_note }, date), ` (${source.published_note})`);
}

export function publisherName(index, source) {
  return index.atlas.publishers.find((publisher) => publisher.id === source.publisher)?.name ?? source.publisher;
}

// Claims of one field by what they say: [{value, claims}], in order of first mention.
export function byValue(claims) {
  const groups = new Map();
  for (const one of claims) {
    const key = String(one.value);
    if (!groups.has(key)) groups.set(key, { value: one.value, claims: [] });
    groups.get(key).claims.push(one);
  }
  return [...groups.values()];
}

// A field with its values; where sources differ, the values stand side by side. `show(value)` makes a value's text
// or element, `more(claims)` adds to it. Null if there is nothing to show and no word for that.
export function fieldBlock(context, title, claims, show, { none = null, differ = true } = {}) {
  const { t } = context;
  const groups = byValue(claims);
  if (!groups.length && !none) return null;
  const differs = differ && groups.length > 1;
  return el("section", "field", {},
    el("h3", "field-name", {}, title, differs && el("span", "field-differ", {}, t("sources differ"))),
    groups.length ? null : el("p", "field-none", {}, none),
    el("div", differs ? "field-values is-differing" : "field-values", {}, groups.map((group) => el("div", "field-value", {},
      el("p", "value", {}, show(group.value, group.claims)), foldedQuotes(context, group.claims)))));
}

// Quotes: one is shown, more are folded.
export function foldedQuotes(context, claims) {
  const { t } = context;
  const [first, ...rest] = claims;
  if (!first) return null;
  return [
    quoteBlock(context, first),
    rest.length > 0 && el("details", "more-quotes", {},
      el("summary", "plain", {}, t("{n} more", { n: rest.length })), rest.map((one) => quoteBlock(context, one))),
  ];
}

// One statement: our words, its figure and time, then the quote.
export function statementBlock(context, one) {
  const { t } = context;
  const { claim } = one;
  const figure = claim.amount === undefined || claim.amount === null ? null : `${numberText(claim.amount)}\u2009${claim.unit ?? ""}`;
  const time = [claim.date && whenText(t, claim.date), claim.until && whenText(t, claim.until)].filter(Boolean).join(" – ");
  return el("article", "statement", { data: { topic: claim.field } },
    el("p", "value", {}, claim.value, figure && el("b", "figure", {}, figure), time && el("span", "statement-time", {}, time)),
    quoteBlock(context, one));
}

// Statements in sections by topic, in the order of the claims; negative ones are left to the caller.
export function topicBlocks(context, claims) {
  const topics = new Map();
  for (const one of claims) {
    const topic = one.claim.field;
    if (topic === "negative") continue;
    if (!topics.has(topic)) topics.set(topic, []);
    topics.get(topic).push(one);
  }
  return [...topics].map(([topic, group]) => el("details", "field topic", { open: group.length <= 3 },
    el("summary", "field-name", {}, context.terms("topic", topic), el("span", "count", {}, String(group.length))),
    group.map((one) => statementBlock(context, one))));
}

// Negative statements: never folded away, above everything else; the same words on a leg and its corridor stand once.
export function negativeBlock(context, claims) {
  const wordsOf = ({ claim }) => JSON.stringify([claim.source, claim.value, claim.start ?? null]);
  const all = claims.filter((one) => one.claim.field === "negative");
  const negative = all.filter((one, place) => all.findIndex((other) => wordsOf(other) === wordsOf(one)) === place);
  if (!negative.length) return null;
  return el("section", "field negative", {},
    el("h3", "field-name", {}, context.t("What the sources say against it, or do not say")),
    negative.map((one) => statementBlock(context, one)));
}
