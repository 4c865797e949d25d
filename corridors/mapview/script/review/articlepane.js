// The pane of the text: which article it is, what has become of it, the text itself, and the marking of words in it.
import { safeAddress } from "../citation.js";
import { el, outLink } from "../dom.js";
import { againBox } from "./againbox.js";
import { timeText } from "./decisionlist.js";
import { aboutFields, makeGiveBox } from "./givebox.js";
import { labelled, line, solid } from "./parts.js";
import { makeTextPane } from "./textpane.js";

// {element, show(page, marks), light(refs), goTo(ref), showWords(evidence), mark(label), stop()}. `onGiven(answer)` is called
// when a text has been given to quote from, `onAmend(fields)` with what is to be amended about it.
export function makeArticlePane({ t, ask, withName, onPoint, onPick, onGiven, onAmend, onMarking }) {
  const text = makeTextPane({ t, onPoint, onPick, onWords: (words) => { use.disabled = !words; chosen.textContent = words ? `“${words.text}”` : t("Select words in the text, by mouse or with Shift and the arrow keys.") } });
  const head = el("div", "review-article-head");
  const asked = el("p", "review-marking-label");
  const chosen = el("p", "review-chosen", { dir: "auto" });
  const use = solid(t("Use these words"), () => end(text.selection()), { key: "use-words", main: true });
  const bar = el("div", "review-marking", { hidden: true, role: "group", aria: { label: t("Marking words") } }, asked, chosen,
    el("p", "review-buttons", {}, use, solid(t("Cancel"), () => end(null), { key: "cancel-words" })));
  const give = makeGiveBox({ t, ask, withName, onGiven, actions: [{ text: t("Quote from this"), by: "person", main: true }] });
  const none = el("div", "review-none", {}, el("h2", "review-none-head", {}, t("No text to quote from yet")),
    el("p", "review-note", {}, t("Give the article that tells of this corridor; then mark in it the words for each part.")), give.element);
  const element = el("section", "review-pane review-pane-text", { aria: { label: t("The text") } }, head, bar, text.element, none);
  let [article, resolve] = [null, null];

  element.addEventListener("keydown", (event) => {
    if (!resolve) return;
    if (event.key === "Escape") end(null);
    else if (event.key === "Enter" && !use.disabled && event.target.isContentEditable) end(text.selection());
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function end(words) {
    const done = resolve;
    resolve = null;
    bar.hidden = true;
    text.stopMarking();
    onMarking(false);
    done?.(words && { article: article.id, start: words.start, end: words.end, quote: words.text });
  }

  return {
    element, light: text.light, goTo: text.goTo,
    show(page, marks) {
      article = page.article;
      none.hidden = Boolean(article);
      text.element.hidden = !article;
      head.replaceChildren(...(article ? headOf(page, onAmend) : []).filter(Boolean));
      if (article && !resolve) text.show(article, marks);
    },
    // Brings words into sight that are no mark, or not yet.
    showWords: (evidence) => text.goToWords(evidence),
    // Lets the reader mark words; gives their evidence, or null.
    mark(label) {
      if (!article) {
        none.scrollIntoView({ block: "nearest" });
        none.querySelector("textarea")?.focus();
        return Promise.resolve(null);
      }
      end(null);
      asked.textContent = t("Mark the words for: {label}", { label });
      bar.hidden = false;
      use.disabled = true;
      chosen.textContent = t("Select words in the text, by mouse or with Shift and the arrow keys.");
      onMarking(true);
      text.startMarking(asked.textContent);
      return new Promise((done) => { resolve = done; });
    },
    stop: text.stop,
  };
}

function headOf(page, onAmend) {
  const { t, article, articles } = page;
  const lacks = aboutFields(t).slice(0, 4).filter(([name]) => !article[name]).map(([, label]) => label);
  const said = [article.publisher, article.published].filter(Boolean).join(", ");
  const address = safeAddress(article.url);
  return [
    el("h2", "review-article-title", { dir: "auto" }, article.title || t("A text without a title")),
    el("p", "review-note", { dir: "auto" }, said, said && address ? " · " : "", address && outLink(address, t("Open the page"))),
    articles.length > 1 && chooser(page),
    ...article.changed.map((one) => againBox(page, one)),
    article.shipped ? null : page.folded("about", lacks.length ? t("About the article; not known yet: {fields}", { fields: lacks.join(", ") }) : t("About the article"), () => aboutForm(page, onAmend)),
  ];
}

function aboutForm(page, onAmend) {
  const { t, article } = page;
  const fields = aboutFields(t).map(([name, label, hint]) => labelled(label, line(article[name], (value) => onAmend({ [name]: value || null }), { key: `about-${name}` }), hint));
  return [fields, page.archive && article.url && archiveButtons(page)];
}

// The answer draws everything anew; until then nothing is asked twice.
function archiveButtons({ t, archive }) {
  const asking = el("p", "review-note", { role: "status" });
  const ask = (save) => {
    for (const one of buttons) one.disabled = true;
    asking.textContent = t("Asking the archive; this may take a minute…");
    archive(save);
  };
  const buttons = [
    solid(t("Look for an archived copy"), () => ask(false), { key: "archive-find" }), solid(t("Have a copy archived now"), () => ask(true), { key: "archive-save" }),
  ];
  return [el("p", "review-buttons", {}, buttons), asking];
}

function chooser(page) {
  const { t, article, articles } = page;
  const select = el("select", "review-menu", { data: { key: "article" }, on: { change: () => page.openArticle(select.value) } },
    articles.map((one) => el("option", "", { value: one.id, selected: one.id === article.id }, toldApart(t, one, articles))));
  return labelled(t("Text to quote from"), select);
}

// An article's title, and when it was given where another has the same.
function toldApart(t, one, articles) {
  const title = one.title || one.id;
  const isTwice = articles.filter((other) => other.title === one.title).length > 1;
  return isTwice && one.given ? t("{title} – given {when}", { title, when: timeText(one.given) }) : title;
}
