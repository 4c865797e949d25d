// The list: everything that is on the map as sortable tables, in step with filters, day and selection.
import { corridorColumns, itemLabel, legColumns, placeColumns } from "./columns.js";
import { el } from "./dom.js";
import { fileAddress } from "./downloads.js";
import { placeName } from "./naming.js";
import { makeTable } from "./table.js";
import { dayText } from "./when.js";
import { numberText } from "./words.js";

// {element, show(context), focusRow()}. Context also holds `selection`;
// `select(id)` is called with what the reader takes;
// `downloads` is as downloads.js has it or null, and `query()` gives the present view's query for them.
export function makeListView({ t, select, downloads, query }) {
  const sheets = {
    legs: {
      title: t("Legs and crossings"), rowsOf: ({ index, fold }) => index.items.filter((item) => fold.states[item.number].visible),
      table: makeTable({ t, title: t("Legs and crossings on the map"), columns: legColumns(t), idOf: (item) => item.id, labelOf: itemLabel, onPick: select }),
    },
    corridors: {
      title: t("Corridors"), rowsOf: ({ index, fold }) => index.corridors.filter((entry) => entry.items.some((item) => fold.states[item.number].visible)),
      table: makeTable({ t, title: t("Corridors on the map"), columns: corridorColumns(t), idOf: ({ corridor }) => corridor.id, labelOf: (context, { corridor }) => corridor.short, onPick: select }),
    },
    places: {
      title: t("Places"), rowsOf: ({ fold }) => [...fold.nodes.values()],
      table: makeTable({
        t, title: t("Places on the map"), columns: placeColumns(t), idOf: (node) => node.id,
        labelOf: ({ index }, node) => placeName(index.atlas, node.id), onPick: (id) => select(linkOfPlace(id)),
      }),
    },
  };
  let context = null;
  let open = "legs";

  for (const [key, sheet] of Object.entries(sheets)) {
    sheet.count = el("span", "count");
    sheet.button = el("button", "switch-button", { type: "button", on: { click: () => turnTo(key) } }, sheet.title, " ", sheet.count);
  }
  const files = makeDownloads(t, downloads);
  const day = el("p", "list-day");
  const empty = el("p", "list-empty", { hidden: true }, t("Nothing is on the map with these filters, on this day."));
  const room = el("div", "list-room");
  const element = el("section", "list", { hidden: true, aria: { label: t("List of what is on the map") } },
    el("header", "list-head", {},
      el("div", "switch", { role: "group", aria: { label: t("What the list shows") } }, Object.values(sheets).map((sheet) => sheet.button)),
      day, files.element),
    empty, room);

  function turnTo(key) {
    open = key;
    draw();
  }

  function linkOfPlace(id) {
    return `${Object.hasOwn(context.index.atlas.nodes, id) ? "node" : "area"}/${id}`;
  }

  function draw() {
    for (const [key, sheet] of Object.entries(sheets)) {
      sheet.rows = sheet.rowsOf(context);
      sheet.count.textContent = numberText(sheet.rows.length);
      sheet.button.setAttribute("aria-pressed", String(key === open));
    }
    const { table, rows } = sheets[open];
    day.textContent = [t("As of {date}", { date: dayText(t, context.fold.day) }), open === "legs" && toldText(t, rows)].filter(Boolean).join(" · ");
    empty.hidden = rows.length > 0;
    room.hidden = rows.length === 0;
    files.renew(query());
    if (room.firstChild !== table.element) room.replaceChildren(table.element);
    table.show(context, rows);
    table.mark(rowOfSelection(open, context));
  }

  return {
    element,
    show(next) {
      context = next;
      draw();
    },
    focusRow: () => sheets[open].table.focusRow(),
  };
}

// How many of the legs are told in words because an end is an area, or their way is not known.
function toldText(t, rows) {
  const told = rows.filter((item) => item.kind === "leg" && !item.leg.line).length;
  return told > 0 && (told === 1 ? t("1 leg is told in words, not drawn") : t("{n} legs are told in words, not drawn", { n: told }));
}

// The row of the selection in a sheet: a leg's corridor among corridors, a stop's place among places.
function rowOfSelection(sheet, { index, selection }) {
  const { corridor, item, node } = selection;
  if (sheet === "legs") return item === null ? null : index.items[item].id;
  if (sheet === "corridors") return corridor === null ? null : index.corridors[corridor].corridor.id;
  return node;
}

// Links that download what the view holds: {element, renew(query)}; where no files of views are made there are none.
function makeDownloads(t, downloads) {
  const links = [["csv", "CSV", t("Download these legs as CSV")], ["geojson", "GeoJSON", t("Download these legs as GeoJSON")]]
    .filter(() => downloads?.ofView)
    .map(([kind, text, label]) => [kind, el("a", "solid", { download: "", aria: { label } }, text)]);
  return {
    element: links.length ? el("p", "list-downloads", {}, el("span", "", {}, t("Download")), links.map(([, link]) => link)) : null,
    renew(query) {
      for (const [kind, link] of links) link.setAttribute("href", fileAddress(downloads, kind, query));
    },
  };
}
