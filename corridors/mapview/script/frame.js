// The line under the map: scale in km and nautical miles, the day, the sources. What is longer, whose data it is in full
// and the reader's own choices stand on a sheet behind one button.
import { safeAddress } from "./citation.js";
import { el, outLink } from "./dom.js";
import { sphereKm } from "./geometry.js";
import { dayText } from "./when.js";
import { numberText } from "./words.js";

const BAR_PX = 84;
const KM_PER_NMI = 1.852;
const SHEET_ID = "atlas-about";

// {element, show(fold, index), scale(map)}; the frame is appended to the root. `element` is where the reader's choices
// go: they stand on the sheet, and a credit in them beside the button while the sheet is closed.
export function makeFrame(t, root) {
  const [km, nmi] = [scaleBar(), scaleBar()];
  const [day, sources, credit] = [el("span", "frame-day"), el("span", "frame-sources"), el("span", "frame-credit")];
  const [way, notices] = [el("p"), el("div", "frame-notices")];
  const element = el("div", "frame-choices");
  const sheet = el("div", "frame-sheet", { id: SHEET_ID, role: "group", aria: { label: t("About this map") } },
    el("p", "frame-title", { aria: { hidden: "true" } }, t("About this map")), way,
    el("p", "", {}, t("Boundaries imply no opinion on the status of any territory.")),
    el("p", "", {}, t("Ground: Natural Earth. Map: Leaflet.")), notices, element);
  const about = el("button", "plain frame-about", {
    type: "button", aria: { expanded: "false", controls: SHEET_ID }, on: { click: () => turn(!isOpen()) },
  }, t("About this map"));
  const frame = el("footer", "frame", { on: { keydown: closeByKey } },
    el("div", "frame-line", {},
      el("div", "frame-scale", { aria: { hidden: "true" } }, km.element, nmi.element), day, sources, credit,
      el("span", "frame-note", { aria: { hidden: "true" } }, t("Boundaries imply no opinion."))),
    about, sheet);
  root.append(frame);
  root.addEventListener("pointerdown", ({ target }) => { if (isOpen() && !frame.contains(target) && !target.closest("dialog")) turn(false); });

  function isOpen() {
    return frame.classList.contains("is-open");
  }

  function turn(open) {
    frame.classList.toggle("is-open", open);
    about.setAttribute("aria-expanded", String(open));
  }

  function closeByKey(event) {
    if (event.key !== "Escape" || !isOpen()) return;
    event.stopPropagation(); // the details stay open
    turn(false);
    about.focus();
  }

  return {
    element,
    show(fold, index) {
      day.textContent = t("As of {date}", { date: dayText(t, fold.day) });
      sources.textContent = t("{on} of {all} sources on", {
        on: fold.sourceOn.filter(Boolean).length, all: index.sources.length,
      });
      if (frame.dataset.atlas === index.atlas.hash) return;
      frame.dataset.atlas = index.atlas.hash;
      const held = index.atlas.notices ?? [];
      way.textContent = index.items.some((item) => item.leg?.basis === "routed")
        ? t("Lines follow our network’s assumed path between stated ends; where no network serves them they are schematic.")
        : t("Lines are schematic: great-circle pieces through the named places, not the way taken.");
      notices.replaceChildren(...held.map((one) => el("p", "", {}, noticeLink(one))));
      credit.replaceChildren(...(held.length ? held.map(noticeLink) : [t("Ground: Natural Earth")]));
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

function noticeLink({ text, url }) {
  return outLink(safeAddress(url), text);
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
