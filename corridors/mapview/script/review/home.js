// The first view: give an article or a line, or go on with what is under review.
import { el } from "../dom.js";
import { queryOf } from "./asking.js";
import { timeText } from "./decisionlist.js";
import { makeGiveBox } from "./givebox.js";
import { labelled, message, solid } from "./parts.js";
import { stateNames } from "./proposalpane.js";

// The element of the first view. `desk` is what the app answers about the desk; `open(proposal id, article id)` goes on.
export function homeView({ t, ask, withName, desk, open, linkTo }) {
  const nothing = el("div", "review-said-room", { role: "status" });
  const give = makeGiveBox({
    t, ask, withName, onGiven: (answer) => given(answer),
    actions: [
      { text: t("Find its corridors"), by: "extraction", main: true }, { text: t("Mark it by hand"), by: "person" },
      ...(desk.model ? [{ text: t("Send it to the language model {name}", { name: desk.model }), by: "llm" }] : []),
    ],
  });

  // By hand, or where nothing was found, an empty proposal is begun on the article.
  function given({ article, proposals }) {
    if (proposals.length) open(proposals[0], article.id);
    else begin(article.id);
  }

  function begin(article) {
    withName(async (who) => {
      try {
        const { proposal } = await ask.post("drafts", { who, article });
        open(proposal, article);
      } catch (refusal) {
        nothing.replaceChildren(message(refusal.told ?? { message: refusal.message }));
      }
    });
  }

  return el("div", "review-home", {},
    el("div", "review-column", {},
      el("h1", "details-title", { tabIndex: -1 }, t("Add from an article")),
      el("p", "review-lead", {}, t("What the text tells becomes a proposal, each part with its words. You mend it, and accept or reject it; only then is it on the map.")),
      give.element, nothing),
    el("div", "review-column", {},
      el("section", "review-section", {}, el("h2", "field-name", {}, t("Under review")), proposalList({ t, desk, linkTo })),
      lineBox({ t, ask, withName, open }),
      el("section", "review-section", {}, el("h2", "field-name", {}, t("Begin with nothing")),
        el("p", "review-note", {}, t("Set the stops by name or on the map, and give the words later.")),
        el("p", "review-buttons", {}, solid(t("Begin an empty corridor"), () => begin(null), { key: "empty" })))));
}

// A line that somebody drew: its stops are proposed, its words are asked for.
function lineBox({ t, ask, withName, open }) {
  const file = el("input", "review-file", { type: "file", accept: ".kml,.kmz,.geojson,.json,.csv" });
  const said = el("div", "review-said-room", { role: "status" });
  const button = solid(t("Read the line"), () => withName(read), { key: "line" });

  async function read(who, swap = null) {
    if (!file.files.length) return void said.replaceChildren(message({ message: t("Choose the file of the line first.") }));
    button.disabled = true;
    said.replaceChildren(el("p", "review-note", {}, t("Reading it…")));
    try {
      const { proposals, notes, doubts } = await ask.send(`lines${queryOf({ name: file.files[0].name, who, swap })}`, file.files[0]);
      if (doubts.length) return void said.replaceChildren(message({ message: doubts.join(" ") }, { more: el("p", "review-buttons", {}, solid(t("Read it swapped"), () => read(who, true)), solid(t("Read it as it is"), () => read(who, false))) }));
      const others = proposals.length > 1 ? [t("{n} lines were read; the others stand under “All proposals”.", { n: proposals.length })] : [];
      open(proposals[0], null, [...others, ...notes]);
    } catch (refusal) {
      said.replaceChildren(message(refusal.told ?? { message: refusal.message }));
    } finally {
      button.disabled = false;
    }
  }

  return el("section", "review-section", {}, el("h2", "field-name", {}, t("A line that was drawn")),
    labelled(t("The line’s file"), file, t("KML, KMZ, GeoJSON or CSV, as from My Maps, uMap or QGIS. A line is nobody’s source: you are asked for the words.")),
    el("p", "review-buttons", {}, button), said);
}

function proposalList({ t, desk, linkTo }) {
  const names = stateNames(t);
  if (!desk.proposals.length) return el("p", "review-empty", {}, t("Nothing yet. What you give on this page stands here until it is decided on, and after."));
  return el("ul", "review-list", {}, desk.proposals.map((one) => el("li", `is-${one.state}`, {},
    el("a", "", { href: linkTo(one.id), dir: "auto" }, one.name ?? t("A route without a name")),
    el("small", "", {}, [names[one.state] ?? one.state, one.title, timeText(one.created)].filter(Boolean).join(" · ")))));
}
