// The page around the map: where the panels, the notices and the frame stand, and how they fold on a narrow screen.
import { el } from "./dom.js";
import { keepPrintable } from "./print.js";

const NARROW_PX = 760;
const KEY_FROM_PX = 520; // of the map beside the details: with less the key is folded
const KEY_GAP_PX = 10; // between the key and the map's edges
const SAY_AFTER_MS = 400;

// {root, mapElement, …, padding(), setNarrow}; `onResize` is called when the room for the map changes,
// `onPaper` with whether the page is being printed.
export function makeShell(t, { review, onCopy, onPin, onTake, onNews, onClose, onResize, onPaper }) {
  const mapElement = el("div", "map", { role: "application", aria: { label: t("Map of corridors; every leg is in the list of corridors too") } });
  const controls = el("div", "controls-slot");
  const details = el("div", "details-slot", { aria: { live: "off" } });
  const notices = el("div", "notices", { role: "status" });
  const said = el("p", "atlas-offscreen announcement", { role: "status" });
  const legend = el("div", "legend-list");
  const tip = el("div", "tip", { hidden: true, aria: { hidden: "true" } });
  const copy = el("button", "solid copy-link", { type: "button", on: { click: () => onCopy(copy) } }, t("Copy link"));
  const pin = onPin && el("button", "solid copy-pinned", {
    type: "button", title: t("A link that will always show the atlas as it is now"), on: { click: () => onPin(pin, pinSaid) },
  }, t("Copy pinned link"));
  const along = onTake && el("button", "solid take-along", { type: "button", aria: { haspopup: "dialog" }, on: { click: onTake } }, t("Take along"));
  const pinSaid = el("p", "pin-said", { role: "status" });
  const news = onNews && el("button", "plain", { type: "button", on: { click: onNews } }, t("What’s new"));
  const opener = el("button", "solid opener", {
    type: "button", aria: { expanded: "false" }, on: { click: () => showControls(!root.classList.contains("has-controls")) },
  }, t("Filters"));
  const closer = el("button", "plain closer", { type: "button", on: { click: () => showControls(false) } }, t("Done"));
  const aside = el("aside", "controls", { aria: { label: t("Filters") } },
    el("header", "masthead", {}, el("h1", "", {}, t("Corridor Atlas")), closer),
    el("p", "masthead-tools", {}, copy, pin, along), pinSaid,
    el("p", "standfirst", {}, t("A corridor is what its sources say. Switch a source off, and what no other source supports leaves the map.")),
    (review || news) && el("p", "add-from", {}, review && el("a", "", { href: review }, t("Add from an article")), news), controls);
  const panel = el("aside", "details", { hidden: true, aria: { label: t("Details") } },
    el("button", "details-close", { type: "button", aria: { label: t("Close details") }, on: { click: onClose } }, "×"), details);
  const key = el("details", "legend", { open: true }, el("summary", "", {}, t("Key")), legend);
  const bar = el("div", "bar", {}, opener);
  const stage = el("div", "stage", {}, mapElement, key, tip, notices, panel);
  const root = el("div", "atlas", {}, aside, bar, stage, said);

  function showControls(open) {
    root.classList.toggle("has-controls", open);
    opener.setAttribute("aria-expanded", String(open));
    (open ? closer : opener).focus({ preventScroll: true });
  }
  let saying = 0;
  let wasTight = null;
  let printing = false;
  const watcher = new ResizeObserver(() => {
    if (printing) return;
    root.classList.toggle("is-narrow", root.clientWidth < NARROW_PX);
    foldKey();
    onResize();
  });
  watcher.observe(root);
  root.classList.toggle("is-narrow", window.innerWidth < NARROW_PX);

  // Folds the key where the map becomes too small for it, and unfolds it where that is over; between, it is the reader's.
  function foldKey() {
    const tight = root.classList.contains("is-narrow") || stage.clientWidth - (panel.hidden ? 0 : panel.offsetWidth) < KEY_FROM_PX;
    if (wasTight !== tight) key.open = !tight;
    wasTight = tight;
  }

  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) onClose();
  });
  const paper = keepPrintable({ root, stage, map: mapElement, key, isPrinting: (on) => { printing = on; onPaper(on); } });

  const shell = {
    root, bar, stage, mapElement, controls, details, panel, notices, legend, key, tip,
    // How much of the map the details cover, in px.
    padding() {
      if (panel.hidden) return { right: 0, bottom: 0 };
      const narrow = root.classList.contains("is-narrow");
      return narrow ? { right: 0, bottom: panel.offsetHeight } : { right: panel.offsetWidth, bottom: 0 };
    },
    // The same for fitting a view, and `key`, the size of the key in the corner that this leaves, or null, and `left`, the
    // width of the list of changes: what is fitted is not to lie under these either.
    room() {
      const isOver = !key.hidden && key.open && !root.classList.contains("is-narrow");
      return { ...shell.padding(), left: stage.querySelector(".past-list:not([hidden])")?.offsetWidth ?? 0, key: isOver ? { width: key.offsetWidth + KEY_GAP_PX, height: key.offsetHeight + KEY_GAP_PX } : null };
    },
    // The boxes {x0, y0, x1, y1}, in px of the map, of what stands over it; on paper nothing does.
    obstacles() {
      if (printing) return [];
      const corner = stage.getBoundingClientRect();
      return [key, panel, opener, ...mapElement.querySelectorAll(".leaflet-control")].map((one) => one.getBoundingClientRect())
        .filter((box) => box.width && box.height)
        .map((box) => ({ x0: box.left - corner.left, y0: box.top - corner.top, x1: box.right - corner.left, y1: box.bottom - corner.top }));
    },
    // Says to a screen reader what a change has done, once the reader pauses.
    announce(text) {
      clearTimeout(saying);
      saying = setTimeout(() => { said.textContent = text; }, SAY_AFTER_MS);
    },
    showDetails(content) {
      const turned = panel.hidden !== (content === null);
      panel.hidden = content === null;
      root.classList.toggle("has-details", content !== null);
      if (turned && root.isConnected) foldKey();
      details.replaceChildren(...(content ?? []).flat(Infinity).filter(Boolean));
    },
    showControls,
    hideControls: () => root.classList.remove("has-controls"),
    isNarrow: () => root.classList.contains("is-narrow"),
    stop() {
      watcher.disconnect();
      paper.stop();
    },
  };
  return shell;
}
