// The arithmetic of a claim check: its values, and a verdict for each rule. Pure; twin of checking/evaluate.py,
// held to it by tests/data/check_vectors.json. A check is in the form of docs/claim-checks.md.

const DIVIDING = new Set(["quotient", "percent", "percent-less"]);
const STEP_OPS = {
  sum: (one, other) => one + other,
  difference: (one, other) => one - other,
  product: (one, other) => one * other,
  quotient: (one, other) => one / other,
  percent: (part, whole) => (100 * part) / whole,
  "percent-less": (part, whole) => 100 - (100 * part) / whole,
  least: (one, other) => (one <= other ? one : other),
  greatest: (one, other) => (one >= other ? one : other),
};

// {id: value} of inputs and steps, with a reader's own figures ({id: value}); null where there is none.
export function checkValues(check, own = {}) {
  const values = { ...Object.fromEntries(check.inputs.map((one) => [one.id, one.value])), ...own };
  for (const step of check.steps) values[step.id] = stepValue(step, values);
  return values;
}

// The verdict of each rule: {result: consistent, inconsistent or untested; settled: whether no end of the assumptions'
// ranges turns it; hinges: the ids of those that turn it alone}.
export function checkVerdicts(check, own = {}) {
  return check.rules.map((rule) => judge(check, rule, own));
}

// The ids of inputs and steps that a rule rests on, or shows.
export function neededBy(check, rule) {
  const sides = rule.conditions.flatMap((one) => [one.left, one.right]);
  const wanted = new Set([...sides, ...rule.shown].filter((side) => typeof side === "string"));
  for (const step of [...check.steps].reverse()) {
    if (wanted.has(step.id)) step.of.forEach((term) => typeof term === "string" && wanted.add(term));
  }
  return wanted;
}

function judge(check, rule, own) {
  const result = ruleResult(rule, checkValues(check, own));
  if (result === "untested") return { result, settled: true, hinges: [] };
  const needed = neededBy(check, rule);
  const moved = check.inputs.filter((one) => one.low !== null && needed.has(one.id));
  const turns = (others) => ruleResult(rule, checkValues(check, { ...own, ...others })) !== result;
  const hinges = moved.filter(({ id, low, high }) => turns({ [id]: low }) || turns({ [id]: high })).map(({ id }) => id);
  return { result, settled: !corners(moved).some(turns), hinges };
}

function corners(moved) {
  return moved.reduce((found, { id, low, high }) => found.flatMap((one) => [{ ...one, [id]: low }, { ...one, [id]: high }]), [{}]);
}

function ruleResult(rule, values) {
  if (rule.untested !== null) return "untested";
  const found = rule.conditions.map((one) => holds(one, values));
  if (found.includes(null)) return "untested";
  return found.every(Boolean) ? "consistent" : "inconsistent";
}

function holds(condition, values) {
  const [left, right] = [condition.left, condition.right].map((term) => termValue(term, values));
  if (left === null || right === null) return null;
  return condition.is === "at-most" ? left <= right : left >= right;
}

function stepValue(step, values) {
  const terms = step.of.map((term) => termValue(term, values));
  if (terms.includes(null) || (DIVIDING.has(step.op) && terms.slice(1).includes(0))) return null;
  return terms.reduce(STEP_OPS[step.op]);
}

function termValue(term, values) {
  return typeof term === "string" ? (values[term] ?? null) : term;
}
