// The ways of a proposal's legs, as the map will draw them: asked for anew whenever a stop, a leg or a mode has changed.
import { lengthText } from "../measures.js";

// {follow(reviewed), of(leg key), phase()}: `onFound()` is called once the ways are known, or cannot be had.
export function makeDraftWays({ ask, onFound }) {
  let [wanted, ways, phase] = ["", {}, "known"];
  return {
    // {basis, km, nmi, no_route, line} of a leg; null where it is not known.
    of: (key) => ways[key] ?? null,
    phase: () => phase, // asked, known or away
    async follow({ id, draft }) {
      const asked = JSON.stringify([id, draft.kind, draft.into, draft.stops.map(({ key, place }) => [key, place?.at, place?.position]), draft.legs.map(({ key, start, end, modes }) => [key, start, end, modes.map((one) => one.value)])]);
      if (asked === wanted) return;
      [wanted, ways, phase] = [asked, {}, draft.legs.length ? "asked" : "known"];
      if (phase === "known") return;
      try {
        const told = await ask.get(`proposals/${encodeURIComponent(id)}/ways.json`);
        if (asked !== wanted) return;
        [ways, phase] = [told.ways, "known"];
      } catch {
        if (asked !== wanted) return;
        [wanted, phase] = ["", "away"]; // lines stay straight; the next change asks again
      }
      onFound();
    },
  };
}

// A way in a word or two, for a line of a list; empty where it is not known yet.
export function wayBrief(t, way) {
  if (!way) return "";
  if (way.basis === "none") return t("not drawn");
  return way.no_route ? t("no way over our network") : way.basis === "arc" ? t("drawn as an arc") : lengthText(t, way.km);
}

// The same in a sentence.
export function wayText(t, way) {
  if (!way) return "";
  switch (way.basis) {
    case "routed": return t("Its way on the map: {length}, the shortest over our network.", { length: lengthText(t, way.km, way.nmi) });
    case "arc": return t("Drawn as an arc: nobody has published its path.");
    case "none": return t("Told in words, not drawn: nobody has said where one of its ends is.");
    default: return t("No way over our network: {reason}. It is drawn straight.", { reason: way.no_route ?? t("not known why") });
  }
}
