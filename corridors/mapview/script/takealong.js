// What leaves the atlas, on one sheet: data, citations, the map in another page, a folder for any web host.
import { copyText, el } from "./dom.js";
import { FILE_KINDS, fileAddress } from "./downloads.js";
import { embedSnippet } from "./embed.js";
import { reachText } from "./passon.js";

const TAKEALONG_ID = "atlas-takealong";

// Opens the sheet for the view as it is. `context`: {t, root, downloads, publish (address of the folder as zip, or null),
// query (of the view), corridor: {short, query} of the one that is selected, or null; embedAddress, framedByServer (whether a setting
// of the server says who may show it)}; `more` are sections of others.
export function openTakeAlong(context, more = []) {
  const { t, root } = context;
  const scope = makeScope(context);
  const sections = [
    ...more,
    scope.element,
    filesSection(context, scope, "data", t("Data"), {
      ofView: t("Each file holds what the map shows, with every claim, quote and source behind it."),
      ofAll: t("Each file holds the whole atlas, whatever the map shows."),
    }),
    filesSection(context, scope, "citations", t("Citations"), {
      ofView: t("The sources of what the map shows, for reference managers and footnotes."),
      ofAll: t("The sources of the whole atlas, for reference managers and footnotes."),
    }),
    embedSection(context),
    publishSection(context),
  ].filter(Boolean);
  const dialog = el("dialog", "question takealong", {
    aria: { labelledby: TAKEALONG_ID },
    on: {
      keydown: (event) => event.key === "Escape" && event.stopPropagation(), // the details stay open
      close: () => dialog.remove(),
      click: ({ target }) => { if (target === dialog) dialog.close(); },
    },
  },
  el("header", "takealong-head", {}, el("h2", "question-title", { id: TAKEALONG_ID }, t("Take along")),
    el("button", "details-close", { type: "button", aria: { label: t("Close") }, on: { click: () => dialog.close() } }, "×")),
  sections);
  root.append(dialog);
  dialog.showModal();
  return dialog;
}

// What the files are of: the view, or only the corridor that is selected: {element (null without a choice), addLink(element, kind)}.
function makeScope({ t, downloads, query, corridor }) {
  const links = [];
  const choices = [[t("This view"), query], corridor && [corridor.short, corridor.query]].filter(Boolean);
  const buttons = choices.map(([text, of]) => el("button", "switch-button", { type: "button", on: { click: () => turn(of) } }, text));
  function turn(of) {
    for (const [link, kind] of links) link.href = fileAddress(downloads, kind, of);
    buttons.forEach((button, place) => button.setAttribute("aria-pressed", String(choices[place][1] === of)));
  }
  turn(query);
  return {
    element: downloads?.ofView && corridor ? el("div", "switch takealong-scope", { role: "group", aria: { label: t("What the files hold") } }, buttons) : null,
    addLink(link, kind) {
      links.push([link, kind]);
      link.href = fileAddress(downloads, kind, query);
      return link;
    },
  };
}

function filesSection({ t, downloads }, scope, group, title, notes) {
  if (!downloads) return null;
  const kinds = Object.keys(FILE_KINDS).filter((kind) => FILE_KINDS[kind][1] === group);
  const names = fileNames(t);
  return el("section", "takealong-part", {}, el("h3", "", {}, title),
    el("p", "", {}, downloads.ofView ? notes.ofView : notes.ofAll),
    el("p", "takealong-files", {},
      kinds.map((kind) => scope.addLink(el("a", "solid", { download: "", title: names[kind][1] }, names[kind][0]), kind))));
}

// By kind: the text of its link and what the file is for.
function fileNames(t) {
  return {
    geojson: ["GeoJSON", t("Legs and places, for GIS and web maps")],
    csv: [t("CSV, legs"), t("One leg a row, for spreadsheets")],
    "claims-csv": [t("CSV, claims"), t("One claim a row, each with its quote and source")],
    "corridors-csv": [t("CSV, corridors"), t("One corridor a row")],
    kml: ["KML", t("For Google Earth")],
    gpx: ["GPX", t("Tracks and waypoints, for navigation programs")],
    gpkg: ["GeoPackage", t("Layers and tables in one file, for QGIS")],
    datapackage: [t("Data package"), t("All tables with their descriptions, after Frictionless, as zip")],
    csl: ["CSL-JSON", t("For Zotero, pandoc and other citation processors")],
    chicago: [t("Chicago notes"), t("Footnotes as text, each with its quotes")],
    ris: ["RIS", t("For EndNote, Zotero, Mendeley")],
    bibtex: ["BibTeX", t("For LaTeX")],
  };
}

function embedSection({ t, embedAddress, framedByServer }) {
  const text = embedSnippet(embedAddress, t("Corridor Atlas"));
  const field = el("textarea", "takealong-snippet", { readOnly: true, rows: 3, value: text, aria: { label: t("HTML that shows this view in a page") }, on: { focus: () => field.select() } });
  const copy = el("button", "solid", { type: "button", on: { click: () => copyText(copy, text, t("Copied"), t("Copying is not allowed here")) } }, t("Copy the snippet"));
  return el("section", "takealong-part", {}, el("h3", "", {}, t("In your own page")),
    el("p", "", {}, t("The map alone, without panels, at this view.")),
    reachText(t, embedAddress) && el("p", "takealong-note", {}, reachText(t, embedAddress)),
    framedByServer && el("p", "takealong-note", {}, t("Whoever runs this app names the sites that may show it: CORRIDORS_FRAME_ANCESTORS.")), field, copy);
}

function publishSection({ t, publish }) {
  if (!publish) return null;
  return el("section", "takealong-part", {}, el("h3", "", {}, t("On any web host")),
    el("p", "", {}, t("A folder with the map, its data and its pinned links, that needs no server of its own. It holds quotes with their sources, never whole articles.")),
    el("p", "takealong-files", {}, el("a", "solid", { download: "", href: publish }, t("Download the folder (zip)"))));
}
