// One claim check on a sheet: the claim in its own words, the verdicts, sliders for what is assumed, and all the arithmetic.
import { quoteAddress, publishedText, safeAddress } from "./citation.js";
import { arithmeticText, checkValueText, conditionText, firmnessText, inputKindText, shownText, untestedReason, verdictText } from "./checktext.js";
import { checkValues, checkVerdicts } from "./checksum.js";
import { el, outLink } from "./dom.js";

const CHECK_TITLE_ID = "atlas-check";
const SLIDER_STEPS = 200;

// Opens the sheet of a check in the map's root. `told` is the document that the check is of.
export function openCheck(root, context, told, check) {
  const { t } = context;
  const own = {};
  const verdicts = el("ul", "check-verdicts", { aria: { live: "polite" } });
  const steps = el("tbody");
  const show = () => {
    const values = checkValues(check, own);
    verdicts.replaceChildren(...verdictLines(t, check, values, checkVerdicts(check, own)));
    steps.replaceChildren(...check.steps.map((step) => row(step.what, arithmeticText(step, check, values), checkValueText(values[step.id], step.unit))));
  };
  const dialog = el("dialog", "question takealong check-sheet", {
    aria: { labelledby: CHECK_TITLE_ID },
    on: {
      keydown: (event) => event.key === "Escape" && event.stopPropagation(), // the details stay open
      close: () => dialog.remove(),
      click: ({ target }) => { if (target === dialog) dialog.close(); },
    },
  },
  el("header", "takealong-head", {}, el("h2", "question-title", { id: CHECK_TITLE_ID }, check.title),
    el("button", "details-close", { type: "button", aria: { label: t("Close") }, on: { click: () => dialog.close() } }, "×")),
  claimFigure(t, told, check),
  part(t("Verdicts"), verdicts, check.note && el("p", "takealong-note", {}, check.note)),
  slidersPart(t, check, own, show),
  check.steps.length > 0 && part(t("Arithmetic"), table(t("Arithmetic"), [t("Step"), t("Sum"), t("Value")], steps)),
  part(t("Figures and where they are from"), inputsTable(t, told, check)));
  show();
  root.append(dialog);
  dialog.showModal();
  return dialog;
}

function part(title, ...children) {
  return el("section", "takealong-part", {}, el("h3", "", {}, title), children);
}

function claimFigure(t, told, { claim, says }) {
  const source = told.sources[claim.source];
  const address = safeAddress(source.url);
  return el("figure", "quote quote-quoted", {},
    el("blockquote", "", { lang: source.language ?? "" }, `“${claim.quote}”`),
    el("figcaption", "", {}, el("span", "quote-publisher", {}, source.name), ", ", el("cite", "", { lang: source.language ?? "" }, source.title), ", ", publishedText(t, source),
      address && el("span", "quote-tools", {}, outLink(quoteAddress(address, claim.quote), t("Open at the quote")))),
    el("p", "quote-note", {}, `${says.subject}. ${says.measure}: ${says.value}.`));
}

function verdictLines(t, check, values, verdicts) {
  return check.rules.map((rule, place) => {
    const verdict = verdicts[place];
    const notes = [
      untestedReason(rule, verdict, check, values), ...shownText(rule, check, values), ...rule.conditions.map((one) => conditionText(t, one, check, values)),
      firmnessText(t, verdict, check), rule.note,
    ].filter(Boolean);
    return el("li", `check-verdict is-${verdict.result}`, {},
      el("p", "check-rule", {}, el("span", "", {}, `${rule.measure}: ${rule.baseline}`), el("b", "check-result", {}, verdictText(t, verdict.result))),
      notes.map((note) => el("p", "takealong-note", {}, note)));
  });
}

// A slider for each assumption that may be moved; null where there is none.
function slidersPart(t, check, own, show) {
  const movable = check.inputs.filter((one) => one.low !== null);
  if (!movable.length) return null;
  const sliders = movable.map((one) => slider(one, (value) => { own[one.id] = value; show(); }));
  const back = el("button", "plain", { type: "button", on: { click: () => sliders.forEach(({ reset }) => reset()) } }, t("Back to the figures given"));
  return part(t("Assumptions"), sliders.map(({ element }) => element), back);
}

function slider({ what, unit, value, low, high }, onValue) {
  const reading = el("output", "check-reading", {});
  const range = el("input", "check-range", { type: "range", min: low, max: high, step: (high - low) / SLIDER_STEPS, aria: { label: what }, on: { input: () => take(Number(range.value)) } });
  const take = (now) => {
    tell(now);
    onValue(now);
  };
  const tell = (now) => {
    reading.textContent = checkValueText(now, unit);
    range.setAttribute("aria-valuetext", reading.textContent);
  };
  range.value = value;
  tell(value);
  return {
    element: el("label", "check-slider", {}, el("span", "", {}, what), range, reading),
    reset() {
      range.value = value;
      take(value);
    },
  };
}

function inputsTable(t, told, check) {
  const rows = check.inputs.map((one) => {
    const span = one.low === null ? "" : ` (${checkValueText(one.low, "")}–${checkValueText(one.high, "")})`;
    return row(one.what, checkValueText(one.value, one.unit) + span, [el("b", "", {}, inputKindText(t, one.kind)), origin(t, told, one)]);
  });
  return table(t("Figures and where they are from"), [t("Figure"), t("Value"), t("From")], el("tbody", "", {}, rows));
}

// Where a figure is from: our way or record, the editor's reason, the sources, or why there is none.
function origin(t, told, one) {
  const texts = [one.from, one.note, one.why].filter(Boolean).map((text) => el("span", "check-origin", {}, text));
  const sources = one.sources.map((id) => {
    const source = told.sources[id];
    const address = safeAddress(source.url);
    const name = `${source.name}, ${source.title}, ${publishedText(t, source)}`;
    return el("span", "check-origin", {}, outLink(address && quoteAddress(address, one.quote), name));
  });
  return [texts, sources];
}

function table(label, heads, body) {
  return el("div", "check-scroll", { tabIndex: 0, role: "region", aria: { label } }, el("table", "check-table", {}, el("thead", "", {}, el("tr", "", {}, heads.map((head) => el("th", "", { scope: "col" }, head)))), body));
}

function row(name, ...cells) {
  return el("tr", "", {}, el("th", "", { scope: "row" }, name), cells.map((cell) => el("td", "", {}, cell)));
}
