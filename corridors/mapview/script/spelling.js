// Folds a name so that its spellings meet: Cyrillic and Latin, Łacinka, Turkish letters, accents. Pure.

const CYRILLIC = pairs(
  "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіўїєґәғқңөұүһҳҷӣӯҝҹјљњћђџ",
  "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i u yi ye g a g k n o u u h h j i u g j j lj nj c d dz",
);
// Letters that Unicode does not take apart, and Arabic ones that Persian writes otherwise.
const LETTERS = pairs("ıłøđðþßæœəħŋيك", "i l o d d th ss ae oe a h n ی ک");
// Marks inside a word that say nothing: apostrophes, soft hyphens, what steers the direction of writing.
const SILENT = /['’‘`´ʹʺʻʼʿʾ″′\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const PLAIN = /^[a-z0-9 ]*$/;

// One sound written in several ways: the letters that stand for it, and what all of them become.
const SOUNDS = new Map(Object.entries({
  shch: "c", tsch: "c", tch: "c", ch: "c", cz: "c", sh: "s", sz: "s", zh: "z", dz: "d", dj: "d", kh: "h", g: "h", ph: "f",
  th: "t", ck: "k", q: "k", x: "ks", w: "v", j: "i", y: "i", o: "a",
}));
const WAYS = new RegExp([...SOUNDS.keys()].sort((a, b) => b.length - a.length).join("|"), "g");

function pairs(letters, romanised) {
  const parts = romanised.split(" ").map((part) => (part === "_" ? "" : part));
  return new Map([...letters].map((letter, place) => [letter, parts[place]]));
}

// The folded words of a name with a space before each: " beltamozhservice". Letters of other scripts stay.
export function foldWords(name) {
  let text = String(name).toLowerCase();
  if (!PLAIN.test(text)) {
    text = [...text.normalize("NFC").replace(SILENT, "")].map((letter) => CYRILLIC.get(letter) ?? LETTERS.get(letter) ?? letter).join("");
    text = text.normalize("NFKD").replace(/\p{M}+/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ");
  }
  return ` ${text.trim().replace(/ {2,}/g, " ")}`;
}

// Folded words with the ways to write one sound made alike: Kaliadzičy and Калядзічы, Hrodna and Гродно, service and
// сервис. Too coarse to be looked in first.
export function soundOf(folded) {
  return folded.replace(WAYS, (way) => SOUNDS.get(way)).replace(/c(?=e)/g, "s").replace(/i+(?=[aeu])/g, "").replace(/(\S)\1+/g, "$1");
}
