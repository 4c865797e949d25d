// Lengths and times as they are told: km with nautical miles at sea, days always as a range.
import { numberText } from "./words.js";

const WHOLE_FROM_KM = 20;
const WHOLE_FROM_DAYS = 10;

// 2 033 km, or 2 033 km (1 098 nmi) by water.
export function lengthText(t, km, nmi = null) {
  const text = t("{km} km", { km: roundedKm(km) });
  return nmi === null || nmi === undefined ? text : t("{length} ({nmi} nmi)", { length: text, nmi: roundedKm(nmi) });
}

// 1 098 nmi.
export function nauticalText(t, nmi) {
  return t("{nmi} nmi", { nmi: roundedKm(nmi) });
}

// 3–5 days, 0.4–0.9 days.
export function daysText(t, [low, high]) {
  const [from, to] = [roundedDays(low), roundedDays(high)];
  return from === to ? t("about {n} days", { n: from }) : t("{from}–{to} days", { from, to });
}

// How much farther a way is.
export function kmMoreText(t, km) {
  return Math.round(km) < 0 ? t("{km} km less", { km: roundedKm(-km) }) : t("{km} km more", { km: roundedKm(km) });
}

// How much longer it takes: the change of both ends of the range.
export function daysMoreText(t, [low, high]) {
  if (low < 0 && high <= 0) return t("{from}–{to} days less", { from: roundedDays(-high), to: roundedDays(-low) });
  return t("{from}–{to} days more", { from: roundedDays(low), to: roundedDays(high) });
}

function roundedKm(value) {
  return numberText(value >= WHOLE_FROM_KM ? Math.round(value) : Number(value.toFixed(1)));
}

function roundedDays(value) {
  return numberText(Math.abs(value) >= WHOLE_FROM_DAYS ? Math.round(value) : Number(value.toFixed(1)));
}
