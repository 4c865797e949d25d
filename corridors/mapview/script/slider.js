// The date slider: "as of" any day, with the days on which some status changes marked under it.
import { el } from "./dom.js";
import { dayOf, dayText, isoOf } from "./when.js";

// {element, show(day)}; `onDay(day)` is called with a day, or null for the cut-off.
export function makeSlider({ t, span, cutoff, changes, onDay }) {
  const reading = el("output", "slider-reading");
  const hint = el("p", "slider-hint");
  const range = el("input", "slider-range", {
    type: "range", min: span.first, max: span.last, step: 1, aria: { label: t("As of") },
    on: { input: () => onDay(Number(range.value) === cutoff ? null : Number(range.value)) },
  });
  const field = el("input", "slider-date", {
    type: "date", min: "1900-01-01", max: "2100-12-31", aria: { label: t("As of, as a date") },
    on: { change: () => field.value && onDay(dayOf(field.value) === cutoff ? null : dayOf(field.value)) },
  });
  const reset = el("button", "plain", { type: "button", on: { click: () => onDay(null) } },
    t("back to {date}", { date: dayText(t, cutoff) }));
  const place = (day) => `${(100 * (day - span.first)) / (span.last - span.first)}%`;
  const marks = el("div", "slider-marks", { aria: { hidden: "true" } },
    changes.filter((day) => day >= span.first && day <= span.last).map((day) => {
      const mark = el("i", "slider-mark");
      mark.style.left = place(day);
      return mark;
    }));
  const late = el("i", "slider-late");
  late.style.left = place(cutoff);
  marks.append(late);
  const element = el("section", "slider", {},
    el("div", "slider-head", {}, el("h2", "", {}, t("As of")), reading),
    el("div", "slider-track", {}, range, marks),
    el("div", "slider-foot", {}, field, reset),
    hint);
  return {
    element,
    show(day) {
      range.value = day;
      range.setAttribute("aria-valuetext", dayText(t, day));
      field.value = isoOf(day);
      reading.textContent = dayText(t, day);
      reset.hidden = day === cutoff;
      hint.hidden = day <= cutoff;
      hint.textContent = t("The editors looked up to {date}. What is later is not carried on: it is grey, “not known since …”.",
        { date: dayText(t, cutoff) });
    },
  };
}

// The days on which some status begins or ends, each once, in order.
export function changeDays(index) {
  const days = new Set();
  for (const item of index.items) {
    for (const one of item.status.flat()) if (one.dated) days.add(one.start);
  }
  return [...days].sort((a, b) => a - b);
}
