// Texts whose bidirectional controls end where the text ends. Twin of corridors/bidi.py.
// A control such as U+202E turns round what follows it on its line, other people's words included. Nothing is taken
// out of a text, quotes least of all: what it opens is closed at its end.

const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/;
const POP_EMBEDDING = "\u202C";
const POP_ISOLATE = "\u2069";
const EMBEDDINGS = "\u202A\u202B\u202D\u202E";
const FIRST_STRONG_ISOLATE = "\u2068";
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const ISOLATES = "\u2066\u2067\u2068";

// The text with a closing control added for each embedding, override or isolate that it leaves open.
export function closeControls(text) {
  if (!BIDI_CONTROLS.test(text)) return text;
  const opened = [];
  for (const letter of text) {
    if (EMBEDDINGS.includes(letter)) opened.push(POP_EMBEDDING);
    else if (ISOLATES.includes(letter)) opened.push(POP_ISOLATE);
    else if (letter === POP_EMBEDDING && opened.at(-1) === POP_EMBEDDING) opened.pop();
    else if (letter === POP_ISOLATE && opened.includes(POP_ISOLATE)) while (opened.pop() !== POP_ISOLATE);
  }
  return text + opened.reverse().join("");
}

// The text apart from what stands beside it in one line of text: its direction, and what it opens, are its own.
export function isolated(text) {
  const closed = closeControls(text);
  return closed === text && !RIGHT_TO_LEFT.test(text) ? text : FIRST_STRONG_ISOLATE + closed + POP_ISOLATE;
}
