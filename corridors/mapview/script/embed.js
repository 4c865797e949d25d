// The map in somebody else's page: no panels, no bar, a way to the whole map; and the snippet that puts it there.
import { el } from "./dom.js";

const MARK = "embed=true"; // Streamlit's own parameter too; links keep what is not theirs

export function isEmbedded(view) {
  return view.other.includes(MARK);
}

// The view of the same link without its frame, or in one.
export function withFrame(view, framed) {
  const other = view.other.filter((part) => part !== MARK);
  return { ...view, other: framed ? [...other, MARK] : other };
}

// The page without what is around the map: {show(address)}, where address is that of the same view with everything.
export function keepEmbedded({ t, shell, map }) {
  const link = el("a", "solid embed-whole", { target: "_blank", rel: "noopener" }, t("Open the whole atlas"));
  shell.root.classList.add("is-embedded");
  shell.stage.append(link);
  // A wheel that was turned to read on in the page around it isn't meant for the map, until the map was touched.
  map.scrollWheelZoom.disable();
  map.once("mousedown focus", () => map.scrollWheelZoom.enable());
  return { show: (address) => link.setAttribute("href", address) };
}

// The element that shows an address in a page, as text to paste there.
export function embedSnippet(address, title) {
  return `<iframe src="${attributeText(address)}" title="${attributeText(title)}" width="100%" height="480" loading="lazy" frameborder="0" allowfullscreen></iframe>`;
}

function attributeText(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
