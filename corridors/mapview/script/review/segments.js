// A text cut where its marks begin and end: marks may overlap and lie in one another. Pure.

// The stretches [{start, end, marks}] of a text from `from` to `to`, in order and without gaps. Marks are {start, end, …};
// in a stretch the shortest mark comes first, as it says most of what stands there, and one of kind `words` last.
export function cutBy(marks, from, to) {
  const inside = marks.filter((mark) => mark.start < to && mark.end > from && mark.start < mark.end);
  const cuts = new Set([from, to]);
  for (const { start, end } of inside) {
    if (start > from) cuts.add(start);
    if (end < to) cuts.add(end);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, place) => {
    const end = edges[place + 1];
    const here = inside.filter((mark) => mark.start <= start && mark.end >= end);
    return { start, end, marks: here.sort((a, b) => (a.kind === "words") - (b.kind === "words") || (a.end - a.start) - (b.end - b.start)) };
  });
}

// The lines [{start, end}] of a text, without those that are blank.
export function linesOf(text) {
  const lines = [];
  for (let start = 0; start <= text.length;) {
    const cut = text.indexOf("\n", start);
    const end = cut < 0 ? text.length : cut;
    if (text.slice(start, end).trim()) lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}
