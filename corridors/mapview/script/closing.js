// What closures make of an atlas: its index with rerouted legs on their new ways, and those with no way left marked so.
// Pure; docs/closures.md has the answer's shape.

// Kinds of thing that can be closed, in the order in which they are offered.
export const CLOSABLE = ["passage", "border", "crossing", "country", "place"];
const BORDER_KINDS = new Set(["border-crossing"]);
const PLACE_KINDS = new Set(["port", "terminal", "chokepoint", "station"]);

// An index as it is with these closures; the same index where nothing is closed.
export function closedIndex(index, answer) {
  if (!answer) return index;
  const items = index.items.map((item) => {
    const fate = item.kind === "leg" ? answer.legs[item.id] : undefined;
    return fate ? { ...item, leg: legAfter(item.leg, fate) } : item;
  });
  return {
    ...index, items, byId: new Map(items.map((item) => [item.id, item])),
    corridors: index.corridors.map((entry) => ({ ...entry, items: entry.items.map((item) => items[item.number]) })),
  };
}

// A leg with its `fate`: its new way, or the old one, which cannot be gone.
function legAfter(leg, fate) {
  if (fate.state === "no-way") return { ...leg, fate };
  const { line, km, nmi, days, passages, countries, crossings, gauge_breaks, schematic_km, proposed_km } = fate;
  return { ...leg, fate: { ...fate, parts_before: leg.path.parts ?? [] }, line, basis: "routed", path: { ...leg.path, km, nmi, days, passages, countries, crossings, gauge_breaks, schematic_km, proposed_km, no_route: null, parts: fate.parts ?? [] } };
}

// What of an atlas can be closed: {passage: [{close, name}], border: …}. Only what its legs touch.
export function closable(atlas, nameOf) {
  const found = Object.fromEntries(CLOSABLE.map((kind) => [kind, new Map()]));
  const note = (kind, close, name) => found[kind].set(close, name);
  for (const { path } of atlas.corridors.flatMap((corridor) => corridor.legs)) {
    if (!path) continue;
    for (const slug of path.passages) note("passage", slug, atlas.passages?.[slug]?.name ?? slug);
    for (const [code] of path.countries) note("country", `country:${code}`, nameOf.country(code));
    for (const crossing of path.crossings) {
      const pair = [crossing.from, crossing.to].sort();
      note("border", `crossing:${pair.join("-")}`, pair.map(nameOf.country).sort().join(" – "));
    }
  }
  for (const [id, node] of Object.entries(atlas.nodes)) {
    if (BORDER_KINDS.has(node.kind)) note("crossing", `crossing:${id}`, nameOf.place(id));
    else if (PLACE_KINDS.has(node.kind)) note("place", `node:${id}`, nameOf.place(id));
  }
  return Object.fromEntries(Object.entries(found).map(([kind, entries]) => [kind, [...entries].map(([close, name]) => ({ close, name })).sort((a, b) => a.name.localeCompare(b.name))]));
}

// The legs that closures touch, worst first: [{id, state, km_more, days_more, reason}], and how many there are of each kind.
export function outcomes(answer) {
  const legs = Object.entries(answer.legs).map(([id, fate]) => ({ id, ...fate }));
  legs.sort((a, b) => Number(b.state === "no-way") - Number(a.state === "no-way") || (b.km_more ?? 0) - (a.km_more ?? 0));
  return { legs, lost: legs.filter((leg) => leg.state === "no-way").length, rerouted: legs.filter((leg) => leg.state === "rerouted").length };
}
