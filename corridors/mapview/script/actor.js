// The details of an actor: what it is called and by whom, what is said of it, and the corridors and legs that name it.
import { closeControls } from "./bidi.js";
import { checksBlock } from "./checks.js";
import { el } from "./dom.js";
import { itemTitle, otherNames, placeName } from "./naming.js";
import { corridorLink, counted, head, itemButton, silentNote } from "./panelparts.js";
import { fieldBlock, foldedQuotes, negativeBlock, topicBlocks } from "./quotes.js";
import { raised } from "./words.js";

// Where sources that are on name an actor as operator or otherwise: [{entry (a corridor's), item (a leg or lone stop) or null,
// at (a stop that legs end at) or null, claims}], in the atlas's order.
export function namingsOf(index, id, fold) {
  const found = [];
  const add = (entry, ids, more) => {
    const claims = index.read(ids).filter((one) => one.value === id && fold.sourceOn[one.source]);
    if (claims.length) found.push({ entry, item: null, at: null, claims, ...more });
  };
  for (const entry of index.corridors) {
    add(entry, entry.corridor.operator, {});
    for (const item of entry.items) if (item.kind === "leg") add(entry, item.leg.operator, { item });
    for (const [at, { stop }] of entry.stops) {
      const item = entry.items.find((one) => one.at === at) ?? null;
      add(entry, stop.operator, { item, at: item ? null : at });
    }
  }
  return found;
}

// The panel's content for an actor. Context: {t, terms, index, fold, select}.
export function actorDetails(context, id) {
  const { t, terms, index } = context;
  const actor = index.atlas.actors[id];
  const names = counted(context, actor.names);
  const statements = counted(context, actor.statements);
  const others = otherNames(actor, () => names);
  return [
    head(context, {
      kicker: raised([terms("actor", actor.kind), actor.country].filter(Boolean).join(" · ")), title: actor.name,
      under: others.length ? [t("Also called: "), others.map((name, place) => [place ? " · " : "", el("span", "", { lang: name.language, dir: "auto" }, name.text)])] : null,
    }),
    negativeBlock(context, statements),
    namedBlock(context, id),
    checksBlock(context, [`actor/${id}`]),
    fieldBlock(context, t("Names, and who uses them"), names, (value, group) => el("span", "", { lang: group[0].claim.language ?? "", dir: "auto" }, value), { differ: false }),
    topicBlocks(context, statements),
    silentNote(context, [...actor.names, ...actor.statements]),
  ];
}

function namedBlock(context, id) {
  const { t, index, fold } = context;
  const told = namingsOf(index, id, fold);
  return el("section", "field named-in", {}, el("h3", "field-name", {}, t("Named in")),
    told.length ? null : el("p", "field-none", {}, t("No source that is on names it in a corridor.")),
    el("ol", "leg-list", {}, told.map((naming) => el("li", "", {}, namingHead(context, naming),
      el("details", "more-quotes", {}, el("summary", "plain", {}, t("Evidence")), foldedQuotes(context, naming.claims))))));
}

function namingHead(context, { entry, item, at, claims }) {
  const { t, index, select } = context;
  const roles = [...new Set(claims.map((one) => one.claim.role).filter(Boolean))].map(closeControls).join(", ");
  const role = roles && el("span", "since", {}, roles);
  if (item) return [itemButton(context, item, `${entry.corridor.short}: ${itemTitle(index.atlas, item)}`), role];
  if (at === null) return [corridorLink(context, entry.corridor), role];
  const stop = `${entry.corridor.id}/${at}`;
  return [el("button", "leg-button", { type: "button", on: { click: () => select(stop) } }, t("{corridor}: the stop {place}", { corridor: entry.corridor.short, place: placeName(index.atlas, at) })), role];
}
