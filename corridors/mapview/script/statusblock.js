// Statuses with their dates: what holds on the day, in each series, and what held before or after.
import { el } from "./dom.js";
import { statusOn } from "./fold.js";
import { quoteBlock } from "./quotes.js";
import { dayText, whenText } from "./when.js";
import { raised } from "./words.js";

// The section of a thing's status series; null if it has none and `none` is not given.
export function statusBlock(context, allSeries, { none = null } = {}) {
  const { t, fold } = context;
  const counting = allSeries.map((series) => series.filter((one) => fold.sourceOn[one.source])).filter((series) => series.length);
  if (!counting.length && !none) return null;
  return el("section", "field", {},
    el("h3", "field-name", {}, t("Status on {date}", { date: dayText(t, fold.day) })),
    counting.length ? counting.map((series) => seriesBlock(context, series)) : el("p", "field-none", {}, none));
}

// What a series says on the day, in a few words: for the panel's heads, tooltips and lists.
export function statusWords(context, now) {
  const { t, terms } = context;
  if (!now) return t("nothing in force on this day");
  if (!now.known) return t("not known since {date}", { date: dayText(t, now.until) });
  return [...new Set(now.claims.map((one) => terms("status", one.value)))].join(" / ");
}

function seriesBlock(context, series) {
  const { t, fold } = context;
  const now = statusOn(series, fold.sourceOn, fold.day);
  const current = now ? now.claims : [];
  const scope = scopeText(context, series[0].claim);
  const differs = new Set(current.map((one) => one.value)).size > 1;
  const past = series.filter((one) => !current.includes(one));
  return el("div", `series${now && !now.known ? " is-unknown" : ""}`, {},
    scope && el("p", "series-scope", {}, scope),
    el("p", "value", {}, raised(statusWords(context, now)),
      now && now.known && el("span", "since", {}, sinceText(context, current[0])),
      differs && el("span", "field-differ", {}, t("sources differ"))),
    now && !now.known && el("p", "field-none", {}, t("Last stated: {status}.", { status: statusWords(context, { ...now, known: true }) })),
    el("div", differs ? "field-values is-differing" : "field-values", {}, current.map((one) => el("div", "field-value", {},
      differs && el("p", "value", {}, raised(context.terms("status", one.value))), quoteBlock(context, one)))),
    past.length > 0 && el("details", "more-quotes", {}, el("summary", "plain", {}, t("Earlier and later: {n}", { n: past.length })),
      past.map((one) => el("div", "field-value", {},
        el("p", "value", {}, raised(context.terms("status", one.value)), el("span", "since", {}, sinceText(context, one))),
        quoteBlock(context, one)))));
}

// Since when a status claim holds, or on which day it was reported, and until when.
export function sinceText({ t, index }, one) {
  const { claim } = one;
  const until = claim.until ? t(" until {date}", { date: whenText(t, claim.until) }) : "";
  if (one.dated) return t("since {date}", { date: whenText(t, claim.date) }) + until;
  const { published } = index.sources[one.source];
  return (published ? t("reported on {date}", { date: whenText(t, published) }) : t("on no stated date")) + until;
}

function scopeText({ t }, claim) {
  return [
    claim.service && t("Service: {what}", { what: claim.service }),
    claim.vehicles && t("Vehicles: {what}", { what: claim.vehicles }),
    claim.direction && t("Direction: {what}", { what: claim.direction }),
    claim.side && t("Closed or opened by: {country}", { country: claim.side }),
  ].filter(Boolean).join(" · ");
}
