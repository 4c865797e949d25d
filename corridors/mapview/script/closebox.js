// The section “What if it closes”: what is closed, what more may be, and what that does to every corridor.
import { daysOf } from "./assumed.js";
import { CLOSABLE, closable, outcomes } from "./closing.js";
import { el } from "./dom.js";
import { daysMoreText, kmMoreText } from "./measures.js";
import { countryName, itemTitle, placeName } from "./naming.js";

const LISTED = 60;

// {element, show(view, {answer, index, assumptions})}; `change(patch)` is called with the list of what is closed, `select(id)`
// with a leg's id. Where nobody can answer (`canClose`) it is only there to open again what a link closes.
export function makeCloseBox({ t, index, change, select, canClose }) {
  const { atlas } = index;
  const choices = closable(atlas, { country: countryName, place: (id) => placeName(atlas, id) });
  const known = new Map(Object.values(choices).flat().map(({ close, name }) => [close, name]));
  let closed = [];
  const heads = {
    passage: t("Straits, canals, sea routes"), border: t("Borders, all crossings"), crossing: t("Border crossings"),
    country: t("Countries"), place: t("Ports and terminals"),
  };
  const choice = el("select", "close-choice", {
    aria: { label: t("Close a passage, border, country or place") },
    on: { change: () => { if (choice.value) change({ close: [...closed, choice.value] }); choice.value = ""; } },
  }, el("option", "", { value: "" }, t("Close …")),
  CLOSABLE.filter((kind) => choices[kind].length).map((kind) => {
    const group = el("optgroup", "", {}, choices[kind].map(({ close, name }) => el("option", "", { value: close }, name)));
    group.label = heads[kind];
    return group;
  }));
  const chips = el("ul", "close-chips");
  const result = el("div", "close-result", { aria: { live: "polite" } });
  const element = el("details", "section section-closures", { open: false },
    el("summary", "section-head", {}, el("h2", "", {}, t("What if it closes")), el("span", "section-state")),
    el("div", "section-body", {},
      el("p", "section-note", {}, t("Close something, and every leg looks for another way over our network.")), choice, chips, result));

  function show(view, { answer, index: shown, assumptions }) {
    closed = view.close;
    element.hidden = !canClose && !closed.length;
    choice.hidden = !canClose;
    element.querySelector(".section-state").textContent = closed.length ? t("{n} closed", { n: closed.length }) : "";
    if (closed.length) element.open = true;
    for (const option of choice.querySelectorAll("option")) option.disabled = closed.includes(option.value);
    chips.replaceChildren(...closed.map((close) => chip(close, answer)));
    result.replaceChildren(...(closed.length && answer ? resultOf({ t, atlas, index: shown, select, assumptions }, answer) : []));
  }

  function chip(close, answer) {
    const name = known.get(close) ?? answer?.closed.find((one) => one.close === close)?.name ?? close;
    return el("li", "chip", {}, el("span", "", {}, name), el("button", "chip-off", {
      type: "button", aria: { label: t("Open {name} again", { name }) }, on: { click: () => change({ close: closed.filter((one) => one !== close) }) },
    }, "×"));
  }

  return { element, show };
}

function resultOf({ t, atlas, index, select, assumptions }, answer) {
  const { legs, lost, rerouted } = outcomes(answer);
  const unknown = answer.unknown.map((one) => el("p", "close-unknown", {}, t("“{what}” cannot be closed: {why}.", { what: one.close, why: one.why })));
  if (!legs.length) return [...unknown, el("p", "close-sum", {}, t("No leg of any corridor runs there."))];
  const sum = el("p", "close-sum", {}, [
    lost && (lost === 1 ? t("1 leg has no way left") : t("{n} legs have no way left", { n: lost })),
    rerouted && (rerouted === 1 ? t("1 leg is rerouted") : t("{n} legs are rerouted", { n: rerouted })),
  ].filter(Boolean).join(", "), ".");
  return [...unknown, sum, ...corridorLists({ t, atlas, index, select, assumptions, answer }, legs)];
}

function corridorLists({ t, atlas, index, select, assumptions, answer }, legs) {
  const shown = legs.slice(0, LISTED);
  const lists = index.corridors.map((entry) => [entry.corridor, shown.filter((leg) => index.byId.get(leg.id)?.corridor === entry.number)])
    .filter(([, own]) => own.length).map(([corridor, own]) => el("section", "close-corridor", {},
      el("h3", "group-head", {}, corridor.short, el("small", "row-small", {}, corridorText(t, answer.corridors[corridor.id]))),
      el("ul", "close-legs", {}, own.map((leg) => el("li", "", {}, el("button", `leg-button is-${leg.state}`, { type: "button", on: { click: () => select(leg.id) } },
        itemTitle(atlas, index.byId.get(leg.id)), el("small", "", {}, outcomeText(t, index.byId.get(leg.id).leg.fate ?? leg, assumptions))))))));
  const rest = legs.length - shown.length;
  return rest > 0 ? [...lists, el("p", "section-note", {}, t("and {n} more legs", { n: rest }))] : lists;
}

function corridorText(t, fate) {
  if (!fate || fate.state === "unchanged") return "";
  return [
    fate.no_way > 0 && t("{n} without a way", { n: fate.no_way }),
    fate.rerouted > 0 && kmMoreText(t, fate.km_more),
  ].filter(Boolean).join(" · ");
}

// What a closure does to one leg, in a few words; its time on the reader's own figures, where there are any.
export function outcomeText(t, fate, assumptions) {
  if (fate.state === "no-way") return t("no way left: {reason}", { reason: fate.reason });
  const more = daysMoreOf(fate, assumptions);
  return [kmMoreText(t, fate.km_more), more && daysMoreText(t, more)].filter(Boolean).join(", ");
}

function daysMoreOf(fate, assumptions) {
  const [before, after] = [fate.parts_before, fate.parts].map((parts) => daysOf(parts, assumptions));
  return before && after ? after.map((days, end) => days - before[end]) : fate.days_more;
}
