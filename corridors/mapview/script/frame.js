// The line under the map: scale in km and nautical miles, the day, the sources, the boundary note, whose data it is.
import { el } from "./dom.js";
import { sphereKm } from "./geometry.js";
import { dayText } from "./when.js";
import { numberText } from "./words.js";

const BAR_PX = 100;
const KM_PER_NMI = 1.852;

// {element, show(fold, index), scale(map)}; the element is appended to the root.
export function makeFrame(t, root) {
  const km = scaleBar();
  const nmi = scaleBar();
  const day = el("span", "frame-day");
  const sources = el("span", "frame-sources");
  const element = el("footer", "frame", {},
    el("div", "frame-scale", { aria: { hidden: "true" } }, km.element, nmi.element),
    day, sources,
    el("span", "frame-note", {}, t("Lines are schematic. Boundaries imply no opinion on the status of any territory.")),
    el("span", "frame-credit", {}, t("Ground: Natural Earth. Map: Leaflet.")));
  root.append(element);
  return {
    element,
    show(fold, index) {
      day.textContent = t("As of {date}", { date: dayText(t, fold.day) });
      sources.textContent = t("{on} of {all} sources on", {
        on: fold.sourceOn.filter(Boolean).length, all: index.sources.length,
      });
    },
    // The scale holds at the middle of the map.
    scale(map) {
      const size = map.getSize();
      const left = map.containerPointToLatLng([size.x / 2 - BAR_PX / 2, size.y / 2]);
      const right = map.containerPointToLatLng([size.x / 2 + BAR_PX / 2, size.y / 2]);
      const barKm = sphereKm([left.lat, left.lng], [right.lat, right.lng]);
      if (!(barKm > 0)) return;
      km.set(barKm, t("km"));
      nmi.set(barKm / KM_PER_NMI, t("nmi"));
    },
  };
}

function scaleBar() {
  const rule = el("i", "scale-rule");
  const text = el("span");
  return {
    element: el("span", "scale-bar", {}, rule, text),
    set(most, unit) {
      const length = roundLength(most);
      rule.style.width = `${(BAR_PX * length) / most}px`;
      text.textContent = `${numberText(length)}\u2009${unit}`;
    },
  };
}

function roundLength(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].find((step) => step * power <= most) * power;
}
