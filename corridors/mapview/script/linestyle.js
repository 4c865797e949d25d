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
// Only a way that a source gives is drawn at full weight: what our network supplies is lighter, what none serves more so.
const SHARES = { routed: 0.82, schematic: 0.72 };
const ARC = { dash: [0.1, 4.2], weight: 2 };
const NAME_INK = 0.35; // in a corridor’s name beside its line: texts need more contrast than lines
const UNKNOWN_DASH = [4.5, 4.5];
// Paler by grey, not by letting the ground through: so its contrast holds (tests/data/test_colours.py measures it).
const EDITOR = { share: 0.66, grey: 0.5 };

// {colour, width, dash, hollow, cross, cap} of a leg. Palette gives `dead` and `unknown`, the greys.
export function styleOf(item, state, colour, palette) {
  const { basis, fate } = item.leg;
  const dead = isDead(state.lead) || fate?.state === "no-way";
  const mode = modeOf(state);
  const lost = state.lead === NOT_KNOWN;
  const grey = dead ? palette.dead : lost ? palette.unknown : null;
  const full = basis === "arc" ? ARC.weight : mode === "air" ? 1.6 : WEIGHTS[state.lead] ?? WEIGHTS[NOT_STATED];
  const firm = full * (SHARES[basis] ?? 1);
  const own = state.stated === "editor";
  return {
    colour: grey ?? (own ? mixed(lifted(colour, palette.lift), palette.unknown, EDITOR.grey) : lifted(colour, palette.lift)),
    width: own ? firm * EDITOR.share : firm,
    dash: dashOf(basis, mode, lost),
    hollow: basis !== "arc" && mode !== "road" && (state.lead === "announced" || state.lead === "proposed"),
    cross: dead,
    cap: basis === "arc" ? "round" : "butt",
  };
}

function dashOf(basis, mode, lost) {
  if (lost) return UNKNOWN_DASH;
  if (basis === "arc") return ARC.dash;
  return (basis === "schematic" ? SCHEMATIC_DASHES : DASHES)[mode];
}

// A colour mixed with white by a share from 0 to 1: dark colours are lifted off a dark ground.
export function lifted(colour, share) {
  return mixed(colour, "#ffffff", Number(share) || 0);
}

// The colour of a corridor's name, a deeper one of the same hue.
export function nameColour(colour, palette) {
  return mixed(lifted(colour, palette.lift), palette.ink, NAME_INK);
}

// A colour #rrggbb with a share of another; one that is not written so stays as it is.
function mixed(colour, other, share) {
  const [from, to] = [colour, other].map((one) => /^#[0-9a-f]{6}$/i.test(one) && [1, 3, 5].map((at) => parseInt(one.slice(at, at + 2), 16)));
  if (!share || !from || !to) return colour;
  return `#${from.map((part, at) => Math.round(part + (to[at] - part) * share).toString(16).padStart(2, "0")).join("")}`;
}

// The mode a leg is drawn by: its only one, else the first of the vocabulary that some source states.
export function modeOf(state) {
  return MODES.find((mode) => state.modes & bitOf(MODES, mode)) ?? NOT_STATED;
}
