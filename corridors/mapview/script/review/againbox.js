// An article that was given again with other words: what became of each quote that was accepted from it.
import { el } from "../dom.js";
import { plain } from "./parts.js";

const STATES = ["lost", "reworded", "moved", "unchanged"];

// The message about another text of the same article. `changed` is {article, title, is_later, quotes: [{proposal, name, quote, state,
// start, end, near}]}: what the later of the two has of the quotes that were accepted from the earlier.
export function againBox(page, changed) {
  const { t } = page;
  const { is_later: isLater, quotes } = changed;
  const names = { unchanged: t("unchanged"), moved: t("moved"), reworded: t("reworded"), lost: t("lost") };
  const counts = [...STATES].reverse().map((state) => [state, quotes.filter((one) => one.state === state).length]).filter(([, count]) => count);
  const said = counts.map(([state, count]) => `${count} ${names[state]}`).join(", ");
  return el("div", "review-message review-message-again", { role: "status" },
    el("p", "review-message-head", {}, isLater ? t("This article was given again later, with other words.") : t("This article has changed since it was given before.")),
    el("p", "", {}, quotes.length ? t("Of the words that were accepted from the earlier text: {said}. None has been moved by itself: what was accepted goes on citing the text it was taken from.", { said }) : t("Nothing had been accepted from the earlier text.")),
    quotes.length > 0 && page.folded(`again-${changed.article}`, t("Show these words"), () => el("ul", "review-again", {}, STATES.flatMap((state) => quotes.filter((one) => one.state === state)).map((one) => quoteLine(page, changed, one, names)))),
    el("p", "review-tools", {}, plain(isLater ? t("Open the later text") : t("Open the earlier text"), () => page.openArticle(changed.article), { key: `again-${changed.article}-open` })));
}

function quoteLine(page, { is_later: isLater }, one, names) {
  const { t } = page;
  return el("li", `is-${one.state}`, { data: { state: one.state } },
    el("p", "", {}, el("b", "", {}, names[one.state] ?? one.state), " · ", el("a", "", { href: page.linkTo(one.proposal), dir: "auto" }, one.name ?? t("A route without a name"))),
    el("blockquote", "", { dir: "auto" }, `“${one.quote}”`),
    one.near && el("p", "review-note", { dir: "auto" }, t("Nearest now: “{words}”", { words: one.near })),
    !isLater && Number.isInteger(one.start) && plain(t("Show where"), () => page.showWords({ start: one.start, end: one.end }), { label: t("Show where: {words}", { words: one.quote }) }));
}
