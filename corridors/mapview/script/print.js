// The map on paper: a page, landscape, with the map as it is on the screen and, beside it, the key unfolded with the
// corridors in sight.
import { el } from "./dom.js";

const PAGE_PX = { width: 980, height: 718 }; // at 96 px an inch, less 10 mm all round: as wide as Letter, as high as A4
const KEY_PX = 222; // of the page's width
const HEAD_PX = 104; // of its height: what is pinned, title and frame
const PAGE_RULE = "@page { size: landscape; margin: 10mm; }";
const UNBOUND = [["position", "static"], ["height", "auto"], ["overflow", "visible"], ["transition", "none"], ["opacity", "1"]]; // a host may pale what it is still busy with

// {stop()}. While a page is printed one picture stands in the place of `map`, and the folds of `key` are open, as nobody
// can open them on paper. `isPrinting(on)` is told of both ends; the map may be drawn anew in it.
export function keepPrintable({ root, stage, map, key, isPrinting }) {
  const rule = new CSSStyleSheet(); // a page's size counts in the document alone, not in a shadow tree
  rule.replaceSync(PAGE_RULE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rule];
  let folded = [];
  let hosts = [];
  let picture = null;

  function begin() {
    if (root.classList.contains("is-printing")) return;
    isPrinting(true);
    const { clientWidth: width, clientHeight: height } = stage;
    const zoom = Math.min((PAGE_PX.width - KEY_PX) / width, (PAGE_PX.height - HEAD_PX) / height);
    root.style.setProperty("--atlas-print-zoom", zoom);
    picture = pictureOf(map);
    picture.style.width = `${width * zoom}px`;
    map.after(picture);
    folded = [key, ...key.querySelectorAll("details")].filter((one) => !one.open);
    for (const one of folded) one.open = true;
    hosts = enclosersOf(root).map((host) => [host, host.style.cssText]);
    for (const [host] of hosts) for (const [name, value] of UNBOUND) host.style.setProperty(name, value, "important");
    root.classList.add("is-printing");
  }

  function end() {
    root.classList.remove("is-printing");
    for (const one of folded) one.open = false;
    for (const [host, before] of hosts) host.style.cssText = before;
    [folded, hosts] = [[], []];
    picture?.remove();
    picture = null;
    isPrinting(false);
  }

  window.addEventListener("beforeprint", begin);
  window.addEventListener("afterprint", end);
  return {
    stop() {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rule);
    },
  };
}

// One canvas with what those of a map show, and its tiles. The map's own can't be printed: what is drawn once a page is to
// be printed Chromium keeps as strokes for the paper, where clearing a canvas paints it white, over all that lies beneath.
function pictureOf(map) {
  const frame = map.getBoundingClientRect();
  const sheets = [...map.querySelectorAll(".leaflet-tile, .atlas-sheet")].filter((sheet) => sheet.offsetWidth && sheet.naturalWidth !== 0);
  const ratio = Math.max(1, ...sheets.map((sheet) => (sheet.naturalWidth ?? sheet.width) / sheet.offsetWidth));
  const size = { width: Math.ceil(frame.width * ratio) || 1, height: Math.ceil(frame.height * ratio) || 1 };
  const flat = new OffscreenCanvas(size.width, size.height);
  const context = flat.getContext("2d");
  context.fillStyle = getComputedStyle(map).backgroundColor;
  context.fillRect(0, 0, size.width, size.height);
  context.scale(ratio, ratio);
  for (const sheet of sheets) {
    const { left, top, width, height } = sheet.getBoundingClientRect();
    const { opacity, filter } = getComputedStyle(sheet);
    Object.assign(context, { globalAlpha: Number(opacity), filter });
    context.drawImage(sheet, left - frame.left, top - frame.top, width, height);
  }
  const picture = Object.assign(el("canvas", "map-on-paper", { role: "img", aria: { label: map.getAttribute("aria-label") } }), size);
  picture.getContext("bitmaprenderer").transferFromImageBitmap(flat.transferToImageBitmap()); // of which no strokes are known
  return picture;
}

// The elements that an element stands in, out of shadow trees too: on paper none of them may cut it off.
function enclosersOf(element) {
  const found = [];
  for (let at = element.parentNode; at && at !== document; at = at.parentNode ?? at.host) if (at instanceof HTMLElement) found.push(at);
  return found;
}
