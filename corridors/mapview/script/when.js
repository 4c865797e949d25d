// Days and dates with their precision. A day is a whole number: days since 1970-01-01.

export const DAY_MS = 86_400_000;
const WHEN_FORM = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?)|\/(\d{4}))?$/;

const days = new Map(); // of texts met before: an atlas names the same days thousands of times

// The day of an ISO text such as 2025-12-04, or null if it is not a day of the calendar.
export function dayOf(text) {
  if (!days.has(text)) days.set(text, readDay(text));
  return days.get(text);
}

function readDay(text) {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const stamp = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(stamp)) return null;
  const day = Math.round(stamp / DAY_MS);
  return isoOf(day) === text ? day : null;
}

// The ISO text of a day.
export function isoOf(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

// {text, first, last} (days) of an atlas date, which is {text, first, last} in ISO days or a text; else null.
export function spanOf(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return spanOfText(value);
  const first = dayOf(value.first);
  const last = dayOf(value.last);
  if (first === null || last === null) return typeof value.text === "string" ? spanOfText(value.text) : null;
  return { text: String(value.text ?? value.first), first, last };
}

function spanOfText(text) {
  const match = WHEN_FORM.exec(text);
  if (!match) return null;
  const [, year, quarter, month, day, lastYear] = match;
  const at = (y, m, d) => Math.round(Date.UTC(y, m, d) / DAY_MS);
  if (day) return dayOf(text) === null ? null : { text, first: dayOf(text), last: dayOf(text) };
  if (month) return { text, first: at(+year, month - 1, 1), last: at(+year, +month, 0) };
  if (quarter) return { text, first: at(+year, 3 * quarter - 3, 1), last: at(+year, 3 * quarter, 0) };
  return { text, first: at(+year, 0, 1), last: at(+(lastYear || year), 11, 31) };
}

function monthNames(t) {
  return [
    t("January"), t("February"), t("March"), t("April"), t("May"), t("June"), t("July"), t("August"),
    t("September"), t("October"), t("November"), t("December"),
  ];
}

// One text a month: in many languages a month beside a day is not called as it is alone.
const DAY_TEXTS = [
  (t, parts) => t("{day} January {year}", parts),
  (t, parts) => t("{day} February {year}", parts),
  (t, parts) => t("{day} March {year}", parts),
  (t, parts) => t("{day} April {year}", parts),
  (t, parts) => t("{day} May {year}", parts),
  (t, parts) => t("{day} June {year}", parts),
  (t, parts) => t("{day} July {year}", parts),
  (t, parts) => t("{day} August {year}", parts),
  (t, parts) => t("{day} September {year}", parts),
  (t, parts) => t("{day} October {year}", parts),
  (t, parts) => t("{day} November {year}", parts),
  (t, parts) => t("{day} December {year}", parts),
];

// A day written out: 4 December 2025.
export function dayText(t, day) {
  const [year, month, date] = isoOf(day).split("-").map(Number);
  return DAY_TEXTS[month - 1](t, { day: date, year });
}

// A date written out with no more precision than its source gives: 4 December 2025, November 2025, Q1 2025, 2014–2017.
export function whenText(t, value) {
  const span = spanOf(value);
  if (!span) return value?.text ? String(value.text) : t("no date");
  const match = WHEN_FORM.exec(span.text);
  if (!match) return span.text;
  const [, year, quarter, month, day, lastYear] = match;
  if (day) return dayText(t, span.first);
  if (month) return t("{month} {year}", { month: monthNames(t)[month - 1] ?? month, year });
  if (quarter) return t("Q{quarter} {year}", { quarter, year });
  return lastYear ? `${year}–${lastYear}` : year;
}
