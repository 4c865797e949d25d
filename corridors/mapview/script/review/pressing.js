// A click is lost where what was pressed is made anew before it is let go: drawing waits until nothing is pressed.

// {whenFree(draw), stop()}: `draw` is called at once, or once the pointer or the space bar that is down in `root` is up and its
// click has been dealt with.
export function makePressing(root) {
  let [isPressed, waiting] = [false, []];
  const press = (event) => { isPressed ||= event.type === "pointerdown" || event.key === " "; };
  const release = (event) => {
    if (!isPressed || (event.type === "pointermove" && event.buttons)) return;
    isPressed = false;
    setTimeout(() => { // after the click that follows
      const draws = waiting;
      waiting = [];
      for (const draw of draws) draw();
    });
  };
  const ends = ["pointerup", "pointercancel", "pointermove", "keyup", "blur"]; // of a scroll bar that is let go, only moves tell
  for (const type of ["pointerdown", "keydown"]) root.addEventListener(type, press, true);
  for (const type of ends) window.addEventListener(type, release, true);
  return {
    whenFree: (draw) => (isPressed ? waiting.push(draw) : draw()),
    stop() {
      for (const type of ends) window.removeEventListener(type, release, true);
    },
  };
}
