// Parts that fold: each stays as it was when everything is drawn anew, and is only made once it is open.
import { el } from "../dom.js";

// folded(key, head, makeContent, class name): a part as an element. `folds` is the set of the keys of those that are open;
// `onOpen(key, element)` is called when one is opened.
export function makeFolding({ folds, onOpen }) {
  return (key, head, makeContent, className = "") => {
    const summary = el("summary", "", { data: { key: `fold ${key}` } }, head);
    const fold = el("details", `review-fold ${className}`, { open: folds.has(key) }, summary);
    let isMade = false;

    function make() {
      if (!isMade) fold.append(el("div", "review-body", {}, makeContent()));
      isMade = true;
    }

    const keep = (isOpen) => folds[isOpen ? "add" : "delete"](key);
    summary.addEventListener("click", () => keep(!fold.open)); // at once: toggles are told later, and all may be new by then
    fold.addEventListener("toggle", () => {
      keep(fold.open);
      if (!fold.open) return;
      make();
      onOpen(key, fold);
    });
    if (fold.open) make();
    return fold;
  };
}
