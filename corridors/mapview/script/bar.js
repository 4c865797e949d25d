// The bar above the map: the search, and the switch between map and list, which keeps the state of both.
import { el } from "./dom.js";
import { makeListView } from "./listview.js";
import { makeSearchBox } from "./searchbox.js";

// {setIndex(index), show(context), isList(), focusRow(), stop()}; it fills `shell.bar` and puts the list on `shell.stage`.
// `select(id)` is called with what the reader takes, `reveal(id)` with a source: it is shown among the filters.
export function makeBar({ t, terms, shell, select, reveal, downloads, query }) {
  const search = makeSearchBox({ t, terms, choose: goTo });
  const list = makeListView({ t, select, downloads, query });
  const mapButton = el("button", "switch-button", { type: "button", aria: { pressed: "true" }, on: { click: () => turn(false) } }, t("Map"));
  const listButton = el("button", "switch-button", { type: "button", aria: { pressed: "false" }, on: { click: () => turn(true) } }, t("List"));
  let last = null;
  shell.bar.append(search.element, el("div", "switch", { role: "group", aria: { label: t("Show as") } }, mapButton, listButton));
  shell.mapElement.after(list.element);

  const isList = () => !list.element.hidden;

  function goTo({ kind, id }) {
    if (kind === "source") {
      shell.showControls(true);
      reveal(id);
      return;
    }
    select(id);
    shell.details.querySelector(".details-title")?.focus({ preventScroll: true });
  }

  // The map stays where and as large as it was; it is only out of sight, also for the keyboard.
  function turn(toList) {
    list.element.hidden = !toList;
    shell.root.classList.toggle("has-list", toList);
    mapButton.setAttribute("aria-pressed", String(!toList));
    listButton.setAttribute("aria-pressed", String(toList));
    if (toList && last) list.show(last);
  }

  return {
    setIndex: search.setIndex,
    show(context) {
      last = context;
      if (isList()) list.show(context);
    },
    isList,
    focusRow: list.focusRow,
    stop: search.stop,
  };
}
