// A citation as text, and a link that opens the page at the quoted words. Pure.
import { closeControls } from "./bidi.js";
import { whenText } from "./when.js";

const LONGEST_EXACT = 200; // characters; longer quotes are found by their first and last words
const EDGE_WORDS = 6;

// The address if it is http or https, else null.
export function safeAddress(address) {
  if (typeof address !== "string") return null;
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

// The page's address with a text fragment that finds the quote; null without an http(s) address.
// https://wicg.github.io/scroll-to-text-fragment/: "-" and "," are syntax, so they are encoded too.
export function quoteAddress(address, quote) {
  const safe = safeAddress(address);
  if (safe === null || !quote) return safe;
  return `${safe}${safe.includes("#") ? "" : "#"}:~:text=${fragmentOf(quote)}`;
}

function fragmentOf(quote) {
  const lines = quote.split(/\s*[\r\n]+\s*/).map((line) => line.trim()).filter(Boolean);
  if (!lines.length) return "";
  const encode = (text) => encodeURIComponent(wellFormed(text)).replaceAll("-", "%2D");
  if (lines.length === 1 && lines[0].length <= LONGEST_EXACT) return encode(lines[0]);
  const first = lines[0].split(/\s+/).slice(0, EDGE_WORDS).join(" ");
  const last = lines.at(-1).split(/\s+/).slice(-EDGE_WORDS).join(" ");
  return `${encode(first)},${encode(last)}`;
}

function wellFormed(text) {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}

// When a source was published, with an inferred or missing date marked as such.
export function publishedText(t, source) {
  if (!source.published) return t("no date");
  const date = whenText(t, source.published);
  return source.published_inferred ? t("{date} [date inferred]", { date }) : date;
}

// Publisher, “Title”, date, address, accessed date if known, and the quote.
export function citationText(t, claim, source, publisher) {
  const parts = [publisher, source.title ? `“${source.title}”` : "", publishedText(t, source)].filter(Boolean).map(closeControls);
  const lines = [`${parts.join(", ")}.`];
  const address = safeAddress(source.url);
  if (address) lines.push(quoteAddress(address, claim.quote));
  if (source.retrieved) lines.push(t("Accessed {date}.", { date: whenText(t, source.retrieved) }));
  const archive = safeAddress(source.archive_url);
  if (archive) lines.push(t("Archived at {address}.", { address: archive }));
  if (claim.kind === "referenced" && source.primary !== true) lines.push(t("Primary document not held."));
  if (claim.kind === "editor") lines.push(t("Editor’s own claim: {reason}", { reason: claim.reason ?? "" }));
  if (claim.quote) lines.push(`“${claim.quote}”`);
  return lines.join("\n");
}
