// The grade on the Admiralty scale: who says it and what is said, graded apart.
import { el } from "../dom.js";
import { labelled, menu, plain } from "./parts.js";

const UNGRADED = { source: "F", information: 6 };

// The words of the scale are those of NATO's AJP-2.1 (STANAG 2511).
export function gradeWords(t) {
  return {
    source: { A: t("completely reliable"), B: t("usually reliable"), C: t("fairly reliable"), D: t("not usually reliable"), E: t("unreliable"), F: t("cannot be judged") },
    information: { 1: t("confirmed by other sources"), 2: t("probably true"), 3: t("possibly true"), 4: t("doubtful"), 5: t("improbable"), 6: t("cannot be judged") },
  };
}

export function gradeBlock(page) {
  const { t, draft } = page;
  const words = gradeWords(t);
  const now = draft.grade ?? UNGRADED;
  const pairs = (scale) => Object.entries(scale).map(([value, text]) => [value, `${value} – ${text}`]);
  const set = (patch) => page.mend(({ grade }) => [{ edit: "set-grade", grade: { ...(grade ?? UNGRADED), ...patch } }]);
  const shown = (name, value, scale) => (page.canMend ? null : el("p", "", {}, `${name}: ${value} – ${scale[value]}`));
  return el("section", "field review-grade", {}, el("h3", "field-name", {}, t("Grade")),
    page.canMend ? [
      labelled(t("The source is"), menu(pairs(words.source), now.source, (source) => set({ source }), { key: "grade-source" })),
      labelled(t("What it says is"), menu(pairs(words.information), String(now.information), (information) => set({ information: Number(information) }), { key: "grade-information" })),
      draft.grade ? plain(t("Leave it ungraded"), () => page.mend([{ edit: "set-grade", grade: null }]), { key: "grade-none" })
        : el("p", "review-note", {}, t("Not graded yet: until a person has, it counts as F6.")),
    ] : [shown(t("The source is"), now.source, words.source), shown(t("What it says is"), now.information, words.information)]);
}
