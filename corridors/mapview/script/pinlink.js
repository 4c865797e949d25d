// The pinned link: the atlas is kept first, then its link is copied.
import { el, copyText } from "./dom.js";

// Keeps the atlas that is shown, copies the link that will always show it, and gives the link; null if none could be made.
// Options: t, host ({past, pins, pinned}), state ({view, atlas}), address (of the view), said (an element for what came of it).
export async function copyPinned(button, { t, host, state, address, said }) {
  const { hash } = state.atlas;
  said.replaceChildren();
  const isKept = host.pins === "kept" || (host.pinned?.kept && host.pinned.hash === hash);
  const fault = isKept ? null : await keepAtlas(host.past, hash);
  if (fault) {
    said.replaceChildren(t("No pinned link could be made: {why}", { why: fault }));
    return null;
  }
  const link = address.whole({ ...state.view, pin: hash, since: null });
  const field = el("input", "pin-field", { readOnly: true, value: link, aria: { label: t("Pinned link") }, on: { focus: () => field.select() } });
  await copyText(button, link, t("Copied"), t("Copy it below"));
  said.replaceChildren(t("This link will always show the atlas as it is here, and say what has changed since."),
    state.view.close.length ? ` ${t("What is closed is not kept with it: nothing will be shown as closed.")}` : "", field);
  return link;
}

// Null once the atlas is kept, else why it isn't, in words.
async function keepAtlas(past, hash) {
  try {
    const answer = await fetch(`${past}/pins`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ hash }) });
    if (answer.ok) return null;
    const { error } = await answer.json();
    return [error.message, error.mend].filter(Boolean).join(" – ");
  } catch (error) {
    return error.message;
  }
}
