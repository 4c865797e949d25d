// How a leg is drawn: dash says which mode, weight and hollowness which status, fine gaps that it is schematic. Pure.
import { bitOf, NOT_KNOWN, NOT_STATED } from "./evidence.js";
import { isDead } from "./fold.js";
import { MODES } from "./link.js";

const DASHES = {
  rail: [], sea: [13, 5], road: [2.2, 3.6], river: [10, 4, 2, 4], air: [], "not-stated": [5, 4],
};
// The same rhythms, thinner and with a gap in what would be solid: not the way taken.
const SCHEMATIC_DASHES = {
  rail: [16, 2.4], sea: [9, 5.5], road: [2, 3.6], river: [9, 3.5, 2, 3.5], air: [16, 2.4], "not-stated": [5, 4],
};
const WEIGHTS = {
  operating: 3.8, constrained: 2.5, trial: 2.2, announced: 4, proposed: 4, "not-stated": 2.8,
  suspended: 2.4, closed: 2.4, abandoned: 2.4, "not-known": 2.2,
};
const SCHEMATIC_SHARE = 0.76;
const ARC = { dash: [0.1, 4.2], weight: 2 };
const UNKNOWN_DASH = [4.5, 4.5];
const EDITOR = { share: 0.78, alpha: 0.62 };

// {colour, width, dash, hollow, alpha, cross, cap} of a leg. Palette gives `dead` and `unknown`, the greys.
export function styleOf(item, state, colour, palette) {
  const { basis } = item.leg;
  const mode = modeOf(state);
  const lost = state.lead === NOT_KNOWN;
  const grey = isDead(state.lead) ? palette.dead : lost ? palette.unknown : null;
  const full = basis === "arc" ? ARC.weight : mode === "air" ? 1.6 : WEIGHTS[state.lead] ?? WEIGHTS[NOT_STATED];
  const firm = basis === "schematic" ? full * SCHEMATIC_SHARE : full;
  const own = state.stated === "editor";
  return {
    colour: grey ?? lifted(colour, palette.lift),
    width: own ? firm * EDITOR.share : firm,
    dash: dashOf(basis, mode, lost),
    hollow: basis !== "arc" && mode !== "road" && (state.lead === "announced" || state.lead === "proposed"),
    alpha: own ? EDITOR.alpha : 1,
    cross: isDead(state.lead),
    cap: basis === "arc" ? "round" : "butt",
  };
}

function dashOf(basis, mode, lost) {
  if (lost) return UNKNOWN_DASH;
  if (basis === "arc") return ARC.dash;
  return (basis === "schematic" ? SCHEMATIC_DASHES : DASHES)[mode];
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
