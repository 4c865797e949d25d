// The ways out of the map: what is said after a link was copied, the sheet “Take along”, and the map in somebody else's page.
import { isEmbedded, keepEmbedded, withFrame } from "./embed.js";
import { writeLink } from "./link.js";
import { keepPassOn } from "./passon.js";
import { pictureSection } from "./picturesection.js";
import { openTakeAlong } from "./takealong.js";

const FOLDER_ENDING = "-folder.zip"; // as ui/publishing.py has it

// Keeps them. Options: t, host ({downloads, past}), state ({view, known, index, selection}), shell, address, map (Leaflet's), more (gives
// sections of others for the sheet). Gives {open(), copied(address), show()}.
export function keepOutgoing({ t, host, state, shell, address, map, more }) {
  const passOn = keepPassOn({ t, shell, open });
  const embedded = isEmbedded(state.view) && keepEmbedded({ t, shell, map });

  function open() {
    const { downloads } = host;
    const query = queryOf(state.view);
    openTakeAlong({
      t, root: shell.root, downloads, query,
      corridor: chosenCorridor(),
      embedAddress: address.whole(withFrame(state.view, true)),
      framedByServer: Boolean(downloads?.ofView),
      publish: downloads?.ofView ? downloads.base + FOLDER_ENDING + query : null,
    }, [...more(), pictureSection({ t, downloads, query, sel: state.view.sel })].filter(Boolean));
  }

  function queryOf(view) {
    return writeLink(view, state.known).query;
  }

  // The corridor of what is selected, and the query of it alone.
  function chosenCorridor() {
    const { corridor } = state.selection;
    if (corridor === null || corridor === undefined) return null;
    const { id, short } = state.index.corridors[corridor].corridor;
    return { short, query: queryOf({ ...state.view, c: [id] }) };
  }

  return {
    open,
    copied: passOn.say,
    show() {
      if (embedded) embedded.show(address.whole(withFrame(state.view, false)));
    },
  };
}
