// Tells the host the link of the view: once the reader pauses, and only where it is another.
const TELL_AFTER_MS = 300;

// {soon(), stop()}; `link()` gives query and hash, `tell(text)` is called with both.
export function keepTelling(link, tell) {
  let [told, waiting] = [null, 0];
  return {
    soon() {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const { query, hash } = link();
        const text = query + hash;
        if (text === told) return;
        told = text;
        tell(text);
      }, TELL_AFTER_MS);
    },
    stop: () => clearTimeout(waiting),
  };
}
