// The legend: only what is in sight on the map.
import { NOT_KNOWN, NOT_STATED, bitOf } from "./evidence.js";
import { el, svg } from "./dom.js";
import { styleOf } from "./linestyle.js";
import { MODES } from "./link.js";
import { drawSign } from "./signs.js";
import { raised } from "./words.js";

const SAMPLE_PX = 34;

// Fills `list` with the modes, statuses and kinds of place that are in sight. `inSight` says of an item or a place
// id whether it is.
export function fillLegend(list, { index, fold, palette, t, terms }, inSight) {
  const modes = new Set();
  const leads = new Set();
  const others = new Set();
  for (const item of index.items) {
    const state = fold.states[item.number];
    if (item.kind !== "leg" || !item.leg.line || !state.visible || !inSight.item(item.number)) continue;
    if (item.leg.basis === "arc") others.add("arc");
    else for (const mode of MODES) if (state.modes & bitOf(MODES, mode)) modes.add(mode);
    if (state.lead !== NOT_STATED) leads.add(state.lead);
    if (item.oneWay.some((one) => fold.sourceOn[one.source])) others.add("one-way");
  }
  const places = [...fold.nodes.values()].filter((node) => inSight.node(node.id));
  const kinds = [...new Set(places.map((node) => index.atlas.nodes[node.id]?.kind).filter(Boolean))].sort();
  const special = { gauge: places.some((node) => node.gauge), dead: places.some((node) => node.dead), editor: places.some((node) => node.stated === "editor") };
  const key = JSON.stringify([[...modes].sort(), [...leads].sort(), [...others].sort(), kinds, special, palette.key]);
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  const line = (state, basis, text) => el("li", "", {}, lineSample(state, basis, palette), text);
  const lines = [
    ...MODES.filter((mode) => modes.has(mode)).map((mode) =>
      line({ lead: "operating", modes: bitOf(MODES, mode) }, "routed", raised(terms("mode", mode)))),
    others.has("arc") && line({ lead: NOT_STATED, modes: bitOf(MODES, NOT_STATED) }, "arc", t("Flow, path not published")),
    ...["announced", "constrained", "closed", NOT_KNOWN].filter((lead) => [...leads].some((one) => likeness(one) === lead)).map((lead) =>
      line({ lead, modes: bitOf(MODES, "rail") }, "routed", likenessText(t, lead))),
    others.has("one-way") && el("li", "", {}, el("span", "legend-sign", { aria: { hidden: "true" } }, "▸"), t("One way only")),
  ];
  const sign = (kind, options, text) => el("li", "", {}, signSample(kind, options, palette), text);
  const open = list.querySelector("details")?.open ?? false;
  const marks = [
    ...kinds.map((kind) => sign(kind, { filled: true }, raised(terms("node", kind)))),
    special.gauge && sign("city", { filled: true, gauge: true }, t("Break of gauge")),
    special.dead && sign("border-crossing", { filled: true, dead: true }, t("Closed")),
    special.editor && sign("city", { filled: false }, t("Hollow: the editors’ own")),
  ].filter(Boolean);
  list.replaceChildren(el("ul", "", {}, lines), ...(marks.length ? [el("details", "legend-places", { open },
    el("summary", "", {}, t("Places")), el("ul", "", {}, marks))] : []));
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

function lineSample(state, basis, palette) {
  const style = styleOf({ leg: { basis } }, state, { colour: palette.ink }, palette);
  const stroke = (colour, width) => svg("line", {
    x1: 0, x2: SAMPLE_PX, y1: 6, y2: 6, stroke: colour, "stroke-width": width, "stroke-dasharray": style.dash.join(" "), "stroke-linecap": style.cap,
  });
  const sample = svg("svg", { width: SAMPLE_PX, height: 12, "aria-hidden": "true" }, stroke(style.colour, style.width));
  if (style.hollow) sample.append(stroke(palette.casing, style.width * 0.45));
  if (style.cross) sample.append(svg("path", { d: "M14 3 L20 9 M14 9 L20 3", stroke: palette.ink, "stroke-width": 1.6, fill: "none" }));
  return sample;
}

function signSample(kind, options, palette) {
  const canvas = el("canvas", "legend-sign", { width: 2 * SAMPLE_PX, height: 36, aria: { hidden: "true" } });
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  drawSign(context, kind, SAMPLE_PX / 2, 9, { ...options, ink: palette.ink, paper: palette.casing });
  return canvas;
}
