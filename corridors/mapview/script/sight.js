// What goes by what is in sight: the key, the scale, and the word that nothing is. Told once a change has been shown.
import { fillLegend } from "./legend.js";

const SETTLED_MS = 120; // of changes that follow one another only the last is told

// Options: state, shell, frame, surface, context(), looks; onBare() is called when the map in sight has become, or
// ceased to be, bare (state.isBareSight). Gives {soon(), now(), stop()}.
export function keepSight({ state, shell, frame, surface, context, looks, onBare }) {
  let waiting = 0;

  function now() {
    if (state.gone || !surface.map._loaded) return;
    frame.scale(surface.map);
    const isBare = !fillLegend(shell.legend, context(), surface.inSight(shell.padding())) && state.fold.counts.visible > 0;
    looks.show(state.view);
    shell.key.hidden = !shell.legend.querySelector("li");
    surface.layers.nodes.settle();
    if (isBare === state.isBareSight) return;
    state.isBareSight = isBare;
    onBare();
  }

  function stop() {
    clearTimeout(waiting);
  }

  return {
    now, stop,
    soon() {
      stop();
      waiting = setTimeout(now, SETTLED_MS);
    },
  };
}
