// The legend: only what is in sight on the map, in the colours that lines have now.
import { OTHER } from "./colours.js";
import { NOT_KNOWN, NOT_STATED, bitOf } from "./evidence.js";
import { el, svg } from "./dom.js";
import { modeOf, styleOf } from "./linestyle.js";
import { COLOUR_WAYS, MODES, STATUSES } from "./link.js";
import { PROJECTIONS } from "./planes.js";
import { drawSign } from "./signs.js";
import { raised } from "./words.js";

const SAMPLE_PX = 34;
const MOST_COLOURS = 40; // beyond so many nobody looks a colour up: the panel names them all
const LIKENESSES = ["announced", "constrained", "closed", NOT_KNOWN];

// {element, show(view)}: what a line's colour says, and on which plane the map is drawn; `change` is called with the part
// of the view that is chosen. They stand in the head of the key.
export function makeLooks(t, key, change) {
  const choose = (name, words, names) => el("select", "frame-choice", { on: { change: ({ target }) => change({ [name]: target.value }) } },
    words.map((word) => el("option", "", { value: word }, names[word])));
  const by = choose("by", COLOUR_WAYS, { corridor: t("corridor"), source: t("source"), mode: t("mode"), status: t("status") });
  const proj = choose("proj", PROJECTIONS, { mercator: t("Mercator"), arctic: t("Arctic"), eurasia: t("Eurasia, true areas") });
  key.firstChild.after(el("div", "legend-looks", {},
    el("label", "legend-colours", {}, t("Colour by"), by), el("label", "legend-plane", {}, t("Projection"), proj)));
  return {
    show(view) {
      by.value = view.by ?? COLOUR_WAYS[0];
      proj.value = view.proj ?? PROJECTIONS[0];
    },
  };
}

// Fills `list` with the colours, modes, statuses and kinds of place that are in sight. `inSight` says of an item or a
// place id whether it is. Gives whether there is anything.
export function fillLegend(list, context, inSight) {
  const seen = gatherSeen(context, inSight);
  const { palette, colouring } = context;
  const key = JSON.stringify([colouring.by, [...seen.colours], [...seen.modes].sort(), [...seen.leads].sort(), [...seen.others].sort(), seen.told, seen.kinds, seen.special, palette.key]);
  const isAny = seen.colours.size + seen.kinds.length > 0;
  if (list.dataset.key === key) return isAny;
  list.dataset.key = key;
  const open = new Set([...list.querySelectorAll("details[open]")].map((one) => one.className));
  if (!seen.colours.size) open.add("legend-places"); // then it is all there is
  const { t } = context;
  list.replaceChildren(...[
    colouring.by === "source" && el("ul", "legend-list-colours", {}, colourLines(context, seen)),
    el("div", "legend-lines", {},
      group(t("Mode"), modeLines(context, seen)), group(t("Status"), statusLines(context, seen)), group(t("Line"), otherLines(context, seen))),
    el("div", "legend-more", {},
      folded("legend-corridors", t("Corridors"), colouring.by === "corridor" ? colourLines(context, seen) : [], open),
      folded("legend-places", t("Places"), signLines(context, seen), open)),
  ].filter(Boolean));
  return isAny;
}

function group(title, lines) {
  const shown = lines.filter(Boolean);
  return shown.length > 0 && el("div", "legend-group", { role: "group", aria: { label: title } },
    el("p", "legend-head", { aria: { hidden: "true" } }, title), el("ul", "", {}, shown));
}

function folded(className, title, lines, open) {
  return lines.length > 0 && el("details", className, { open: open.has(className) }, el("summary", "", {}, title), el("ul", "", {}, lines));
}

function gatherSeen({ index, fold, colouring }, inSight) {
  const seen = { colours: new Map(), modes: new Map(), leads: new Map(), others: new Set(), told: 0 };
  for (const item of index.items) {
    const state = fold.states[item.number];
    if (item.kind !== "leg" || !state.visible) continue;
    if (!item.leg.line) seen.told += 1; // it has no place of its own: it counts wherever one looks
    if (!item.leg.line || !inSight.item(item.number)) continue;
    const { key, colour } = colouring.of(item, state, fold);
    seen.colours.set(key, colour);
    if (item.leg.basis === "arc") seen.others.add("arc");
    else seen.modes.set(modeOf(state), colour);
    if (item.leg.basis === "schematic") seen.others.add("schematic");
    if (item.leg.basis === "routed") seen.others.add("routed");
    if (state.lead !== NOT_STATED) seen.leads.set(state.lead, colour);
    if (state.stated === "editor") seen.others.add("editor");
    if (item.oneWay.some((one) => fold.sourceOn[one.source])) seen.others.add("one-way");
  }
  const places = [...fold.nodes.values()].filter((node) => inSight.node(node.id));
  seen.kinds = [...new Set(places.map((node) => index.atlas.nodes[node.id]?.kind).filter(Boolean))].sort();
  seen.special = { gauge: places.some((node) => node.gauge), dead: places.some((node) => node.dead), editor: places.some((node) => node.stated === "editor") };
  return seen;
}

function colourLines(context, { colours }) {
  const { t, index, palette } = context;
  const names = new Map([
    ...index.corridors.map(({ corridor }) => [corridor.id, corridor.short]),
    ...index.atlas.publishers.map(({ id, name }) => [id, name]), [OTHER, t("other sources")],
  ]);
  const shown = [...names].filter(([key]) => colours.has(key));
  const entries = shown.slice(0, MOST_COLOURS).map(([key, name]) =>
    lineEntry({ lead: "operating", modes: bitOf(MODES, "rail") }, "routed", colours.get(key), palette, name));
  const more = shown.length - entries.length;
  return more > 0 ? [...entries, el("li", "legend-rest", {}, t("and {n} more", { n: more }))] : entries;
}

// Modes are drawn as they are on the map: schematic where all lines in sight are.
function modeLines({ terms, palette, colouring }, { modes, others }) {
  const basis = others.has("routed") ? "routed" : "schematic";
  return MODES.filter((mode) => modes.has(mode)).map((mode) =>
    lineEntry({ lead: "operating", modes: bitOf(MODES, mode) }, basis, colouring.by === "mode" ? modes.get(mode) : palette.ink, palette, raised(terms("mode", mode))));
}

function statusLines({ t, terms, palette, colouring }, { leads }) {
  const entry = (lead, colour, text) => lineEntry({ lead, modes: bitOf(MODES, "rail") }, "routed", colour, palette, text);
  if (colouring.by === "status") return STATUSES.filter((lead) => leads.has(lead)).map((lead) => entry(lead, leads.get(lead), raised(terms("status", lead))));
  return LIKENESSES.filter((lead) => [...leads.keys()].some((one) => likeness(one) === lead)).map((lead) => entry(lead, palette.ink, likenessText(t, lead)));
}

function otherLines({ t, palette }, { others, told }) {
  const rail = bitOf(MODES, "rail");
  const plain = (sign, text) => el("li", "", {}, el("span", "legend-sign", { aria: { hidden: "true" } }, sign), text);
  return [
    others.has("routed") && others.has("schematic") && lineEntry({ lead: "operating", modes: rail }, "routed", palette.ink, palette, t("On the assumed path")),
    others.has("arc") && lineEntry({ lead: NOT_STATED, modes: bitOf(MODES, NOT_STATED) }, "arc", palette.ink, palette, t("Flow, path not published")),
    others.has("schematic") && lineEntry({ lead: "operating", modes: rail }, "schematic", palette.ink, palette, t("Fine gaps: schematic")),
    others.has("editor") && lineEntry({ lead: "operating", modes: rail, stated: "editor" }, "schematic", palette.ink, palette, t("Paler: editors only")),
    others.has("one-way") && plain("▸", t("One way only")),
    told > 0 && plain("“…”", told === 1 ? t("1 leg told in words, not drawn") : t("{n} legs told in words, not drawn", { n: told })),
  ];
}

function signLines({ t, terms, palette }, { kinds, special }) {
  const sign = (kind, options, text) => el("li", "", {}, signSample(kind, options, palette), text);
  return [
    ...kinds.map((kind) => sign(kind, { filled: true }, raised(terms("node", kind)))),
    special.gauge && sign("city", { filled: true, gauge: true }, t("Break of gauge")),
    special.dead && sign("border-crossing", { filled: true, dead: true }, t("Closed")),
    special.editor && sign("city", { filled: false }, t("Hollow: the editors’ own")),
  ].filter(Boolean);
}

function likeness(lead) {
  if (lead === "proposed") return "announced";
  if (lead === "suspended" || lead === "abandoned") return "closed";
  return lead === "trial" ? "constrained" : lead;
}

function likenessText(t, lead) {
  return {
    announced: t("Announced or proposed"), constrained: t("Trial or constrained"),
    closed: t("Suspended, closed, abandoned"), [NOT_KNOWN]: t("Not known on this day"),
  }[lead];
}

function lineEntry(state, basis, colour, palette, text) {
  const style = styleOf({ leg: { basis } }, state, colour, palette);
  const stroke = (paint, width, dash) => svg("line", {
    x1: 0, x2: SAMPLE_PX, y1: 6, y2: 6, stroke: paint, "stroke-width": width, "stroke-dasharray": dash.join(" "), "stroke-linecap": style.cap,
  });
  const sample = svg("svg", { width: SAMPLE_PX, height: 12, "aria-hidden": "true" }, stroke(style.colour, style.width, style.dash));
  if (style.hollow) sample.append(stroke(palette.casing, style.width * 0.45, []));
  if (style.cross) sample.append(svg("path", { d: "M14 3 L20 9 M14 9 L20 3", stroke: palette.ink, "stroke-width": 1.6, fill: "none" }));
  return el("li", "", {}, sample, text);
}

function signSample(kind, options, palette) {
  const canvas = el("canvas", "legend-sign", { width: 2 * SAMPLE_PX, height: 36, aria: { hidden: "true" } });
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  drawSign(context, kind, SAMPLE_PX / 2, 9, { ...options, ink: palette.ink, paper: palette.casing, quiet: palette.dead });
  return canvas;
}
