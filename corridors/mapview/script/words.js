// The interface's words: one catalogue of texts, looked up by their English form.
import { closeControls } from "./bidi.js";

// Gives t(text, values): the catalogue's text (or the English itself) with each {name} filled in.
export function makeT(strings) {
  return (text, values = {}) => {
    const found = strings && Object.hasOwn(strings, text) && strings[text] ? strings[text] : text;
    return found.replace(/\{(\w+)\}/g, (whole, key) => (Object.hasOwn(values, key) ? closeControls(String(values[key])) : whole));
  };
}

// Names of the vocabulary's values; one that is not in the vocabulary is shown as it stands.
export function makeTerms(t) {
  const names = {
    mode: {
      sea: t("sea"), rail: t("rail"), road: t("road"), river: t("river"), air: t("air"),
      "not-stated": t("mode not stated"),
    },
    status: {
      proposed: t("proposed"), announced: t("announced"), trial: t("trial"), operating: t("operating"),
      constrained: t("constrained"), suspended: t("suspended"), closed: t("closed"), abandoned: t("abandoned"),
      "not-stated": t("status not stated"), "not-known": t("not known on this day"),
    },
    cargo: {
      containers: t("containers"), lcl: t("part loads (LCL)"), general: t("general cargo"),
      fertiliser: t("fertiliser"), timber: t("timber"), "oil-products": t("oil products"),
      construction: t("construction materials"), military: t("military"), "not-stated": t("cargo not stated"),
    },
    node: {
      port: t("port"), "border-crossing": t("border crossing"), terminal: t("terminal"), station: t("station"),
      plant: t("plant"), city: t("city"), site: t("site"), chokepoint: t("chokepoint"),
      country: t("country"), region: t("region"), sea: t("sea"), class: t("class of site"), place: t("place of unknown position"),
    },
    actor: {
      company: t("company"), authority: t("authority"), organisation: t("organisation"), person: t("person"), group: t("group"),
    },
    corridor: {
      corridor: t("Corridors"), flow: t("Flows without a published path"), baseline: t("Yardsticks"),
      crossings: t("Border crossings"),
    },
    oneCorridor: {
      corridor: t("Corridor"), flow: t("Flow without a published path"), baseline: t("Yardstick"),
      crossings: t("Border crossings"),
    },
    topic: {
      name: t("Names"), provenance: t("Where this comes from"), time: t("Time"), purpose: t("Purpose"),
      benefit: t("Claimed benefit"), constraint: t("Constraints"), risk: t("Risks"), event: t("Events"),
      legal: t("Legal"), listing: t("Sanctions listings"), role: t("Roles"), ownership: t("Ownership"),
      cost: t("Cost"), length: t("Length"), duration: t("Duration"), volume: t("Volume"),
      capacity: t("Capacity"), cargo: t("Cargo"), trade: t("Trade"), proposal: t("Proposals"),
      gap: t("Gaps"), negative: t("What is not shown or not found"), context: t("Context"),
    },
  };
  return (kind, value) => (Object.hasOwn(names[kind], value) ? names[kind][value] : String(value));
}

// Lengths and shares as they are printed: thin spaces between thousands, a true minus.
export function numberText(value) {
  const [whole, rest] = String(Math.abs(value)).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u2009") : whole;
  return (value < 0 ? "−" : "") + grouped + (rest ? `.${rest}` : "");
}

// The first letter raised, for a word of the vocabulary at the start of a line.
export function raised(text) {
  const [first = ""] = text;
  return first.toLocaleUpperCase() + text.slice(first.length);
}
