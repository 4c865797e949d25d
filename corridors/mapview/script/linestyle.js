// How a leg is drawn: colour says which corridor, dash which mode, weight and hollowness which status. Pure.
import { bitOf, NOT_KNOWN, NOT_STATED } from "./evidence.js";
import { isDead } from "./fold.js";
import { MODES } from "./link.js";

const DASHES = {
  rail: [], sea: [13, 5], road: [2.2, 3.6], river: [10, 4, 2, 4], air: [], "not-stated": [5, 4],
};
const WEIGHTS = {
  operating: 3.4, constrained: 2, trial: 1.8, announced: 3.2, proposed: 3.2, "not-stated": 2.4,
  suspended: 2.2, closed: 2.2, abandoned: 2.2, "not-known": 2,
};
const ARC = { dash: [1.4, 4], weight: 1.8 };

// {colour, width, dash, hollow, alpha, cross, cap} of a leg. Palette gives `dead` and `unknown`, the greys.
export function styleOf(item, state, corridor, palette) {
  const { basis } = item.leg;
  const mode = modeOf(state);
  const grey = isDead(state.lead) ? palette.dead : state.lead === NOT_KNOWN ? palette.unknown : null;
  const thin = basis === "arc" ? ARC.weight : mode === "air" ? 1.4 : WEIGHTS[state.lead] ?? WEIGHTS[NOT_STATED];
  return {
    colour: grey ?? lifted(corridor.colour, palette.lift),
    width: basis === "schematic" ? thin * 0.86 : thin,
    dash: basis === "arc" ? ARC.dash : DASHES[mode],
    hollow: basis !== "arc" && mode !== "road" && (state.lead === "announced" || state.lead === "proposed"),
    alpha: basis === "schematic" ? 0.9 : 1,
    cross: isDead(state.lead),
    cap: basis === "arc" ? "round" : "butt",
  };
}

// A colour #rrggbb mixed with white by a share from 0 to 1: dark colours are lifted off a dark ground.
export function lifted(colour, share) {
  const amount = Number(share) || 0;
  if (!amount || !/^#[0-9a-f]{6}$/i.test(colour)) return colour;
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgb(${parts.map((part) => Math.round(part + (255 - part) * amount)).join(", ")})`;
}

// The mode a leg is drawn by: its only one, else the first of the vocabulary that some source states.
export function modeOf(state) {
  return MODES.find((mode) => state.modes & bitOf(MODES, mode)) ?? NOT_STATED;
}
