// What the list says of legs, corridors and places: the columns of its three tables.
import { daysOf } from "./assumed.js";
import { closeControls, isolated } from "./bidi.js";
import { el } from "./dom.js";
import { bitOf, NOT_STATED, seriesOf } from "./evidence.js";
import { statusOn } from "./fold.js";
import { CARGOES, MODES, STATUSES } from "./link.js";
import { daysText, lengthText, nauticalText } from "./measures.js";
import { itemTitle, placeName, placeOf } from "./naming.js";
import { sinceText, statusWords } from "./statusblock.js";
import { raised } from "./words.js";

// A column whose cell is the text it is sorted by.
function textColumn(key, title, text, more = {}) {
  return { key, title, value: text, cell: text, ...more };
}

function numberColumn(key, title, number) {
  return { key, title, value: number, cell: (context, row) => String(number(context, row)), numeric: true };
}

function evidenceColumn(t, stateOf) {
  const words = { quoted: t("quoted"), referenced: t("referenced"), editor: t("editor’s own") };
  return textColumn("evidence", t("Evidence"), (context, row) => words[stateOf(context, row)] ?? "");
}

// Legs, and the places of corridors that no leg ends at, as border crossings are. A row is an item of the index.
export function legColumns(t) {
  const ends = (item) => (item.kind === "stop" ? [item.at, null] : [item.leg.from, item.leg.to]);
  const nameOf = ({ index }, at) => (at === null ? "" : placeName(index.atlas, at));
  return [
    textColumn("from", t("From, or place"), (context, item) => nameOf(context, ends(item)[0])),
    {
      ...textColumn("to", t("To"), (context, item) => nameOf(context, ends(item)[1])),
      cell: (context, item) => [nameOf(context, ends(item)[1]), item.oneWay.some((one) => context.fold.sourceOn[one.source]) && el("small", "", {}, t("one way"))],
    },
    {
      ...textColumn("corridor", t("Corridor"), ({ index }, item) => index.corridors[item.corridor].corridor.short),
      cell: ({ index }, item) => corridorName(index.corridors[item.corridor].corridor),
    },
    {
      ...textColumn("mode", t("Mode"), (context, item) => (item.kind === "leg" ? vocabulary(context, "mode", MODES, stateOf(context, item).modes) : "")),
      cell: modeCell,
    },
    {
      key: "status", title: t("Status"), value: (context, item) => STATUSES.indexOf(stateOf(context, item).lead),
      cell: (context, item) => statusCell(context, item.status, item.kind === "leg" || item.status.length > 0),
    },
    {
      key: "since", title: t("Since"), value: (context, item) => latestStart(context, item.status),
      cell: (context, item) => sinceCell(context, item.status),
    },
    textColumn("cargo", t("Cargo"), (context, item) => vocabulary(context, "cargo", CARGOES, stateOf(context, item).cargo & ~bitOf(CARGOES, "not-stated"))),
    textColumn("operator", t("Operator"), (context, item) => operatorNames(context, (item.leg ?? item.stop).operator)),
    textColumn("basis", t("Line"), (context, item) => basisCell(t, item)),
    {
      key: "length", title: t("Length"), numeric: true, value: (context, item) => item.leg?.path?.km ?? null,
      cell: (context, item) => lengthCell(t, item.leg?.path),
    },
    {
      key: "time", title: t("Time"), numeric: true, value: (context, item) => timeOf(context, item)?.[0] ?? null,
      cell: (context, item) => timeCell(context, item),
    },
    evidenceColumn(t, (context, item) => stateOf(context, item).stated),
    numberColumn("sources", t("Sources"), (context, item) => sourcesOf(context, [item]).size),
  ];
}

// Corridors with a leg or place on the map. A row is a corridor's entry in the index.
export function corridorColumns(t) {
  const visible = ({ fold }, entry) => entry.items.filter((item) => fold.states[item.number].visible);
  return [
    { ...textColumn("corridor", t("Corridor"), (context, { corridor }) => corridor.short), cell: (context, { corridor }) => corridorName(corridor) },
    textColumn("kind", t("Kind"), ({ terms }, { corridor }) => terms("oneCorridor", corridor.kind)),
    numberColumn("shown", t("On the map"), (context, entry) => visible(context, entry).length),
    numberColumn("all", t("Legs and places"), (context, entry) => entry.items.length),
    textColumn("mode", t("Modes"), (context, entry) => vocabulary(context, "mode", MODES, visible(context, entry).reduce((mask, item) => mask | (item.kind === "leg" ? stateOf(context, item).modes : 0), 0))),
    {
      key: "status", title: t("Status"), value: (context, entry) => statusTexts(context, corridorSeries(context, entry)).join("; "),
      cell: (context, entry) => statusCell(context, corridorSeries(context, entry), false),
    },
    textColumn("operator", t("Operators and others named"), (context, { corridor }) => operatorNames(context, corridor.operator)),
    numberColumn("sources", t("Sources"), (context, entry) => sourcesOf(context, visible(context, entry), [...entry.corridor.statements, ...entry.corridor.status, ...entry.corridor.operator]).size),
  ];
}

// Places and areas that something on the map starts, ends or stops at. A row is a node of the fold.
export function placeColumns(t) {
  const place = ({ index }, node) => placeOf(index.atlas, node.id) ?? {};
  return [
    textColumn("place", t("Place"), ({ index }, node) => placeName(index.atlas, node.id)),
    textColumn("kind", t("Kind"), (context, node) => context.terms("node", place(context, node).kind ?? "")),
    textColumn("country", t("Country"), (context, node) => place(context, node).country ?? (place(context, node).countries ?? []).join(", ")),
    textColumn("locode", t("UN/LOCODE"), (context, node) => place(context, node).locode ?? ""),
    textColumn("corridors", t("Corridors"), ({ index }, node) => [...node.corridors].map((number) => isolated(index.corridors[number].corridor.short)).join(" · ")),
    numberColumn("legs", t("Legs"), ({ index }, node) => node.items.filter((number) => index.items[number].kind === "leg").length),
    textColumn("signs", t("Signs"), (context, node) => [node.gauge && t("break of gauge"), node.dead && t("closed")].filter(Boolean).join(" · ")),
    evidenceColumn(t, (context, node) => node.stated),
  ];
}

// A leg's or lone stop's name in a list of all, with its corridor.
export function itemLabel({ index }, item) {
  return `${itemTitle(index.atlas, item)}, ${index.corridors[item.corridor].corridor.short}`;
}

function stateOf({ fold }, item) {
  return fold.states[item.number];
}

function corridorName(corridor) {
  const swatch = el("i", "swatch", { aria: { hidden: "true" } });
  swatch.style.setProperty("--swatch", corridor.colour);
  return el("span", "table-corridor", {}, swatch, corridor.short);
}

function vocabulary({ terms }, kind, words, mask) {
  return words.filter((word) => mask & bitOf(words, word)).map((word) => terms(kind, word)).join(", ");
}

function modeCell(context, item) {
  if (item.kind !== "leg") return "";
  const { modes } = stateOf(context, item);
  return modes === bitOf(MODES, NOT_STATED) ? el("span", "table-none", {}, context.t("not stated")) : vocabulary(context, "mode", MODES, modes);
}

function corridorSeries({ index }, { corridor }) {
  return seriesOf(index.read(corridor.status));
}

// The series that say something on the day: [{now, first}], `first` the claim that stands for the series' scope.
function seriesNow({ fold }, allSeries) {
  return allSeries.map((series) => ({ now: statusOn(series, fold.sourceOn, fold.day), first: series[0] })).filter(({ now }) => now);
}

function statusTexts(context, allSeries) {
  return seriesNow(context, allSeries).map(({ now }) => statusWords(context, now));
}

// What each series says on the day; `expected` says whether it is worth a word that there is none.
function statusCell(context, allSeries, expected) {
  const lines = seriesNow(context, allSeries);
  if (!lines.length) return expected ? el("span", "table-none", {}, context.t("not stated")) : "";
  return lines.map(({ now, first: { claim } }) => el("span", "table-line", {}, raised(statusWords(context, now)),
    el("small", "", {}, [claim.service, claim.vehicles, claim.direction, claim.side].filter(Boolean).map(closeControls).join(", "))));
}

function sinceCell(context, allSeries) {
  return seriesNow(context, allSeries).map(({ now }) => el("span", "table-line", {}, sinceText(context, now.claims[0])));
}

function latestStart(context, allSeries) {
  const starts = seriesNow(context, allSeries).map(({ now }) => now.since).filter((day) => day !== null);
  return starts.length ? Math.max(...starts) : null;
}

function operatorNames({ index, fold }, ids) {
  const names = index.read(ids).filter((one) => fold.sourceOn[one.source]).map((one) => (Object.hasOwn(index.atlas.actors, one.value) ? index.atlas.actors[one.value].name : one.value));
  return [...new Set(names)].map(isolated).join(", ");
}

function basisCell(t, item) {
  if (item.kind === "stop") return t("a place");
  return {
    schematic: t("schematic"), arc: t("arc: path not published"), none: t("told in words"), routed: t("assumed path"),
    stated: t("stated"), unknown: t("way not known"),
  }[item.leg.basis] ?? item.leg.basis;
}

// km of the way on the map, with nautical miles at sea.
function lengthCell(t, path) {
  if (!path) return "";
  return [lengthText(t, path.km), (path.nmi ?? null) !== null && el("small", "", {}, nauticalText(t, path.nmi))];
}

// [low, high] days of a leg's way by the reader's figures, or null.
function timeOf({ assumptions }, item) {
  const path = item.leg?.path;
  return path ? (daysOf(path.parts, assumptions) ?? path.days ?? null) : null;
}

function timeCell(context, item) {
  const days = timeOf(context, item);
  return days ? daysText(context.t, days) : "";
}

// The numbers of the sources, of those that are on, that say anything of these items, and of claims by their ids.
function sourcesOf({ index, fold }, items, ids = []) {
  const told = new Set(index.read(ids).map((one) => one.source));
  for (const item of items) {
    for (const one of [...item.stated, ...item.mode, ...item.cargo, ...item.oneWay, ...item.status.flat()]) told.add(one.source);
    const thing = item.leg ?? item.stop;
    for (const one of index.read([...thing.operator, ...thing.statements])) told.add(one.source);
  }
  return new Set([...told].filter((source) => fold.sourceOn[source]));
}
