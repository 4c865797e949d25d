// A claim check in words and figures: verdicts, values with their units, the arithmetic of a step. Twin of checking/telling.py.
import { isoOf } from "./when.js";
import { numberText } from "./words.js";

const WHOLE_FROM = 200;
const STEP_SIGNS = { sum: " + ", difference: " − ", product: " × ", quotient: " ÷ " };

export function verdictText(t, result) {
  return { consistent: t("consistent"), inconsistent: t("inconsistent"), untested: t("cannot be tested") }[result];
}

export function inputKindText(t, kind) {
  return { measured: t("measured"), recorded: t("recorded"), assumed: t("assumed") }[kind];
}

// A value with its unit; a date as 2025-12-04.
export function checkValueText(value, unit) {
  if (value === null || value === undefined) return "–";
  if (unit === "date") return isoOf(value);
  const places = Math.abs(value) < 1 ? 2 : 1;
  const rounded = value >= WHOLE_FROM ? Math.round(value) : Number(value.toFixed(places));
  return `${numberText(rounded)} ${unit}`.trim();
}

// The sum of a step as figures.
export function arithmeticText(step, check, values) {
  const units = new Map([...check.inputs, ...check.steps].map((one) => [one.id, one.unit]));
  const terms = step.of.map((term) => (typeof term === "string" ? checkValueText(values[term], units.get(term)) : numberText(term)));
  if (step.op === "percent") return `100 × ${terms[0]} ÷ ${terms[1]}`;
  if (step.op === "percent-less") return `100 − 100 × ${terms[0]} ÷ ${terms[1]}`;
  return Object.hasOwn(STEP_SIGNS, step.op) ? terms.join(STEP_SIGNS[step.op]) : `${step.op}: ${terms.join(", ")}`;
}

// A comparison with its figures.
export function conditionText(t, condition, check, values) {
  const named = new Map([...check.inputs, ...check.steps].map((one) => [one.id, one]));
  const left = named.get(condition.left);
  const isNamed = typeof condition.right === "string";
  const limit = isNamed ? values[condition.right] : condition.right;
  const unit = isNamed ? named.get(condition.right).unit : left.unit;
  const told = { what: left.what, value: checkValueText(values[left.id], left.unit), limit: checkValueText(limit, unit) };
  return condition.is === "at-most" ? t("{what}: {value}; it takes at most {limit}", told) : t("{what}: {value}; it takes at least {limit}", told);
}

// Figures that are shown although nothing can be tested.
export function shownText(rule, check, values) {
  return check.steps.filter((step) => rule.shown.includes(step.id)).map((step) => `${step.what}: ${checkValueText(values[step.id], step.unit)}`);
}

// Whether the assumptions could turn a verdict; null where nothing is tested.
export function firmnessText(t, verdict, check) {
  if (verdict.result === "untested") return null;
  if (verdict.settled) return t("Holds for every value of the assumptions in their ranges.");
  if (!verdict.hinges.length) return t("Turns with several assumptions together.");
  const names = new Map(check.inputs.map((one) => [one.id, one.what]));
  return t("Turns with: {list}.", { list: verdict.hinges.map((id) => names.get(id)).join("; ") });
}

// Why nothing can be tested: the rule's own reason, or what could not be measured.
export function untestedReason(rule, verdict, check, values) {
  if (verdict.result !== "untested" || rule.untested !== null) return rule.untested;
  const lacking = check.inputs.filter((one) => one.why && values[one.id] === null).map((one) => one.why);
  return [...new Set(lacking)].join("; ");
}
