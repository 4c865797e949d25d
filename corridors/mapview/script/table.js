// A sortable table that is drawn a page at a time: thousands of rows cost no more than a pageful.
import { el } from "./dom.js";
import { numberText } from "./words.js";

const PAGE_ROWS = 100;
const SHOWN_WHOLE = 300; // rows; a real atlas is seen without turning pages
const COLLATOR = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

// {element, show(context, rows), mark(id), focusRow()}. A column is {key, title, value(context, row) → text or number to
// sort by (null and "" come last), cell(context, row) → what is shown, numeric}; the first column's cell is the button of
// its row. `idOf(row)` and `labelOf(context, row)` name a row; `onPick(id)` is called when the reader takes one.
export function makeTable({ t, title, columns, idOf, labelOf, onPick }) {
  let sort = null;
  let page = 0;
  let last = null;
  let marked = null;
  let left = null;
  let ordered = [];

  const heads = columns.map((column) => headOf(column));
  const body = el("tbody", "", { on: { click: (event) => onPick(event.target.closest("tr").dataset.id) } });
  const caption = el("caption", "table-caption", {}, title);
  const range = el("span", "pager-range");
  const turn = (text, step) => el("button", "solid", { type: "button", on: { click: () => goTo(page + step) } }, text);
  const [before, after] = [turn(t("Previous rows"), -1), turn(t("Next rows"), 1)];
  const pager = el("nav", "pager", { hidden: true, aria: { label: t("Pages of the table") } }, before, range, after);
  const scroller = el("div", "table-scroller", { tabIndex: 0, role: "region", aria: { label: title } },
    el("table", "table", {}, caption, el("thead", "", {}, el("tr", "", {}, heads.map((head) => head.element))), body));
  const element = el("div", "table-body", {}, scroller, pager);

  function headOf(column) {
    const button = el("button", "table-sort", { type: "button", on: { click: () => sortBy(column) } }, column.title);
    return { column, element: el("th", column.numeric ? "is-numeric" : "", { scope: "col", data: { key: column.key } }, button) };
  }

  // Up, then down, then the atlas's own order again.
  function sortBy(column) {
    if (sort?.column !== column) sort = { column, down: false };
    else sort = sort.down ? null : { column, down: true };
    page = 0;
    order();
    draw();
  }

  function order() {
    const [context, rows] = last;
    ordered = sort ? sortedRows(rows, (row) => sort.column.value(context, row), sort.down) : rows;
    for (const { column, element: head } of heads) {
      if (sort?.column === column) head.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  function draw() {
    const [context] = last;
    const whole = ordered.length <= SHOWN_WHOLE;
    page = whole ? 0 : Math.min(page, Math.ceil(ordered.length / PAGE_ROWS) - 1);
    const shown = whole ? ordered : ordered.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
    const focused = focusedRow();
    body.replaceChildren(...shown.map((row) => rowOf(context, row)));
    pager.hidden = whole;
    before.disabled = page === 0;
    after.disabled = (page + 1) * PAGE_ROWS >= ordered.length;
    const first = page * PAGE_ROWS;
    range.textContent = t("Rows {first}–{last} of {n}", { first: numberText(first + 1), last: numberText(first + shown.length), n: numberText(ordered.length) });
    if (focused) buttonOf(focused)?.focus({ preventScroll: true });
  }

  function rowOf(context, row) {
    const id = idOf(row);
    const [first, ...rest] = columns;
    const button = el("button", "table-pick", { type: "button", aria: { label: labelOf(context, row) } }, first.cell(context, row));
    return el("tr", "", { data: { id }, aria: { current: id === marked ? "true" : null } },
      el("th", "", { scope: "row" }, button),
      rest.map((column) => el("td", column.numeric ? "is-numeric" : "", {}, column.cell(context, row))));
  }

  function goTo(next) {
    page = next;
    draw();
    scroller.scrollTop = 0;
  }

  function focusedRow() {
    const at = body.getRootNode().activeElement;
    return at && body.contains(at) ? at.closest("tr").dataset.id : null;
  }

  function rowById(id) {
    return [...body.rows].find((row) => row.dataset.id === id);
  }

  function buttonOf(id) {
    return rowById(id)?.querySelector("button");
  }

  return {
    element,
    show(context, rows) {
      last = [context, rows];
      order();
      draw();
    },
    // Marks the row of what is selected, and brings it into sight, turning to its page.
    mark(id) {
      const news = id !== marked;
      rowById(marked)?.removeAttribute("aria-current");
      left = marked ?? left;
      marked = id;
      const place = id === null ? -1 : ordered.findIndex((row) => idOf(row) === id);
      if (place < 0) return;
      if (news && !rowById(id)) goTo(Math.floor(place / PAGE_ROWS));
      rowById(id)?.setAttribute("aria-current", "true");
      if (news) rowById(id)?.scrollIntoView({ block: "nearest" });
    },
    // Gives the focus to the row that is marked, or was until now.
    focusRow: () => buttonOf(marked ?? left)?.focus(),
  };
}

// Rows by what `value` gives, those without one last either way; equal rows keep their order.
export function sortedRows(rows, value, down) {
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  const isNone = (key) => key === null || key === "";
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : COLLATOR.compare(String(a), String(b)));
  keyed.sort((a, b) => isNone(a.key) - isNone(b.key) || (isNone(a.key) ? 0 : compare(a.key, b.key) * (down ? -1 : 1)));
  return keyed.map(({ row }) => row);
}
