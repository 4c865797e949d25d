// Setting a stop by a click on the map: the click is waited for, and the app asked which place is known there.
import { el } from "../dom.js";
import { queryOf } from "./asking.js";
import { solid } from "./parts.js";

// {element, begin(name), clicked([lat, lon]), end(place or null)}: `begin` gives a promise of the place, or of null where it is left.
// `onTurn(whether it is waited for)`; `onFault(refusal)` where the app cannot say.
export function makePlacing({ t, ask, onTurn, onFault }) {
  const element = el("div", "review-placing", { hidden: true, role: "status" }, el("span", "", {}, t("Click the place on the map.")), solid(t("Cancel"), () => end(null), { key: "cancel-place" }));
  let wanted = null;

  function end(place) {
    if (!wanted) return;
    const { done } = wanted;
    wanted = null;
    element.hidden = true;
    onTurn(false);
    done(place);
  }

  return {
    element, end,
    begin(name) {
      end(null);
      element.hidden = false;
      onTurn(true);
      return new Promise((done) => { wanted = { done, name }; });
    },
    async clicked([lat, lon]) {
      try {
        const { places } = await ask.get(`places.json${queryOf({ lat: lat.toFixed(5), lon: lon.toFixed(5), name: wanted?.name })}`);
        end(places[0] ?? null);
      } catch (refusal) {
        end(null);
        onFault(refusal);
      }
    },
  };
}
