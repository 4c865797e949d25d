// The address bar holds the present view. history.state is kept as it is: it may be the host's.
import { readLink, writeLink } from "./link.js";

const WAIT_MS = 200; // browsers allow some 100 writes in 30 s

// Keeps the address: {read(), write(view, {push}), whole(view), stop()}. `onReturn(view, problems)` is called when the
// reader goes back or forward or types another link; `onBlocked` if the page may not write its address.
export function keepAddress({ known, onReturn, onBlocked }) {
  const path = window.location.pathname;
  let timer = 0;
  let waiting = null;
  let written = null;
  let blocked = false;

  const flush = () => {
    clearTimeout(timer);
    if (waiting === null || window.location.pathname !== path) return;
    const link = waiting;
    waiting = null;
    put(link, false);
  };
  const put = (link, push) => {
    const address = path + link.query + link.hash;
    if (address === window.location.pathname + window.location.search + window.location.hash) return;
    written = link.query + link.hash;
    try {
      window.history[push ? "pushState" : "replaceState"](window.history.state, "", address);
    } catch (error) {
      if (!blocked) onBlocked(error);
      blocked = true;
    }
  };
  const returned = () => {
    clearTimeout(timer);
    waiting = null;
    if (window.location.pathname !== path) return;
    const now = window.location.search + window.location.hash;
    if (now === written) return;
    written = now;
    const { view, problems } = readLink(window.location.search, window.location.hash, known());
    onReturn(view, problems);
  };
  window.addEventListener("popstate", returned);
  window.addEventListener("hashchange", returned);
  window.addEventListener("pagehide", flush);

  return {
    read: () => readLink(window.location.search, window.location.hash, known()),
    // A push first puts down what was still waiting, so that Back comes to it.
    write(view, { push = false } = {}) {
      const link = writeLink(view, known());
      if (push) {
        flush();
        put(link, true);
        return;
      }
      waiting = link;
      clearTimeout(timer);
      timer = setTimeout(flush, WAIT_MS);
    },
    whole(view) {
      const link = writeLink(view, known());
      return window.location.href.replace(/[?#].*$/s, "") + link.query + link.hash;
    },
    stop() {
      clearTimeout(timer);
      window.removeEventListener("popstate", returned);
      window.removeEventListener("hashchange", returned);
      window.removeEventListener("pagehide", flush);
    },
  };
}

// Whether the address says nothing of ours.
export function isBareAddress() {
  return !/[?&](c|off|mode|status|cargo|asof|by|lang|base|pin|since)=/.test(window.location.search) && !/[#&](map|sel)=/.test(window.location.hash);
}

// Query and hash of a link.
export function cutLink(link) {
  const [query, hash = ""] = link.split("#");
  return [query, hash];
}
