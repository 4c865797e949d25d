// The article's text with its marks. Its words are text nodes of their own, unchanged: what a reader selects is found by
// their offsets. While words are being marked the text can be walked with a caret, and nothing in it can be changed.
import { el } from "../dom.js";
import { makeOffsets } from "./offsets.js";
import { cutBy, linesOf } from "./segments.js";
import { selectedRange } from "./selected.js";

// {element, show(article, marks), light(refs), goTo(ref), startMarking(label), stopMarking(), selection()}. Marks are
// {start, end, kind, ref, label}, in code points; `onPoint(ref or null)` is called with what is pointed at, `onPick(ref)`
// with what is taken, `onWords(words or null)` when the selected words change while marking.
export function makeTextPane({ t, onPoint, onPick, onWords }) {
  const body = el("div", "review-text", { role: "group", aria: { label: t("The article’s text") } });
  const key = [["stop", t("a stop")], ["name", t("a name")], ["field", t("mode, status, cargo …")], ["leg", t("a leg’s sentence")]].map(([kind, text]) => el("span", `mark mark-${kind}`, {}, text));
  const hint = el("p", "review-hint", {}, key.flatMap((one) => [one, " "]), t("Arrow keys go from mark to mark."));
  const element = el("div", "review-text-room", {}, hint, body);
  let [article, marks, offsets, isMarking, roving] = [null, [], null, false, 0];
  let lit = new Set();

  body.addEventListener("pointerover", ({ target }) => onPoint(refOf(target)));
  body.addEventListener("pointerleave", () => onPoint(null));
  body.addEventListener("focusin", ({ target }) => onPoint(refOf(target)));
  body.addEventListener("focusout", () => onPoint(null));
  body.addEventListener("click", ({ target }) => { if (!isMarking && refOf(target)) onPick(refOf(target)); });
  body.addEventListener("keydown", (event) => (isMarking ? null : walk(event)));
  for (const type of ["beforeinput", "paste", "cut", "drop", "dragstart"]) body.addEventListener(type, (event) => event.preventDefault());
  const tell = () => { if (isMarking) onWords(selection()); };
  document.addEventListener("selectionchange", tell);

  function refOf(target) {
    return target.closest?.("[data-ref]")?.dataset.ref ?? null;
  }

  function stops() {
    return [...body.querySelectorAll("[data-begins]")];
  }

  function walk(event) {
    const all = stops();
    const at = all.indexOf(event.target);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") onPick(refOf(event.target));
    else if (step) rove(all, (at + step + all.length) % all.length);
    else if (event.key === "Home" || event.key === "End") rove(all, event.key === "Home" ? 0 : all.length - 1);
    else return;
    event.preventDefault();
  }

  function rove(all, next) {
    all[roving]?.setAttribute("tabindex", "-1");
    roving = next;
    all[next].setAttribute("tabindex", "0");
    all[next].focus();
  }

  function draw() {
    const inUnits = marks.map((mark) => ({ ...mark, start: offsets.toUnits(mark.start), end: offsets.toUnits(mark.end) }));
    const begun = new Set();
    body.replaceChildren(...linesOf(article.text).map(({ start, end }) => {
      const line = el("p", "review-line", { dir: "auto" });
      line.append(...cutBy(inUnits, start, end).map((piece) => pieceOf(piece, begun)));
      return line;
    }));
    const all = stops();
    roving = Math.min(roving, Math.max(0, all.length - 1));
    all[roving]?.setAttribute("tabindex", "0");
    hint.hidden = isMarking || !all.length;
    light(lit);
  }

  // A stretch of the text: the shortest mark says what it looks like, all of them what it belongs to.
  function pieceOf({ start, end, marks: here }, begun) {
    const words = document.createTextNode(article.text.slice(start, end));
    const [first] = here;
    const piece = el(first ? "mark" : "span", first ? `mark mark-${first.kind}` : "", { data: { start: String(start) } });
    piece.append(words);
    if (!first || first.kind === "furniture") return piece;
    piece.dataset.refs = here.map((mark) => mark.ref).filter(Boolean).join(" ");
    piece.dataset.ref = first.ref;
    const key = `${first.ref} ${first.start}`;
    if (isMarking || first.kind === "words" || begun.has(key)) return piece;
    begun.add(key);
    piece.dataset.begins = "";
    piece.setAttribute("role", "button");
    piece.setAttribute("tabindex", "-1");
    piece.setAttribute("aria-label", `${article.text.slice(first.start, first.end)}: ${first.label}`);
    return piece;
  }

  function light(refs) {
    lit = new Set(refs);
    for (const piece of body.querySelectorAll("[data-refs]")) {
      const isOwn = lit.has(piece.dataset.ref);
      const isAround = /mark-(leg|words)/.test(piece.className) && piece.dataset.refs.split(" ").some((ref) => lit.has(ref));
      piece.classList.toggle("is-lit", isOwn || isAround);
    }
  }

  // The selected words {start, end, text} in code points, without the white space at their ends; null if there are none.
  function selection() {
    const range = selectedRange(body);
    if (!range) return null;
    const cut = article.text.slice(range.start, range.end);
    const text = cut.trim();
    if (!text) return null;
    const start = range.start + cut.indexOf(text);
    return { start: offsets.toPoints(start), end: offsets.toPoints(start + text.length), text };
  }

  return {
    element, light, selection,
    show(next, nextMarks) {
      if (!article || next.text !== article.text) offsets = makeOffsets(next.text);
      [article, marks] = [next, nextMarks];
      body.lang = next.language ?? "";
      draw();
    },
    // Brings the first words of a mark into sight.
    goTo(ref) {
      const piece = [...body.querySelectorAll("[data-refs]")].find((one) => one.dataset.refs.split(" ").includes(ref));
      piece?.scrollIntoView({ block: "center" });
    },
    // The same for any words of it: they are shown as if pointed at.
    goToWords({ start, end }) {
      const [from, to] = [offsets.toUnits(start), offsets.toUnits(end)];
      const pieces = [...body.querySelectorAll("[data-start]")];
      const inside = pieces.filter((piece) => Number(piece.dataset.start) < to && Number(piece.dataset.start) + piece.textContent.length > from);
      for (const piece of pieces) piece.classList.toggle("is-shown", inside.includes(piece));
      inside[0]?.scrollIntoView({ block: "center" });
    },
    startMarking(label) {
      isMarking = true;
      draw();
      for (const [name, value] of [["contenteditable", "true"], ["role", "textbox"], ["aria-readonly", "true"], ["aria-multiline", "true"], ["aria-label", label], ["spellcheck", "false"]]) body.setAttribute(name, value);
      body.focus({ preventScroll: true });
    },
    stopMarking() {
      isMarking = false;
      for (const name of ["contenteditable", "aria-readonly", "aria-multiline", "spellcheck"]) body.removeAttribute(name);
      body.setAttribute("role", "group");
      body.setAttribute("aria-label", t("The article’s text"));
      draw();
    },
    isMarking: () => isMarking,
    stop: () => document.removeEventListener("selectionchange", tell),
  };
}
