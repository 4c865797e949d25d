// Starts the review page where its files are served, and goes where its address says: #p=<proposal>&a=<article>.
import { el } from "../dom.js";
import { makeT, makeTerms } from "../words.js";
import { makeAsking } from "./asking.js";
import { homeView } from "./home.js";
import { message, solid } from "./parts.js";
import { makeReviewShell } from "./reviewshell.js";
import { makeReviewView } from "./reviewview.js";
import { makeWhoBox } from "./whobox.js";

const REVIEW_SHEETS = ["vendor/fonts.css", "vendor/leaflet.css", "script/atlas.css", "script/review/review.css"];

// `given` names files, ground, api and home (addresses) and holds strings. Gives {destroy(), inspect()}.
export async function startReview(host, given) {
  const t = makeT(given.strings);
  const terms = makeTerms(t);
  const ask = makeAsking(t, given.api);
  await dressHost(host, given.files);
  const shell = makeReviewShell({ t, home: given.home, onDress: (palette) => view?.dress(palette) });
  const who = makeWhoBox({ t, root: shell.root });
  const linkTo = (proposal, article = null) => `#${new URLSearchParams([["p", proposal], ["a", article]].filter(([, value]) => value))}`;
  // `notes` are told above the proposal once it is shown.
  const go = (proposal, article = null, notes = []) => {
    told = { proposal, notes };
    window.location.hash = linkTo(proposal, article);
  };
  let [view, ground, told] = [null, null, null];
  host.replaceChildren(shell.root);
  shell.dress();
  askGround(given.ground).then((found) => { ground = found; view?.setGround(found); }).catch(() => {}); // lines without land
  window.addEventListener("hashchange", route);
  await route();
  return {
    destroy() {
      window.removeEventListener("hashchange", route);
      view?.stop();
      shell.stop();
      shell.root.remove();
    },
    inspect: () => ({ pointOf: (ref) => view?.pointOf(ref) }),
  };

  async function route() {
    const wanted = new URLSearchParams(window.location.hash.slice(1));
    const proposal = wanted.get("p");
    if (proposal) openReview(proposal, wanted.get("a"));
    else await openHome();
  }

  async function openHome() {
    view?.stop();
    view = null;
    shell.root.classList.remove("has-review");
    shell.top.replaceChildren(...shell.top.querySelectorAll(".review-brand, .review-back"), who.element);
    shell.room.replaceChildren(el("div", "review-home", {}, el("h1", "details-title", {}, t("Add from an article")), el("p", "review-empty", { role: "status" }, t("Fetching what is under review…"))));
    try {
      const desk = await ask.get("desk.json");
      shell.room.replaceChildren(homeView({ t, ask, withName: who.withName, desk, open: go, linkTo }));
    } catch (refusal) {
      shell.room.replaceChildren(el("div", "review-home", {}, el("h1", "details-title", {}, t("Add from an article")), message(refusal.told ?? { message: refusal.message }), solid(t("Try again"), openHome)));
    }
  }

  function openReview(proposal, article) {
    if (!view) {
      view = makeReviewView({ t, terms, ask, who, isNarrow: shell.isNarrow, go, linkTo });
      view.root = shell.root;
      shell.root.classList.add("has-review");
      shell.top.replaceChildren(...shell.top.querySelectorAll(".review-brand, .review-back"),
        el("a", "review-first", { href: "#" }, t("All proposals")), view.turns.element, who.element);
      shell.room.replaceChildren(el("div", "review-panes", {}, el("h1", "atlas-offscreen", {}, t("Review")), view.elements));
      view.dress(shell.appearance.palette);
      if (ground) view.setGround(ground);
    }
    view.load(proposal, article, told?.proposal === proposal ? told.notes : []);
  }
}

async function askGround(folder) {
  const fetched = async (name) => {
    const answer = await fetch(`${folder}/${name}.json`);
    if (!answer.ok) throw new Error(`${name} answered ${answer.status}`);
    return answer.json();
  };
  const [world, areas, labels] = await Promise.all(["world-50m", "areas", "labels"].map(fetched));
  return { world, areas, labels, detail: () => fetched("eurasia-10m") };
}

// The style sheets, inside the host's own tree; fonts have to be known to the document as well.
function dressHost(host, files) {
  const root = host.getRootNode();
  const sheets = REVIEW_SHEETS.map((name) => el("link", "", { rel: "stylesheet", href: `${files}/${name}` }));
  document.head.append(sheets[0]);
  (root === document ? document.head : root).append(...sheets.slice(1));
  return Promise.all(sheets.slice(1).map((one) => new Promise((done) => { one.onload = done; one.onerror = done; })));
}
