// Who else can open an address, and what to do where nobody can.
import { el } from "./dom.js";

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])$/;
const PRIVATE = /^(10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}|169\.254(\.\d{1,3}){2}|\[f[cde][^\]]*\]|[^.[\]]+|.*\.(local|lan|internal|home\.arpa))$/;

// "computer", "network", or null where the address says nothing against it.
export function whoReaches(address) {
  const { protocol, hostname } = new URL(address);
  if (protocol === "file:" || LOOPBACK.test(hostname)) return "computer";
  return PRIVATE.test(hostname) ? "network" : null;
}

// What to say to who copies such an address, or null.
export function reachText(t, address) {
  switch (whoReaches(address)) {
    case "computer": return t("Nobody else can open this link: its address is that of your own computer.");
    case "network": return t("Only people on your own network can open this link.");
    default: return null;
  }
}

// Says so under the buttons that copy: {say(address)}; `open` shows the other ways to pass the map on.
export function keepPassOn({ t, shell, open }) {
  const more = el("button", "plain", { type: "button", on: { click: open } }, t("Other ways to pass it on"));
  const element = el("p", "pass-on", { role: "status" });
  shell.controls.before(element);
  return {
    say(address) {
      const text = reachText(t, address);
      element.replaceChildren(...(text ? [text, " ", more] : []));
    },
  };
}
