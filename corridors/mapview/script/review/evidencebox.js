// What a field rests on: its words, or that it is the editor's own, or that nobody has given any yet.
import { el } from "../dom.js";
import { freshId, line, plain, sendText } from "./parts.js";

// One evidence (or null) under `key`; `label` says what the words are to say. `onChange(evidence or null)`. `near` is
// evidence that may be taken over with one click; where `isAsked` is false, the field may do without.
export function evidenceBox(page, evidence, { key, label, onChange, near = null, isAsked = true }) {
  const { t } = page;
  if (evidence) return el("div", "review-evidence", {}, shownEvidence(page, evidence), page.canMend && el("span", "quote-tools", {},
    plain(t("Mark other words"), () => markWords(page, label, onChange), { key: `${key}-other`, label: t("Mark other words: {label}", { label }) }),
    plain(t("Take away"), () => onChange(null), { key: `${key}-away`, label: t("Take away the words: {label}", { label }) })));
  return el("div", `review-evidence${isAsked ? " is-missing" : ""}`, {}, isAsked && el("p", "review-asks", {}, t("No words given yet.")),
    page.canMend && givers(page, { key, label, onGive: onChange, near }));
}

// A list of evidence: each with its tools, and ways to give more. `onChange` gets a function from the list as it is to the
// one that it becomes.
export function evidenceList(page, stated, { key, label, onChange }) {
  const { t } = page;
  return el("div", "review-evidence-list", {},
    stated.map((one, at) => el("div", "review-evidence", {}, shownEvidence(page, one), page.canMend && el("span", "quote-tools", {},
      plain(t("Take away"), () => onChange((now) => now.filter((other, place) => place !== at)), { key: `${key}-away-${at}`, label: t("Take away the words: {label}", { label }) })))),
    !stated.length && el("p", "review-asks", {}, t("No words given yet.")),
    page.canMend && givers(page, { key, label, more: stated.length > 0, onGive: (one) => onChange((now) => [...now, one]) }));
}

// The words, or the reason, as they will stand on the map.
export function shownEvidence(page, evidence) {
  const { t } = page;
  if (evidence.editor) return el("p", "quote quote-editor", {}, el("b", "", {}, t("Editor’s own claim. ")), evidence.reason, el("small", "", {}, ` (${evidence.editor})`));
  if (evidence.reference) return el("p", "quote quote-referenced", {}, t("After the reference {id}", { id: evidence.reference }));
  const own = page.article && evidence.article === page.article.id;
  const quote = el("blockquote", "", { dir: "auto" }, `“${evidence.quote}”`);
  return el("div", "quote quote-quoted", {},
    own ? el("button", "review-quote", { type: "button", title: t("Show it in the text"), on: { click: () => page.showWords(evidence) } }, quote) : [quote, el("small", "", {}, page.titleOf(evidence.article))]);
}

async function markWords(page, label, onGive) {
  const evidence = await page.mark(label);
  if (evidence) onGive(evidence);
}

function givers(page, { key, label, onGive, near = null, more = false }) {
  const { t } = page;
  const reason = line("", give, { key: `${key}-reason`, label: t("Your reason: {label}", { label }), placeholder: t("What you infer it from") });
  const said = el("p", "review-note", { id: freshId("own"), role: "status" });
  const nearText = key.startsWith("leg/") ? t("Same words as the leg") : t("Same words as the name");
  function give() {
    if (!reason.value.trim()) said.textContent = t("Write down what you infer it from; it stands on the map with your name.");
    else page.withName((who) => sendText(reason, (text) => onGive({ editor: who, reason: text })));
  }
  return el("span", "quote-tools", {},
    plain(more ? t("Mark more words") : t("Mark the words"), () => markWords(page, label, onGive), { key: `${key}-mark`, label: more ? t("Mark more words: {label}", { label }) : t("Mark the words: {label}", { label }) }),
    near && plain(nearText, () => onGive(near), { key: `${key}-near`, label: `${nearText}: ${label}` }),
    page.folded(`${key}-own`, t("My own, with a reason"), () => [reason, plain(t("Give this reason"), give, { key: `${key}-give` }), said], "review-own"));
}
