// The form of a briefing: what the analyst writes and chooses, the call-outs on the map, and the file that comes of it.
import { el } from "./dom.js";
import { writeLink } from "./link.js";
import { placeName } from "./naming.js";
import { raised } from "./words.js";

const BRIEFING_TITLE = "atlas-briefing";
const MOST_CALLOUTS = 12;
const MARKINGS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"];
const OWN = "own";

// Keeps what was written from one opening of the form to the next. Options: t, root, map (Leaflet's), host (`briefings`: what
// the ending of a kind is added to; none where no server can make a briefing), state ({index, fold, view, known, selection}).
// Gives {section(): for the sheet “Take along”, or null; open()}.
export function keepBriefing({ t, root, map, host, state }) {
  const written = { judgement: "", title: "", marking: "", own: "", projection: "", callouts: [], alone: true };
  let dialog = null;

  function section() {
    if (!host.briefings) return null;
    return el("section", "takealong-part", {}, el("h3", "", {}, t("Briefing")),
      el("p", "", {}, t("One page with the map, the legs, the exposure, the gaps and every quote, for those who read no map.")),
      el("p", "takealong-files", {}, el("button", "solid", { type: "button", on: { click: open } }, t("Make a briefing…"))));
  }

  function open() {
    root.querySelector("dialog[open]")?.close();
    dialog = el("dialog", "question takealong briefing", {
      aria: { labelledby: BRIEFING_TITLE },
      on: { keydown: (event) => event.key === "Escape" && event.stopPropagation(), close: () => dialog.remove() },
    }, el("header", "takealong-head", {}, el("h2", "question-title", { id: BRIEFING_TITLE }, t("Briefing")),
      el("button", "details-close", { type: "button", aria: { label: t("Close") }, on: { click: () => dialog.close() } }, "×")),
    form());
    root.append(dialog);
    dialog.showModal();
  }

  function form() {
    const corridor = chosenCorridor(state);
    const said = el("p", "briefing-said", { role: "status" });
    const bar = el("progress", "", { hidden: true, aria: { label: t("Making the briefing") } });
    const kinds = [[".pdf", "PDF"], [".docx", "Word"], [".pptx", "PowerPoint"], [".html", "HTML"]];
    const buttons = kinds.map(([ending, name]) => el("button", "solid", { type: "button", on: { click: () => make(ending, name) } }, name));

    async function make(ending, name) {
      for (const button of buttons) button.disabled = true;
      bar.hidden = false;
      said.textContent = t("Drawing the map and setting the pages: {name} …", { name });
      try {
        const file = await fetchBriefing(host.briefings + ending, asked());
        saveFile(file, `corridor-briefing${ending}`);
        said.textContent = t("{name} is made: {size} kB.", { name, size: Math.ceil(file.size / 1000) });
      } catch (error) {
        said.textContent = t("The briefing could not be made: {why}", { why: error.message });
      }
      bar.hidden = true;
      for (const button of buttons) button.disabled = false;
    }

    return el("form", "briefing-form", { on: { submit: (event) => event.preventDefault() } },
      corridor && field(t("Of"), choice("alone", [["yes", corridor.short], ["", t("all that the map shows")]])),
      field(t("Judgement, in one sentence"), writing("judgement", "textarea", 500), t("Your own: left empty, the page has a line to fill.")),
      field(t("Title"), writing("title", "input", 160), t("Left empty, it is the corridor’s name.")),
      markingField(),
      field(t("Map"), choice("projection", [["", t("as on screen")], ["mercator", t("Mercator")], ["arctic", t("Arctic")], ["eurasia", t("Eurasia, true areas")]])),
      calloutField(),
      el("div", "briefing-make", { role: "group", aria: { label: t("Make it as") } }, el("span", "", {}, t("Make it as")), buttons),
      bar, said);
  }

  function field(name, input, note = null) {
    return el("label", "briefing-field", {}, el("span", "", {}, name), input, note && el("small", "", {}, note));
  }

  function writing(key, tag, most) {
    const input = el(tag, "", { maxLength: most, value: written[key], on: { input: () => { written[key] = input.value; } } });
    return input;
  }

  function choice(key, options) {
    const now = written[key] === true ? "yes" : written[key] || "";
    const select = el("select", "", { on: { change: () => { written[key] = select.value; } } },
      options.map(([value, text]) => el("option", "", { value, selected: value === now }, text)));
    return select;
  }

  function markingField() {
    const own = writing("own", "input", 60);
    own.setAttribute("aria-label", t("Marking in your own words"));
    const select = choice("marking", [["", t("none")], ...MARKINGS.map((one) => [one, one]), [OWN, t("in your own words")]]);
    const show = () => { own.hidden = select.value !== OWN; };
    select.addEventListener("change", show);
    show();
    return el("div", "briefing-field", {}, field(t("Marking on every page"), select), own);
  }

  function calloutField() {
    const list = el("ul", "briefing-callouts");
    const text = el("input", "", { maxLength: 80, aria: { label: t("Text of the call-out") } });
    const places = el("select", "", { aria: { label: t("Where the call-out points") } },
      placesInView().map(([id, name]) => el("option", "", { value: id }, name)), el("option", "", { value: "" }, t("a point of the map …")));
    const add = el("button", "solid", { type: "button", on: { click: put } }, t("Add"));

    function put() {
      const label = text.value.trim();
      if (!label) return text.focus();
      if (!places.value) return pickPoint(label);
      const [lat, lon] = state.index.atlas.nodes[places.value].at;
      written.callouts.push({ text: label, lat, lon });
      text.value = "";
      show();
    }

    function show() {
      list.replaceChildren(...written.callouts.map((one) => el("li", "", {}, one.text,
        el("button", "plain", { type: "button", aria: { label: t("Take away: {text}", { text: one.text }) }, on: { click: () => takeAway(one) } }, "×"))));
      add.disabled = written.callouts.length >= MOST_CALLOUTS;
    }

    function takeAway(one) {
      written.callouts = written.callouts.filter((other) => other !== one);
      show();
    }

    show();
    return el("fieldset", "briefing-field", {}, el("legend", "", {}, t("Call-outs on the map")), list,
      el("span", "briefing-add", {}, text, places, add));
  }

  // Ids and names of the places on the map that are points, by name.
  function placesInView() {
    const { index, fold } = state;
    return [...fold.nodes.keys()].filter((id) => index.atlas.nodes[id]?.at).map((id) => [id, placeName(index.atlas, id)])
      .sort((one, other) => one[1].localeCompare(other[1]));
  }

  // The next click on the map says where a call-out points; the form then opens again.
  function pickPoint(text) {
    const hint = el("div", "briefing-hint", { role: "status" }, t("Click where “{text}” points, or press Escape.", { text }));
    const stop = new AbortController();
    const done = () => { stop.abort(); hint.remove(); open(); };
    dialog.close();
    root.classList.remove("has-controls"); // on a narrow screen they lie over the map
    root.append(hint);
    const element = map.getContainer();
    element.addEventListener("click", (event) => {
      event.stopPropagation();
      const { lat, lng } = map.mouseEventToLatLng(event);
      written.callouts.push({ text, lat, lon: lng });
      done();
    }, { capture: true, signal: stop.signal });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      done();
    }, { capture: true, signal: stop.signal });
  }

  function asked() {
    const corridor = written.alone ? chosenCorridor(state) : null;
    const view = corridor ? { ...state.view, c: [corridor.id] } : state.view;
    const { query, hash } = writeLink(view, state.known);
    return {
      link: query + hash, judgement: written.judgement, title: written.title,
      marking: written.marking === OWN ? written.own : written.marking, projection: written.projection || null,
      callouts: written.callouts, address: window.location.origin + window.location.pathname,
    };
  }

  return { section, open };
}

// The corridor that is selected, or of which something is; null if nothing is, or if it is the only one on the map.
function chosenCorridor({ index, selection, view }) {
  if (selection.corridor === null || view.c?.length === 1) return null;
  return index.corridors[selection.corridor].corridor;
}

async function fetchBriefing(address, asked) {
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(asked) });
  if (answer.ok) return answer.blob();
  const told = await answer.json().catch(() => null);
  throw new Error(told?.error ? raised([told.error.message, told.error.mend].filter(Boolean).join(" — ")) : String(answer.status));
}

function saveFile(file, name) {
  const address = URL.createObjectURL(file);
  const link = el("a", "", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
