// The view that the map opens with, where its link names none; it is kept fitted until the reader moves the map.
import { boxOfSelection, boxOfVisible } from "./extent.js";

// Options: state, surface, shell. Gives {place(), open(), showAll(), fitRoom()}.
export function keepOpening({ state, surface, shell }) {
  let opened = null; // the position it was fitted to; another object once the map has moved
  const boxOfAll = () => boxOfVisible(state, surface.layers.lines, shell.isNarrow());
  const boxOfOpening = () => boxOfSelection(state, surface.layers) ?? boxOfAll();

  function open() {
    surface.fit(boxOfOpening(), shell.room(), { animate: false, reset: true });
    opened = state.view.map;
  }

  return {
    open,
    place: () => surface.place(state.view.map, boxOfOpening(), shell.room()),
    showAll: () => surface.fit(boxOfAll(), shell.room()),
    // After a change of the room for the map.
    fitRoom() {
      const isUnmoved = opened !== null && opened === state.view.map;
      if (surface.fitRoom(state.view.map) && isUnmoved) open();
    },
  };
}
