// The grade on the Admiralty scale, of the whole proposal or of one stop or leg.
import { el } from "../dom.js";
import { gradeText, gradeWords } from "../grading.js";
import { labelled, menu, plain } from "./parts.js";

const UNGRADED = { source: "F", information: 6 };

export function gradeBlock(page) {
  const { t, draft } = page;
  return el("section", "field review-grade", {}, el("h3", "field-name", {}, t("Grade")),
    page.canMend ? gradeMenus(page, draft.grade, { key: "grade", inherited: UNGRADED, onSet: (change) => page.mend((now) => [{ edit: "set-grade", grade: change(now.grade) }]) })
      : el("p", "", {}, gradeText(t, codeOf(draft.grade ?? UNGRADED))),
    page.canMend && (draft.grade ? plain(t("Leave it ungraded"), () => page.mend([{ edit: "set-grade", grade: null }]), { key: "grade-none" })
      : el("p", "review-note", {}, t("Not graded yet: until a person has, it counts as F6."))));
}

// A stop's or leg's own grade, folded away: as a rule it has that of the whole. `of` is stop or leg.
export function ownGrade(page, { of, thing, about }) {
  const { t, draft } = page;
  const key = `${of}/${thing.key}-grade`;
  const whole = draft.grade ?? UNGRADED;
  if (!page.canMend) return thing.grade && el("p", "review-note", {}, gradeText(t, codeOf(thing.grade)));
  const set = (make) => page.mend((now) => now[`${of}s`].filter((one) => one.key === thing.key).map((one) => ({ edit: "set-grade", of, key: one.key, grade: make(one.grade) })));
  const title = thing.grade ? t("Grade of its own: {grade}", { grade: codeOf(thing.grade) }) : t("Grade: as the whole, {grade}", { grade: codeOf(whole) });
  return page.folded(key, title, () => [
    gradeMenus(page, thing.grade, { key, about, inherited: whole, onSet: set }),
    thing.grade && plain(t("As the whole"), () => set(() => null), { key: `${key}-none`, label: t("As the whole: {about}", { about }) }),
  ]);
}

// Two menus; `onSet` gets a function from the grade as it is to the one that it becomes.
function gradeMenus(page, grade, { key, about = null, inherited, onSet }) {
  const { t } = page;
  const words = gradeWords(t);
  const now = grade ?? inherited;
  const pairs = (scale) => Object.entries(scale).map(([value, text]) => [value, `${value} – ${text}`]);
  const set = (patch) => onSet((old) => ({ ...(old ?? inherited), ...patch }));
  return [
    labelled(t("The source is"), menu(pairs(words.source), now.source, (source) => set({ source }), { key: `${key}-source`, label: about && t("The source is: {about}", { about }) })),
    labelled(t("What it says is"), menu(pairs(words.information), String(now.information), (information) => set({ information: Number(information) }), { key: `${key}-information`, label: about && t("What it says is: {about}", { about }) })),
  ];
}

function codeOf({ source, information }) {
  return `${source}${information}`;
}
