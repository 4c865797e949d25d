// The way of a leg: how far, how long and on which assumptions, through which straits and countries, and over which borders.
import { daysOf, daysOfPart } from "./assumed.js";
import { safeAddress } from "./citation.js";
import { outcomeText } from "./closebox.js";
import { outLink, el } from "./dom.js";
import { daysText, lengthText } from "./measures.js";
import { countryName, placeName } from "./naming.js";
import { numberText } from "./words.js";

const SHOWN_SCHEMATIC_KM = 0.5;
const LEAST_SHARE = 0.1; // per cent

// The block of a leg's path: elements, or null of a leg that has none. Context: {t, index, assumptions, select, terms}.
export function pathBlock(context, leg) {
  const { t, index } = context;
  const { path, fate } = leg;
  if (!path) return null;
  const days = daysOf(path.parts, context.assumptions) ?? path.days;
  const rows = [
    [t("Length"), [lengthText(t, path.km, path.nmi), leg.basis === "routed" ? null : t("of the line as drawn")]],
    days && [t("Time"), [daysText(t, days), daysNote(context, path)]],
    path.passages.length && [t("Passes"), path.passages.map((slug) => index.atlas.passages?.[slug]?.name ?? slug).join(" · ")],
    path.countries.length && [t("Countries"), path.countries.map(([code, km]) => t("{country} {km} km", { country: countryName(code), km: numberText(Math.round(km)) })).join(" · ")],
    path.crossings.length && [t("Borders"), path.crossings.map((one) => crossingText(context, one)).join(" · ")],
    path.gauge_breaks.length && [t("Gauge breaks"), path.gauge_breaks.map((one) => t("{from} / {to} mm", { from: one.from, to: one.to })).join(" · ")],
    path.schematic_km > SHOWN_SCHEMATIC_KM && leg.basis === "routed" && [t("Schematic"), schematicText(t, path)],
    path.proposed_km > 0 && [t("Not built"), t("{km} km of lines that do not exist yet", { km: numberText(Math.round(path.proposed_km)) })],
  ].filter(Boolean);
  return el("section", "field field-path", {}, el("h3", "field-name", {}, t("The way on the map")),
    fate && el("p", `path-fate is-${fate.state}`, {}, t("With what is closed: {outcome}", { outcome: outcomeText(t, fate, context.assumptions) })),
    path.no_route && el("p", "details-note", {}, t("No way over our network: {reason}.", { reason: path.no_route })),
    el("dl", "path-facts", {}, rows.map(([name, value]) => [el("dt", "", {}, name), el("dd", "", {}, value)])),
    days && partsBlock(context, path), path.osm && licenceNote(index.atlas));
}

function schematicText(t, path) {
  const [km, share] = [numberText(Math.round(path.schematic_km)), (100 * path.schematic_km) / path.km];
  return share < LEAST_SHARE
    ? t("{km} km (under {share} %) that no network supplied", { km, share: numberText(LEAST_SHARE) })
    : t("{km} km ({share} %) that no network supplied", { km, share: numberText(Number(share.toFixed(1))) });
}

// km and days of a whole route, under its name; null where they are not known.
export function routeSum({ t, assumptions }, path) {
  if (!path) return null;
  const days = daysOf(path.parts, assumptions) ?? path.days;
  return t("{sum} on the assumed path", { sum: [lengthText(t, path.km), days && daysText(t, days)].filter(Boolean).join(", ") });
}

function daysNote({ t, assumptions }, path) {
  if (!path.parts?.length) return null;
  const own = path.parts.some(([id]) => assumptions.isOwn(id));
  return el("small", "path-note", {}, own ? t("on your own figures") : t("worked out from the assumptions below"));
}

// What the days are made of, each with its figures, which can be changed here.
function partsBlock(context, path) {
  const { t, assumptions } = context;
  const parts = (path.parts ?? []).filter(([id]) => assumptions.of(id).what);
  if (!parts.length) return null;
  return el("details", "path-parts", {}, el("summary", "", {}, t("What the time is made of")),
    el("ul", "", {}, parts.map(([id, amount]) => partLine(context, assumptions.of(id), amount))),
    el("p", "details-note", {}, t("These figures are assumptions, the same for every leg. Change them, and all times follow, for as long as this page is open.")),
    assumptions.isChanged() && el("button", "solid", { type: "button", on: { click: () => context.assume(null) } }, t("Back to the figures given")));
}

function partLine({ t, assume, assumptions }, one, amount) {
  const [least, most] = daysOfPart(one, amount);
  const box = (end, label) => el("input", "part-figure", {
    type: "number", min: "0.1", step: "any", value: String(one[end]), aria: { label },
    on: { change: (event) => { const value = Number(event.target.value); if (value > 0) assume(one.id, { ...one, [end]: value }); else event.target.value = String(one[end]); } },
  });
  return el("li", `path-part${assumptions.isOwn(one.id) ? " is-own" : ""}`, {},
    el("span", "part-what", {}, one.what, el("small", "", {}, one.unit === "km/h" ? lengthText(t, amount) : t("{n} times", { n: numberText(amount) }))),
    el("span", "part-figures", {}, box("low", t("{what}: least", { what: one.what })), "–", box("high", t("{what}: most", { what: one.what })), ` ${one.unit === "km/h" ? t("km/h") : t("hours")}`),
    el("span", "part-days", {}, daysText(t, [least, most])),
    el("small", "part-reason", {}, one.reason));
}

function crossingText({ t, index }, crossing) {
  const between = t("{from} to {to}", { from: countryName(crossing.from), to: countryName(crossing.to) });
  return crossing.id ? `${placeName(index.atlas, crossing.id)} (${between})` : between;
}

function licenceNote(atlas) {
  const notice = (atlas.notices ?? [])[0];
  return notice ? el("p", "details-note path-licence", {}, outLink(safeAddress(notice.url), notice.text)) : null;
}
