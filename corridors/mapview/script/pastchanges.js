// Which list of changes answers a question, and what of it a view shows.
import { DAY_MS, isoOf } from "./when.js";

const OPENS_WITH_DAYS = 30;

// The changes that are asked for: {from, to} by hashes, or {since, to} by a day or the beginning of a hash. Beside the list
// `day` is that of the atlas it begins with, `begins` the first day on record where that comes after the day asked for,
// `byDay` whether a day was asked for. Throws an Error that says what is missing.
export async function askChanges(past, { from, since, to }) {
  if (from !== undefined) return fetchChanges(past, to, from);
  const { kept } = await fetchTold(`${past}/history.json`);
  const begin = beginning(kept, since);
  if (!begin) throw new Error(`${since.slice(0, 10)}: 404`);
  const byDay = since.includes("-");
  const day = begin.since.slice(0, 10);
  const changes = await fetchChanges(past, to, begin.hash);
  return { ...changes, day, byDay, begins: byDay && day > since ? day : null };
}

// The atlas that a list since a day or a hash begins with: of a day the last edition that is not later, or else the first.
export function beginning(kept, since) {
  if (!since.includes("-")) return kept.find((one) => one.hash.startsWith(since)) ?? null;
  const editions = kept.filter((one) => one.edition);
  return editions.findLast((one) => one.since <= since) ?? editions[0] ?? null;
}

// The changes that a view shows: of its corridors, and if a day was asked for, those that came later. What belongs to no
// corridor is always among them.
export function changesInView({ changes, byDay }, { c, since }) {
  const chosen = c && new Set(c);
  return changes.filter((one) => {
    if (byDay && ((one.at && one.at <= since) || (one.began && one.began > since))) return false;
    if (!byDay && one.began) return false;
    return !chosen || !one.corridors.length || one.corridors.some((id) => chosen.has(id));
  });
}

// The day that a reader who asks what is new begins with.
export function openingDay() {
  return isoOf(Math.floor(Date.now() / DAY_MS) - OPENS_WITH_DAYS);
}

async function fetchChanges(past, to, from) {
  return from === to ? { changes: [], gone: {} } : fetchTold(`${past}/changes/${to}/${from}.json`);
}

async function fetchTold(address) {
  const answer = await fetch(address);
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(content.error?.message ?? String(answer.status));
  return content;
}
