// What a draft rests on in one article's text: the words of its stops, legs, names and fields. Pure.

// Marks {start, end, kind, ref, label}, in code points: kind is stop, leg, name, field or words; `furniture` has no ref. Where
// a stop rests on a whole sentence, its name in it is the mark, and the sentence but its words.
export function marksOf(t, terms, draft, article) {
  const marks = (article.furniture ?? []).map(([start, end]) => ({ start, end, kind: "furniture", ref: null, label: "" }));
  const add = (evidence, kind, ref, label) => {
    if (evidence?.article === article.id && Number.isInteger(evidence.start)) marks.push({ start: evidence.start, end: evidence.end, kind, ref, label });
  };
  const names = new Map(draft.stops.map((stop, at) => [stop.key, { ...stop, number: at + 1 }]));
  for (const evidence of draft.named) add(evidence, "name", "corridor", t("the corridor’s name"));
  if (draft.into_why) add(draft.into_why, "name", "corridor", t("why it is taken for a known corridor"));
  for (const stop of names.values()) {
    const where = stop.place ? stop.place.name : t("place not known");
    const ref = `stop/${stop.key}`;
    const label = t("stop {n}, {place}", { n: stop.number, place: where });
    for (const evidence of stop.stated.filter((one) => one.quote)) {
      const names = namesWithin(evidence, stop);
      if (names.length) add(evidence, "words", ref, "");
      for (const [start, end] of names.length ? names : [[evidence.start, evidence.end]]) add({ ...evidence, start, end }, "stop", ref, label);
    }
  }
  for (const leg of draft.legs) {
    const ends = `${names.get(leg.start)?.name ?? leg.start} – ${names.get(leg.end)?.name ?? leg.end}`;
    const ref = `leg/${leg.key}`;
    for (const evidence of leg.stated) add(evidence, "leg", ref, t("leg {ends}", { ends }));
    for (const one of leg.modes) add(one.evidence, "field", ref, t("{what} of the leg {ends}", { what: terms("mode", one.value), ends }));
    for (const one of leg.statuses) add(one.evidence, "field", ref, t("{what} of the leg {ends}", { what: terms("status", one.value), ends }));
    for (const one of leg.cargo) add(one.evidence, "field", ref, t("{what} of the leg {ends}", { what: terms("cargo", one.value), ends }));
    for (const one of leg.operators) add(one.evidence, "field", ref, t("{what} of the leg {ends}", { what: one.name, ends }));
  }
  for (const one of draft.statuses) add(one.evidence, "field", "corridor", terms("status", one.value));
  for (const one of draft.operators) add(one.evidence, "field", "corridor", one.name);
  return marks;
}

// Where a stop's name stands in a quote, [start, end] each: as it was recognised, else where the quote has it first; none where
// the quote is little more than the name.
function namesWithin({ start, end, quote }, { name, mentions = [] }) {
  const known = mentions.filter(([from, to]) => from >= start && to <= end && to - from < end - start);
  if (known.length) return known;
  const at = quote.length > name.length ? quote.indexOf(name) : -1;
  if (at < 0) return [];
  const from = start + [...quote.slice(0, at)].length; // offsets count code points
  return [[from, from + [...name].length]];
}

// The draft as the map takes it; `wayOf(leg key)` gives the way of a leg, or null where it is not known.
export function picturedBy(draft, wayOf) {
  return {
    stops: draft.stops.map((stop, at) => ({ ref: `stop/${stop.key}`, number: at + 1, name: stop.place?.name ?? stop.name, at: stop.place?.position ?? null })),
    legs: draft.legs.map((leg) => ({ ref: `leg/${leg.key}`, from: `stop/${leg.start}`, to: `stop/${leg.end}`, mode: leg.modes[0]?.value ?? null, way: wayOf(leg.key) })),
    lines: draft.picture,
  };
}

// What is pointed at together with a ref: the ends of a leg; the legs of a stop are left in peace.
export function litWith(draft, ref) {
  const leg = draft.legs.find((one) => `leg/${one.key}` === ref);
  return leg ? [ref, `stop/${leg.start}`, `stop/${leg.end}`] : ref ? [ref] : [];
}
