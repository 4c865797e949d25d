// What a reader has selected in an element whose pieces say where they start (`data-start`), in a shadow tree too.

// {start, end} in UTF-16 units of the text, or null where nothing of it is selected.
export function selectedRange(body) {
  const range = rangeIn(body.getRootNode());
  if (!range || range.collapsed) return null;
  if (!body.contains(range.startContainer) && !body.contains(range.endContainer)) return null;
  const pieces = [...body.querySelectorAll("[data-start]")];
  if (!pieces.length) return null;
  const start = offsetOf(body, pieces, range.startContainer, range.startOffset);
  const end = offsetOf(body, pieces, range.endContainer, range.endOffset);
  return start < end ? { start, end } : null;
}

// Browsers differ in how they tell of a selection inside a shadow tree.
function rangeIn(root) {
  const selection = document.getSelection();
  if (!(root instanceof ShadowRoot)) return selection?.rangeCount ? selection.getRangeAt(0) : null;
  const composed = selection?.getComposedRanges?.({ shadowRoots: [root] })?.[0];
  if (composed && root.contains(composed.startContainer)) return composed;
  const inner = root.getSelection?.();
  return inner?.rangeCount ? inner.getRangeAt(0) : composed ?? null;
}

function offsetOf(body, pieces, node, offset) {
  const startOf = (piece) => Number(piece.dataset.start);
  const own = node.nodeType === Node.TEXT_NODE && node.parentElement.closest("[data-start]");
  if (own) return startOf(own) + offset;
  // Between elements: the first piece that begins at or after the point, else the end of the last.
  const point = document.createRange();
  point.setStart(node, Math.min(offset, node.childNodes.length));
  point.collapse(true);
  const next = body.contains(node)
    ? pieces.find((piece) => point.comparePoint(piece, 0) >= 0)
    : node.compareDocumentPosition(body) & Node.DOCUMENT_POSITION_FOLLOWING ? pieces[0] : null;
  if (next) return startOf(next);
  const last = pieces.at(-1);
  return startOf(last) + last.textContent.length;
}
