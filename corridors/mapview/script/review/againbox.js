// An article that was given before with other words: what became of each quote that was accepted from it.
import { el } from "../dom.js";
import { plain } from "./parts.js";

// The message about one earlier text of the same article; null where there is none. `again` is {article, title, quotes:
// [{path, quote, state, start, end, near}]}.
export function againBox(page, again) {
  const { t } = page;
  if (!again) return null;
  const names = { unchanged: t("unchanged"), moved: t("moved"), reworded: t("reworded"), lost: t("lost") };
  const counts = Object.keys(names).map((state) => [state, again.quotes.filter((one) => one.state === state).length]).filter(([, count]) => count);
  const said = counts.map(([state, count]) => `${count} ${names[state]}`).join(", ");
  const rest = again.quotes.filter((one) => one.state !== "unchanged");
  return el("div", "review-message review-message-again", { role: "status" },
    el("p", "review-message-head", {}, t("This article has changed since it was given before.")),
    el("p", "", {}, again.quotes.length ? t("Of the words that were accepted from it: {said}. None has been moved by itself.", { said }) : t("Nothing had been accepted from its earlier text.")),
    rest.length > 0 && page.folded(`again-${again.article}`, t("Show these words"), () => el("ul", "review-again", {}, rest.map((one) => el("li", `is-${one.state}`, {},
      el("b", "", {}, names[one.state] ?? one.state), el("blockquote", "", { dir: "auto" }, `“${one.quote}”`),
      one.near && el("p", "review-note", { dir: "auto" }, t("Nearest now: “{words}”", { words: one.near })),
      Number.isInteger(one.start) && plain(t("Show where"), () => page.showWords({ start: one.start, end: one.end })))))));
}
