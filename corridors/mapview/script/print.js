// The map on paper: an A4 page, landscape, with the map as it is on the screen and, beside it, the key unfolded with the
// corridors in sight.
const PAGE_PX = { width: 1047, height: 718 }; // 277 × 190 mm at 96 px an inch: A4 less 10 mm all round
const KEY_PX = 240; // of the page's width
const HEAD_AND_FOOT_PX = 78; // of its height: title and frame
const PAGE_RULE = "@page { size: A4 landscape; margin: 10mm; }";
const UNBOUND = [["position", "static"], ["height", "auto"], ["overflow", "visible"]];

// {stop()}. While a page is printed the map keeps its size in px and is scaled as a picture is, so that nothing has to be
// drawn anew; the folds of `key` are open, as nobody can open them on paper. `isPrinting(on)` is told of both ends.
export function keepPrintable({ root, stage, key, isPrinting }) {
  const rule = new CSSStyleSheet(); // a page's size counts in the document alone, not in a shadow tree
  rule.replaceSync(PAGE_RULE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, rule];
  let folded = [];
  let hosts = [];

  function begin() {
    if (root.classList.contains("is-printing")) return;
    isPrinting(true);
    const { clientWidth: width, clientHeight: height } = stage;
    const zoom = Math.min((PAGE_PX.width - KEY_PX) / width, (PAGE_PX.height - HEAD_AND_FOOT_PX) / height);
    for (const [name, value] of [["width", `${width}px`], ["height", `${height}px`], ["zoom", zoom]]) root.style.setProperty(`--atlas-print-${name}`, value);
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

// The elements that an element stands in, out of shadow trees too: on paper none of them may cut it off.
function enclosersOf(element) {
  const found = [];
  for (let at = element.parentNode; at && at !== document; at = at.parentNode ?? at.host) if (at instanceof HTMLElement) found.push(at);
  return found;
}
