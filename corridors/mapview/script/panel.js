// The details of what is selected: a corridor, a leg, a place, an actor. Everything shown is a claim, or says what it is.
import { closeControls } from "./bidi.js";
import { el } from "./dom.js";
import { strongest } from "./fold.js";
import { actorDetails } from "./actor.js";
import { checksBlock } from "./checks.js";
import { itemTitle, otherNames, placeName, placeOf } from "./naming.js";
import { pathBlock, routeSum } from "./pathblock.js";
import { corridorLink, counted, head, itemButton, silentNote } from "./panelparts.js";
import { fieldBlock, foldedQuotes, negativeBlock, topicBlocks } from "./quotes.js";
import { statusBlock } from "./statusblock.js";
import { seriesOf } from "./evidence.js";
import { raised } from "./words.js";

// The panel's content for a selection, or null if nothing is selected. Context: {t, terms, index, fold, select}.
export function detailsOf(context, selection) {
  const { index } = context;
  if (selection.item !== null && index.items[selection.item].kind === "leg") return legDetails(context, index.items[selection.item]);
  if (selection.node) return placeDetails(context, selection.node);
  if (selection.actor) return actorDetails(context, selection.actor);
  return selection.corridor === null ? null : corridorDetails(context, index.corridors[selection.corridor]);
}

function corridorDetails(context, entry) {
  const { t, terms, index } = context;
  const { corridor } = entry;
  const statements = counted(context, [...corridor.statements, ...(corridor.routes ?? []).flatMap((route) => route.statements ?? [])]);
  return [
    head(context, {
      kicker: terms("oneCorridor", corridor.kind), title: corridor.name,
      under: corridor.aliases?.length ? t("Also: {names}", { names: corridor.aliases.map(closeControls).join(" · ") }) : null,
    }),
    negativeBlock(context, statements),
    statusBlock(context, seriesOf(index.read(corridor.status))),
    operatorBlock(context, counted(context, corridor.operator)),
    checksBlock(context, [corridor.id]),
    routeBlock(context, entry),
    topicBlocks(context, statements),
    silentNote(context, [...corridor.statements, ...corridor.status, ...corridor.operator]),
  ];
}

function routeBlock(context, entry) {
  const { t, index } = context;
  const { corridor } = entry;
  const items = new Map(entry.items.map((item) => [item.kind === "leg" ? item.leg.id : item.at, item]));
  const routed = new Set((corridor.routes ?? []).flatMap((route) => route.legs));
  const lists = (corridor.routes ?? []).map((route) => [route.name, route.legs.map((id) => items.get(id)).filter(Boolean), routeSum(context, route.path)]);
  const rest = entry.items.filter((item) => item.kind === "stop" || !routed.has(item.leg.id));
  if (rest.length) lists.push([lists.length ? t("Other legs") : rest[0].kind === "stop" ? t("Places") : t("Legs"), rest]);
  return lists.map(([name, list, sum]) => el("section", "field", {}, el("h3", "field-name", {}, name),
    sum && el("p", "route-sum", {}, sum),
    el("ol", "leg-list", {}, list.map((item) => el("li", "", {}, itemButton(context, item, itemTitle(index.atlas, item)))))));
}

function legDetails(context, item) {
  const { t, terms, index, fold } = context;
  const { leg } = item;
  const { corridor } = index.corridors[item.corridor];
  const on = (claims) => claims.filter((one) => fold.sourceOn[one.source]);
  const statements = counted(context, leg.statements);
  const negative = [...statements, ...counted(context, corridor.statements)];
  const oneWay = on(item.oneWay);
  return [
    head(context, { kicker: corridorLink(context, corridor), title: itemTitle(index.atlas, item), under: basisText(context, leg) }),
    el("ul", "flags", {}, legFlags(context, item)),
    negativeBlock(context, negative),
    stopsBlock(context, item),
    pathBlock(context, leg),
    checksBlock(context, [item.id]),
    fieldBlock(context, t("Mode"), on(item.mode), (value) => raised(terms("mode", value)), { none: t("No source that is on states a mode.") }),
    statusBlock(context, item.status, { none: t("No source that is on states a status.") }),
    fieldBlock(context, t("Cargo"), on(item.cargo), (value) => raised(terms("cargo", value)), { differ: false }),
    operatorBlock(context, counted(context, leg.operator)),
    fieldBlock(context, t("One way"), oneWay, () => t("Cargo is said to move this way only: {way}", { way: itemTitle(index.atlas, item).replace(" – ", " → ") })),
    fieldBlock(context, t("That there is such a leg"), on(item.stated).map((one) => ({ ...one, value: t("Stated") })), (value) => value),
    topicBlocks(context, statements),
    silentNote(context, [...leg.stated, ...leg.mode, ...leg.status, ...leg.cargo, ...leg.operator, ...leg.statements]),
  ];
}

function basisText({ t }, { basis }) {
  switch (basis) {
    case "schematic": return t("Schematic: great-circle pieces through the named places, not the way taken.");
    case "arc": return t("A plain arc from origin to destination: nobody published the path, so no distance, time or countries are given.");
    case "none": return t("Not drawn: an end is an area, told in words, and never made a point.");
    case "routed": return t("On the assumed path: our network’s shortest way between stated ends.");
    case "unknown": return t("Not drawn: the way is not known.");
    default: return null;
  }
}

function legFlags({ t, fold }, item) {
  const state = fold.states[item.number];
  return [
    state.stated === "editor" && el("li", "flag flag-editor", {}, t("After an editor’s own claim: no source that is on states this leg.")),
    state.stated === "referenced" && el("li", "flag", {}, t("After a reference: the text of its source is not held here.")),
    state.stated === null && el("li", "flag flag-off", {}, t("Not on the map: every source that states it is switched off.")),
    state.ahead && el("li", "flag flag-off", {}, t("Not yet on the map on this day: its earliest dated status comes later.")),
    state.stated !== null && !state.ahead && !state.visible && el("li", "flag flag-off", {}, t("Not on the map: the filters hide it.")),
  ];
}

function stopsBlock(context, item) {
  const { t, index } = context;
  const { stops } = index.corridors[item.corridor];
  const ends = [item.leg.from, item.leg.to].map((at) => ({ at, stated: stops.get(at)?.stated ?? [] }));
  const chain = [ends[0], ...item.via, ends[1]];
  return el("section", "field", {}, el("h3", "field-name", {}, t("Stops")),
    el("ol", "stops", {}, chain.map((stop) => stopLine(context, stop, item.via.includes(stop)))));
}

function stopLine(context, stop, passed) {
  const { t, terms, index, fold, select } = context;
  const { atlas } = index;
  const place = placeOf(atlas, stop.at);
  const kind = strongest(stop.stated, fold.sourceOn);
  const claims = stop.stated.filter((one) => fold.sourceOn[one.source]);
  const area = Object.hasOwn(atlas.areas, stop.at);
  return el("li", `stop${kind === "editor" ? " is-editor" : ""}`, {},
    el("button", "stop-name", { type: "button", on: { click: () => select(`${area ? "area" : "node"}/${stop.at}`) } }, placeName(atlas, stop.at)),
    el("small", "", {}, [place && terms("node", place.kind), passed && t("passed"), area && t("an area, no point"),
      kind === "editor" && t("editor’s own"), kind === null && t("its sources are switched off")].filter(Boolean).join(" · ")),
    claims.length > 0 && el("details", "more-quotes", {}, el("summary", "plain", {}, t("Evidence")), foldedQuotes(context, claims)));
}

function operatorBlock(context, claims) {
  const { t, index } = context;
  const actors = new Set(claims.map((one) => one.value).filter((id) => Object.hasOwn(index.atlas.actors, id)));
  const show = (value, group) => {
    const actor = Object.hasOwn(index.atlas.actors, value) ? index.atlas.actors[value] : { name: value, names: [] };
    const roles = [...new Set(group.map((one) => one.claim.role).filter(Boolean))].map(closeControls).join(", ");
    const names = otherNames(actor, index.read).filter((name) => name.claims.some((one) => context.fold.sourceOn[one.source]));
    const name = actors.has(value) ? el("button", "actor-name", { type: "button", on: { click: () => context.select(`actor/${value}`) } }, actor.name) : actor.name;
    return [name, roles && el("span", "since", {}, roles),
      names.length > 0 && el("span", "other-names", {}, t("Also called: "),
        names.map((name, place) => [place ? " · " : "", el("span", "", { lang: name.language }, name.text)]))];
  };
  const block = fieldBlock(context, t("Operators and others named"), claims, show, { differ: false });
  return [block, [...actors].map((id) => actorBlock(context, index.atlas.actors[id]))];
}

// What is said of an actor itself: its listings and roles; what speaks against it is never folded away.
function actorBlock(context, actor) {
  const statements = counted(context, actor.statements);
  const rest = statements.filter((one) => one.claim.field !== "negative");
  if (!statements.length) return null;
  return [negativeBlock(context, statements), rest.length > 0 && el("details", "more-quotes", {},
    el("summary", "plain", {}, context.t("What is said of {name}: {n}", { name: actor.name, n: rest.length })), topicBlocks(context, rest))];
}

function placeDetails(context, id) {
  const { t, terms, index, fold } = context;
  const { atlas } = index;
  const place = placeOf(atlas, id);
  if (!place) return [head(context, { title: id })];
  const names = place.names && !Array.isArray(place.names) ? Object.entries(place.names).filter(([, text]) => text !== place.name) : [];
  const statements = counted(context, place.statements);
  const stops = index.corridors.filter((entry) => entry.stops.has(id)).map((entry) => ({ entry, stop: entry.stops.get(id) }));
  const items = index.items.filter((item) => item.at === id || item.leg?.from === id || item.leg?.to === id || item.via.some((via) => via.at === id));
  const stopStatements = counted(context, stops.flatMap(({ stop }) => stop.stop.statements));
  return [
    head(context, {
      kicker: raised([terms("node", place.kind), place.country, place.locode].filter(Boolean).join(" · ")), title: placeName(atlas, id),
      under: names.length ? names.map(([language, text], at) => [at ? " · " : "", el("span", "", { lang: language }, text)]) : null,
    }),
    place.at ? el("p", "details-note", {}, t("Position true to about {km} km.", { km: place.precision_km })) : el("p", "details-note", {}, t("An area: shown in words and by its shape, never as a point.")),
    place.note && el("p", "details-note", {}, place.note),
    negativeBlock(context, [...statements, ...stopStatements]),
    stops.map(({ entry, stop }) => [
      statusBlock(context, stop.status),
      fieldBlock(context, t("Gauge break"), stop.gauge.filter((one) => fold.sourceOn[one.source]), (value) => `${value}\u2009mm`),
      operatorBlock(context, counted(context, stop.stop.operator)),
      fieldBlock(context, t("Stop of {corridor}", { corridor: entry.corridor.short }),
        stop.stated.filter((one) => fold.sourceOn[one.source]).map((one) => ({ ...one, value: t("Stated") })), (value) => value),
    ]),
    el("section", "field", {}, el("h3", "field-name", {}, t("Legs here")),
      el("ol", "leg-list", {}, items.map((item) => el("li", "", {}, itemButton(context, item, `${index.corridors[item.corridor].corridor.short}: ${itemTitle(atlas, item)}`))))),
    topicBlocks(context, [...statements, ...stopStatements]),
    place.located && fieldBlock(context, t("Who puts it there"), counted(context, [place.located]).map((one) => ({ ...one, value: t("Position") })), (value) => value),
  ];
}
