// The notices over the map, in their order.
import { el } from "./dom.js";
import { emptyNotice, groundNotice, problemNotice, sightNotice } from "./notices.js";

// Options: t, shell, host ({faults, pinned, askGround}), state ({view, problems, closed, blocked, isBareSight}),
// tileNote(), context(), change(patch), showAll(), onGround(ground). Gives {show()}.
export function makeBoard({ t, shell, host, state, tileNote, context, change, showAll, onGround }) {
  const plain = (text) => text && el("div", "notice", {}, el("p", "", {}, text));

  function show() {
    shell.notices.replaceChildren(...[
      !state.closed && problemNotice(t, state.problems, host.faults ?? [], () => { state.closed = true; show(); }),
      plain(tileNote()),
      plain(closureText(t, state, host.pinned)),
      plain(state.blocked && t("This page may not write its address. “Copy link” still gives the present view.")),
      host.askGround && groundNotice(t, askGround),
      state.isBareSight && sightNotice(t, showAll),
      emptyNotice(t, context(), change),
    ].filter(Boolean));
  }

  // Asks once more for the ground that didn't come.
  async function askGround() {
    const ground = await host.askGround().catch(() => null);
    if (!ground || state.gone) return;
    host.askGround = null;
    onGround(ground);
  }

  return { show };
}

// Why what a link or a reader closes is not shown closed.
function closureText(t, { notClosed, view }, pinned) {
  if (!notClosed || !view.close.length) return null;
  if (pinned && view.pin) return t("A pinned atlas is kept without the networks in which other ways are looked for: nothing is shown as closed.");
  if (notClosed === "offline") return t("This page cannot look for other ways: the app can. Nothing is shown as closed.");
  return t("What is closed could not be worked out ({why}): nothing is shown as closed. Change it to try again.", { why: notClosed });
}
