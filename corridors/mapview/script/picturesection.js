// The map as a picture for print, on the sheet “Take along”.
import { el } from "./dom.js";

const WIDTHS_MM = [90, 180, 277];
const USUAL_MM = 180;
const PICTURE_ENDINGS = { SVG: "-map.svg", "PNG, 300 dpi": "-map.png" }; // as ui/pictures.py has them

// Options: t; downloads ({base, ofView}); query and sel of the view. Null where no server draws.
export function pictureSection({ t, downloads, query, sel }) {
  if (!downloads?.ofView) return null;
  const links = Object.entries(PICTURE_ENDINGS).map(([name, ending]) => [el("a", "solid", { download: "" }, name), ending]);
  const width = el("select", "frame-choice", { on: { change: address } },
    WIDTHS_MM.map((mm) => el("option", "", { value: mm, selected: mm === USUAL_MM }, t("{mm} mm wide", { mm }))));
  address();
  return el("section", "takealong-part", {}, el("h3", "", {}, t("Picture")),
    el("p", "", {}, t("The map of this view for print, on its projection, with key and notes.")),
    el("p", "takealong-files", {}, el("label", "", {}, el("span", "atlas-offscreen", {}, t("Width")), width), links.map(([link]) => link)));

  function address() {
    const asked = [query.replace(/^\?/, ""), sel && `sel=${encodeURIComponent(sel)}`, `width-mm=${width.value}`].filter(Boolean).join("&");
    for (const [link, ending] of links) link.href = `${downloads.base}${ending}?${asked}`;
  }
}
