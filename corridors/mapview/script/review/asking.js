// Asking the app: what it answers, or why not, in words for the person who asked.

// An answer that says no: `told` is {message, mend, where, kind, objections}.
export class Refusal extends Error {
  constructor(told) {
    super(told.message);
    this.told = told;
  }
}

// {get(path), post(path, body), send(path, file)}: each gives the answer's JSON or throws a Refusal. `base` is the address
// that the paths are added to.
export function makeAsking(t, base) {
  async function ask(path, options = {}) {
    let answer;
    try {
      answer = await fetch(`${base}/${path}`, { credentials: "same-origin", cache: "no-store", ...options });
    } catch {
      throw new Refusal({ kind: "away", message: t("The app does not answer."), mend: t("Nothing that was answered is lost. Look whether you are connected, then try again.") });
    }
    const told = await answer.json().catch(() => null);
    if (answer.ok && told !== null) return told;
    throw new Refusal(told?.error ?? { kind: "broken", message: t("The app answered {status}.", { status: answer.status }), mend: t("Try again; if it stays so, look at what the app prints where it was started.") });
  }

  return {
    addressOf: (path) => `${base}/${path}`,
    get: (path) => ask(path),
    post: (path, body) => ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    send: (path, file) => ask(path, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file }),
  };
}

// A key by which the app knows the same click again, should the answer to it get lost.
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID(); // not there on plain http away from localhost
  const digits = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// Several values as the query of an address; null ones are left out.
export function queryOf(values) {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length ? `?${new URLSearchParams(given)}` : "";
}
