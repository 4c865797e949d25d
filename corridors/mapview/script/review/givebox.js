// Giving an article: its text pasted, a file, or an address; and what is known about it.
import { el } from "../dom.js";
import { queryOf } from "./asking.js";
import { labelled, message, solid } from "./parts.js";

// {element}. `actions` are [{text, by, main}]: buttons, each with who looks for corridors; `onGiven(answer)` gets
// {article, proposals, again}.
export function makeGiveBox({ t, ask, withName, actions, onGiven }) {
  const text = el("textarea", "review-textarea", { rows: 9, dir: "auto", spellcheck: false });
  const file = el("input", "review-file", { type: "file", accept: ".txt,.text,.md,.markdown,.html,.htm,.xhtml,.docx,.pdf" });
  const address = el("input", "review-input", { type: "url", inputMode: "url", autocomplete: "off", placeholder: "https://" });
  const fields = aboutFields(t);
  const about = fields.map(([name]) => [name, el("input", "review-input", { type: "text", dir: "auto", autocomplete: "off" })]);
  const rooms = {
    text: labelled(t("The article’s text"), text),
    file: labelled(t("The article’s file"), file, t("Text, Markdown, HTML, Word or PDF, up to 10 MB.")),
    address: labelled(t("The article’s address"), address, t("The app asks this one address, once, when you press a button below.")),
  };
  const names = { text: t("Paste a text"), file: t("Give a file"), address: t("Give an address") };
  const said = el("div", "review-said-room", { role: "status" });
  const switches = Object.keys(rooms).map((way) => el("button", "switch-button", { type: "button", aria: { pressed: "false" }, data: { way }, on: { click: () => turn(way) } }, names[way]));
  const buttons = actions.map(({ text: words, by, main }) => solid(words, () => withName((who) => give(who, by)), { main }));
  let way = "text";
  turn(way);

  function turn(next) {
    way = next;
    for (const [name, room] of Object.entries(rooms)) room.hidden = name !== way;
    for (const one of switches) one.setAttribute("aria-pressed", String(one.dataset.way === way));
  }

  function missing() {
    if (way === "text" && !text.value.trim()) return [text, t("Paste the article’s text first.")];
    if (way === "file" && !file.files.length) return [file, t("Choose the article’s file first.")];
    if (way === "address" && !address.value.trim()) return [address, t("Write the article’s address first.")];
    return null;
  }

  async function give(who, by) {
    const lack = missing();
    if (lack) {
      said.replaceChildren(message({ message: lack[1] }));
      lack[0].focus();
      return;
    }
    const known = Object.fromEntries(about.map(([name, input]) => [name, input.value.trim() || null]));
    turnBusy(true);
    said.replaceChildren(el("p", "review-note", {}, by === "person" ? t("Reading it…") : by === "llm" ? t("Reading it and asking the language model; this may take two minutes…") : t("Reading it and looking for corridors…")));
    try {
      const answer = way === "file"
        ? await ask.send(`files${queryOf({ ...known, name: file.files[0].name, who, by })}`, file.files[0])
        : await ask.post("articles", { ...known, who, by, ...(way === "text" ? { text: text.value } : { address: address.value.trim() }) });
      said.replaceChildren();
      onGiven(answer);
    } catch (refusal) {
      said.replaceChildren(message(refusal.told ?? { message: refusal.message }));
    } finally {
      turnBusy(false);
    }
  }

  function turnBusy(on) {
    for (const one of buttons) one.disabled = on;
  }

  return {
    element: el("div", "review-give", {},
      el("div", "switch", { role: "group", aria: { label: t("How you give the article") } }, switches), Object.values(rooms),
      el("details", "review-fold", {}, el("summary", "", {}, t("About the article")), el("div", "review-about", {},
        el("p", "review-note", {}, t("What the page itself says is taken from it; what you write here goes before.")),
        fields.map(([, label, hint], at) => labelled(label, about[at][1], hint)))),
      el("p", "review-buttons", {}, buttons), said),
  };
}

// The fields about an article that a person may give or amend: [name, label, hint].
export function aboutFields(t) {
  return [
    ["publisher", t("Publisher"), null], ["title", t("Title"), null], ["published", t("Published on"), t("As 2025-12-04, 2025-12 or 2025.")],
    ["url", t("Its address"), null], ["archive_url", t("Its address in an archive"), null],
  ];
}
