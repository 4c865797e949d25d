// How a claim came through review: its grade on the Admiralty scale, what proposed it, who mended and accepted it.
import { el } from "./dom.js";
import { dayOf, dayText } from "./when.js";

// The words of the scale are those of NATO's AJP-2.1 (STANAG 2511).
export function gradeWords(t) {
  return {
    source: { A: t("completely reliable"), B: t("usually reliable"), C: t("fairly reliable"), D: t("not usually reliable"), E: t("unreliable"), F: t("cannot be judged") },
    information: { 1: t("confirmed by other sources"), 2: t("probably true"), 3: t("possibly true"), 4: t("doubtful"), 5: t("improbable"), 6: t("cannot be judged") },
  };
}

// A grade such as B2 with its words.
export function gradeText(t, grade) {
  const { source, information } = gradeWords(t);
  const [letter, number] = grade;
  return t("{grade} – the source: {source}; what it says: {information}", { grade, source: source[letter] ?? letter, information: information[number] ?? number });
}

// What made a proposal, in words: `by` is extraction, llm or import, `what` its version or model or file.
export function originWords(t, by, what) {
  switch (by) {
    case "extraction": return t("Proposed by the extractor {version}", { version: what });
    case "llm": return t("Proposed by a language model: {detail}", { detail: what });
    case "import": return t("Drawn line imported: {detail}", { detail: what });
    default: return t("Proposed by {origin}", { origin: [by, what].filter(Boolean).join(" ") });
  }
}

// The lines under the quote of a claim that came through review; null of any other.
export function reviewBlock({ t }, { grade, origin, review }) {
  if (!grade && !origin && !review) return null;
  const lines = [grade && t("Grade {grade}", { grade: gradeText(t, grade) }), origin && originWords(t, ...originParts(origin)), review && mendLine(t, review, origin), review && acceptLine(t, review)];
  return el("ul", "quote-review", {}, lines.filter(Boolean).map((line) => el("li", "", { dir: "auto" }, line)));
}

// "extraction 0.1.0" as its two parts.
function originParts(origin) {
  const [by, ...rest] = origin.split(" ");
  return [by, rest.join(" ")];
}

function mendLine(t, { mended_by: who, machine_value: proposed }, origin) {
  if (!who) return null;
  if (proposed) return t("Mended by {who}; the machine had proposed: {proposed}", { who, proposed });
  return origin ? t("These words were given in review by {who}", { who }) : t("Added in review by {who}", { who });
}

function acceptLine(t, { accepted_by: who, accepted_at: at }) {
  const day = dayOf(String(at).slice(0, 10));
  return day === null ? t("Accepted by {who}", { who }) : t("Accepted by {who}, {date}", { who, date: dayText(t, day) });
}
