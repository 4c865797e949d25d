// The panel of details, drawn anew without losing its reader's place: what is unfolded stays so, and so does the scroll.
import { detailsOf } from "./panel.js";

// Shows what is selected in a shell's panel, or closes it; state is {view, selection, shownSel}.
export function showSelected(shell, state, context) {
  if (state.view.sel === null && shell.panel.hidden) return;
  const same = state.shownSel === state.view.sel;
  const kept = same ? shell.panel.scrollTop : 0;
  const open = same ? foldsOf(shell).map((one) => one.open) : [];
  shell.showDetails(detailsOf(context, state.selection));
  const folds = foldsOf(shell);
  if (folds.length === open.length) folds.forEach((one, place) => { one.open = open[place]; });
  state.shownSel = state.view.sel;
  shell.panel.scrollTop = kept;
}

function foldsOf(shell) {
  return [...shell.details.querySelectorAll("details")];
}
