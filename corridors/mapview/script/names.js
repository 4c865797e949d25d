// The names of seas and countries: they yield to every label, and to lines where they can.
import { turnsInSight } from "./canvas.js";
import { crossings } from "./labels.js";
import { countryName } from "./naming.js";

const SHIFTS = [[0, 0], [0, -18], [0, 18], [-36, 0], [36, 0], [-36, -18], [36, 18], [0, -36], [0, 36], [-72, 0], [72, 0]];
const MOST_CROSSED = 0.34; // of a name's width; more, and it is left out

// Places names of the ground {name, kind, lon, lat, min_zoom, max_zoom, rank} and takes their room:
// [{text, font, spacing, colour, x, y, box}], x and y being the middle. `kinds` says which kinds.
export function placeNames(context, labels, frame, palette, room, cover) {
  const placed = [];
  const spot = [0, 0];
  const inZoom = (label) => frame.zoom >= label.min_zoom && frame.zoom <= label.max_zoom + 1 && frame.plane.reaches(label.lat, label.lon);
  for (const label of labels.filter(inZoom).sort((a, b) => a.rank - b.rank)) {
    const look = lookOf(label, frame.zoom, palette);
    context.font = look.font;
    context.letterSpacing = look.spacing;
    const width = context.measureText(look.text).width + 6;
    frame.plane.put(label.lat, label.lon, spot, 0);
    const [mx, my] = spot;
    for (const turn of turnsInSight({ minX: mx, maxX: mx, minY: my, maxY: my }, frame)) {
      const at = [(mx + turn) * frame.scale - frame.left, my * frame.scale - frame.top];
      const spot = freeSpot(at, width, look.size + 4, room, label.kind === "note" ? null : cover);
      if (!spot) continue;
      room.take(spot.box);
      placed.push({ ...look, ...spot });
    }
  }
  context.letterSpacing = "0px";
  return placed;
}

export function drawNames(context, names) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.setLineDash([]);
  for (const { text, font, spacing, colour, halo, x, y } of names) {
    context.font = font;
    context.letterSpacing = spacing;
    context.strokeStyle = halo;
    context.lineWidth = 2.4;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
  context.letterSpacing = "0px";
}

// Countries in small spaced capitals, waters in italics, notes small.
function lookOf({ name: english, iso2, kind, rank }, zoom, palette) {
  const name = kind === "country" && iso2 && document.documentElement.lang !== "en" ? countryName(iso2) : english;
  const note = kind === "note";
  const water = kind !== "country" && !note;
  const size = note ? 10.5 : Math.min(14, 9.5 + zoom / 2 - Math.min(2, rank / 40));
  return {
    text: water || note ? name : name.toLocaleUpperCase(), size,
    font: `${water ? "italic 400" : "500"} ${size}px ${palette.font}`,
    spacing: water || note ? "0.4px" : "1.6px",
    colour: water ? palette.seaName : palette.landName,
    halo: water ? palette.sea : palette.land,
  };
}

function freeSpot([x0, y0], width, height, room, cover) {
  let best = null;
  SHIFTS.forEach(([dx, dy], place) => {
    const [x, y] = [x0 + dx, y0 + dy];
    const box = { x0: x - width / 2, y0: y - height / 2, x1: x + width / 2, y1: y + height / 2 };
    if (!room.isFree(box)) return;
    const crossed = crossings(box, cover) * 8;
    if (crossed > MOST_CROSSED * width) return;
    const cost = place * 6 + crossed;
    if (!best || cost < best.cost) best = { x, y, box, cost };
  });
  return best;
}
