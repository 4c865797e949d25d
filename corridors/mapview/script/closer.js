// Asks the server what closures do, the latest wish only; what was answered once is not asked for again.

// Options: address (of the closures, by the atlas's hash; undefined where no server can answer), onAnswer(answer or null),
// onFail(message or null: why the closures are not shown). Gives {ask(close list), answer}.
export function makeCloser({ address, onAnswer, onFail }) {
  const held = new Map();
  const closer = { answer: null, wanted: "", ask };
  return closer;

  async function ask(list) {
    const wanted = list.join(";");
    if (wanted === closer.wanted) return;
    closer.wanted = wanted;
    if (!wanted) return give(null);
    const at = address();
    if (!at) return fail("offline");
    try {
      if (!held.has(wanted)) held.set(wanted, fetchAnswer(`${at}?close=${encodeURIComponent(wanted)}`));
      const answer = await held.get(wanted);
      if (wanted === closer.wanted) give(answer);
    } catch (error) {
      held.delete(wanted);
      if (wanted === closer.wanted) fail(error.message);
    }
  }

  function give(answer) {
    closer.answer = answer;
    onFail(null);
    onAnswer(answer);
  }

  // What cannot be answered is not shown as if nothing had happened.
  function fail(why) {
    closer.answer = null;
    onAnswer(null);
    onFail(why);
  }
}

async function fetchAnswer(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}
