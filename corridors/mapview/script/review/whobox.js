// Who reviews: a name that is asked for once, kept in this browser, and stands with each decision.
import { el } from "../dom.js";
import { freshId, solid } from "./parts.js";

const NAME_KEPT_AS = "corridor-atlas-reviewer";
const LONGEST_NAME = 80;

// {element, who(), withName(action)}: `action(who)` is called at once, or once the person has given a name.
export function makeWhoBox({ t, root }) {
  let who = keptName();
  const button = el("button", "plain review-who", { type: "button", on: { click: () => ask(() => {}) } });
  const id = freshId("who");
  const input = el("input", "review-input", { id, type: "text", maxLength: LONGEST_NAME, autocomplete: "name", dir: "auto", on: { keydown: ({ key }) => { if (key === "Enter") give(); } } });
  const said = el("p", "review-note", { role: "alert" });
  const title = freshId("who-title");
  const dialog = el("dialog", "question", { aria: { labelledby: title } },
    el("h2", "question-title", { id: title }, t("Who is reviewing?")),
    el("p", "", {}, t("Your name stands with each decision and on what you add of your own. It is kept in this browser.")),
    el("div", "review-field", {}, el("label", "review-label", { htmlFor: id }, t("Your name")), input), said,
    el("p", "question-answers", {}, solid(t("Go on"), give, { main: true }), solid(t("Cancel"), () => dialog.close())));
  root.append(dialog);
  let wanted = () => {};
  show();

  function show() {
    button.textContent = who ? t("Reviewing as {who}", { who }) : t("Say who you are");
  }

  function ask(action) {
    wanted = action;
    input.value = who ?? "";
    said.textContent = "";
    dialog.showModal();
    input.focus();
  }

  function give() {
    const name = input.value.replace(/\s+/g, " ").trim();
    if (!name) {
      said.textContent = t("Write your name first.");
      return;
    }
    who = name;
    keepName(name);
    show();
    dialog.close();
    wanted(name);
  }

  return { element: button, who: () => who, withName: (action) => (who ? action(who) : ask(action)) };
}

// A browser may refuse storage.
function keptName() {
  try {
    return window.localStorage.getItem(NAME_KEPT_AS)?.slice(0, LONGEST_NAME) || null;
  } catch {
    return null;
  }
}

function keepName(name) {
  try {
    window.localStorage.setItem(NAME_KEPT_AS, name);
  } catch {
    // it holds until the page is left
  }
}
