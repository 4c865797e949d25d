// Saying which place is meant: from the candidates, by a name, or by a click on the map.
import { el } from "../dom.js";
import { isolated } from "../bidi.js";
import { countryName } from "../naming.js";
import { raised } from "../words.js";
import { freshId, plain, solid } from "./parts.js";

// A place in one line: its kind and country, and where it lies.
export function placeText({ terms }, place) {
  const where = [terms("node", place.kind), place.country && countryName(place.country)].filter(Boolean).join(", ");
  return raised(place.position ? `${where}, ${degrees(place.position)}` : where);
}

function degrees([lat, lon]) {
  return `${Math.abs(lat).toFixed(2)}° ${lat < 0 ? "S" : "N"} ${Math.abs(lon).toFixed(2)}° ${lon < 0 ? "W" : "E"}`;
}

// A search for a place, by name or on the map, as one block; `onTake(place)` is called with the one that is taken.
export function placeFinder(page, { key, start = "", onTake }) {
  const { t } = page;
  const id = freshId("place");
  const found = el("div", "review-found", { role: "group", aria: { label: t("Places found") } });
  const said = el("p", "review-note", { role: "status" });
  const input = el("input", "review-input", {
    id, type: "text", defaultValue: start, dir: "auto", autocomplete: "off", data: { key: `${key}-search` },
    on: { keydown: (event) => { if (event.key === "Enter") { event.preventDefault(); search(); } } },
  });

  async function search() {
    const name = input.value.trim();
    if (!name) return void show([], t("Write the name of a place first."));
    said.textContent = t("Searching…");
    try {
      const { places } = await page.ask.get(`places.json?${new URLSearchParams({ name })}`);
      show(places, places.length > 1 ? t("{n} places found", { n: places.length }) : places.length ? t("One place found") : t("No place of that name is known. Try another spelling, or click on the map."));
    } catch (refusal) {
      show([], `${refusal.message} ${refusal.told?.mend ?? ""}`);
    }
  }

  function show(places, words) {
    said.textContent = words;
    found.replaceChildren(...places.map((place, at) => el("button", "review-place", { type: "button", data: { key: `${key}-found-${at}` }, on: { click: () => onTake(place) } },
      el("b", "", { dir: "auto" }, place.name), " ", el("small", "", {}, placeText(page, place)))));
  }

  async function fromMap() {
    said.textContent = t("Click the place on the map. Escape leaves it.");
    const place = await page.placeOnMap(input.value.trim());
    if (place) onTake(place);
    else said.textContent = "";
  }

  return el("div", "review-finder", {}, el("label", "review-label", { htmlFor: id }, t("Name of the place")),
    el("span", "review-row", {}, input, solid(t("Search"), search, { key: `${key}-go` })),
    plain(t("Or click it on the map"), fromMap, { key: `${key}-map` }), said, found);
}

// The places that a name may mean, to choose from; [value, text] pairs for a menu, the chosen one first.
export function placePairs(page, stop) {
  const all = stop.place && !stop.candidates.some((one) => samePlace(one, stop.place)) ? [stop.place, ...stop.candidates] : stop.candidates;
  return { all, pairs: all.map((place, at) => [String(at), `${isolated(place.name)} – ${placeText(page, place)}`]), at: String(all.findIndex((one) => stop.place && samePlace(one, stop.place))) };
}

export function samePlace(a, b) {
  return a.name === b.name && a.kind === b.kind && a.country === b.country && String(a.position) === String(b.position);
}
