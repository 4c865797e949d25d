// Claims with a figure in them that were held against the atlas: listed in the details of what they speak of, opened on a sheet.
import { openCheck } from "./checksheet.js";
import { checkVerdicts } from "./checksum.js";
import { verdictText } from "./checktext.js";
import { el } from "./dom.js";

const loadedChecks = new WeakMap(); // by the function that asks for them: the document of an atlas's checks
const judged = new WeakMap(); // by check: its verdicts with the figures of the document

// The block of checks that speak of any of these ids (a corridor, a leg, actor/…); it fills itself once the checks have come,
// which are asked for when the browser has nothing better to do. Null where the host has none.
export function checksBlock(context, ids) {
  const ask = context.checks;
  if (!ask) return null;
  const element = el("section", "field checks", { hidden: true });
  const fill = () => fillBlock(element, context, loadedChecks.get(ask), ids);
  if (loadedChecks.has(ask)) fill();
  else whenIdle(() => ask().then((told) => { loadedChecks.set(ask, told); fill(); }, () => {})); // without them the details stand as they are
  return element;
}

function fillBlock(element, context, told, ids) {
  const { t } = context;
  const found = told.checks.filter((check) => isHeard(context, check) && check.about.some((id) => ids.includes(id)));
  if (!found.length) return;
  element.hidden = false;
  element.replaceChildren(el("h3", "field-name", {}, t("Claims checked")),
    el("ul", "check-list", {}, found.map((check) => el("li", "", {}, el("button", "leg-button", {
      type: "button", on: { click: () => openCheck(element.closest(".atlas"), context, told, check) },
    }, check.title, el("small", "", {}, sumText(t, check)))))));
}

// Whether the source of a check's claim is on.
function isHeard({ index, fold }, check) {
  const source = index.sources.findIndex(({ id }) => id === check.claim.source);
  return source >= 0 && fold.sourceOn[source];
}

// How often each verdict is given: 3 consistent, 2 inconsistent. Worked out once: the details are drawn anew at every toggle.
function sumText(t, check) {
  if (!judged.has(check)) judged.set(check, checkVerdicts(check));
  const verdicts = judged.get(check);
  const counts = ["consistent", "inconsistent", "untested"].map((result) => [result, verdicts.filter((one) => one.result === result).length]);
  return counts.filter(([, n]) => n).map(([result, n]) => t("{n} {verdict}", { n, verdict: verdictText(t, result) })).join(", ");
}

function whenIdle(task) {
  if (window.requestIdleCallback) window.requestIdleCallback(task, { timeout: 2000 });
  else setTimeout(task, 200);
}
