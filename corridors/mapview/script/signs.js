// The small signs of the places: one shape a kind, filled where a source states the place, hollow where only the
// editors do.

const RADIUS = { port: 4.8, "border-crossing": 5.2, terminal: 4, station: 3.8, plant: 4.8, city: 4, site: 4.6, chokepoint: 5 };
const DEAD_SHARE = 1.3; // a closed place is hollow and a little bigger: room for its cross

// How far a sign reaches from its middle, in px.
export function signRadius(kind, size = 1) {
  return (RADIUS[kind] ?? 4) * size;
}

// How far it reaches with what stands beside it: the rails of a break of gauge, the cross of a closed place.
export function signReach(kind, { gauge, dead, size = 1 }) {
  return signRadius(kind, size) + (gauge ? 4.5 : dead ? 2.5 : 1) * size;
}

const SPRITE_PX = 48;
const SPRITES_KEPT = 400;
const sprites = new Map();

// Draws a sign at a point from a picture of it that is made once: hundreds are drawn at each change.
export function stampSign(context, kind, x, y, options) {
  const { filled, ink, paper, quiet, gauge, dead, size = 1, alpha = 1, ratio = 1 } = options;
  const key = [kind, filled, ink, paper, quiet, gauge, dead, size, ratio].join();
  if (!sprites.has(key)) {
    if (sprites.size > SPRITES_KEPT) sprites.clear();
    const sprite = document.createElement("canvas");
    sprite.width = sprite.height = Math.ceil(SPRITE_PX * ratio);
    const drawing = sprite.getContext("2d");
    drawing.scale(ratio, ratio);
    drawSign(drawing, kind, SPRITE_PX / 2, SPRITE_PX / 2, options);
    sprites.set(key, sprite);
  }
  context.globalAlpha = alpha;
  context.drawImage(sprites.get(key), x - SPRITE_PX / 2, y - SPRITE_PX / 2, SPRITE_PX, SPRITE_PX);
  context.globalAlpha = 1;
}

// Draws a sign at a point. Options: filled, ink, paper, quiet (the grey of what is closed), gauge (a break of gauge),
// dead (closed), size (1 as designed).
export function drawSign(context, kind, x, y, { filled, ink, paper, quiet = ink, gauge = false, dead = false, size = 1 }) {
  const r = signRadius(kind) * (dead ? DEAD_SHARE : 1);
  const colour = dead ? quiet : ink;
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.setLineDash([]);
  context.lineJoin = "round";
  context.lineCap = "round";
  traceSign(context, kind, r);
  context.strokeStyle = paper;
  context.lineWidth = 4.2;
  context.stroke();
  context.fillStyle = filled && !dead ? colour : paper;
  if (kind !== "chokepoint") context.fill();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke();
  if (kind === "port" && !dead) drawPortDot(context, filled ? paper : ink);
  if (gauge) drawGauge(context, r, colour, paper);
  if (dead) drawClosed(context, r, ink);
  context.restore();
}

function traceSign(context, kind, r) {
  context.beginPath();
  switch (kind) {
    case "border-crossing": polygon(context, [[0, -r], [r, 0], [0, r], [-r, 0]]); break;
    case "terminal": polygon(context, [[-r, -r], [r, -r], [r, r], [-r, r]]); break;
    case "station": polygon(context, [[-r, -r * 0.7], [r, -r * 0.7], [r, r * 0.7], [-r, r * 0.7]]); break;
    case "plant": polygon(context, [[0, -r], [r, r * 0.8], [-r, r * 0.8]]); break;
    case "site": polygon(context, [[0, r], [r, -r * 0.8], [-r, -r * 0.8]]); break;
    case "chokepoint":
      context.arc(-r - 1.5, 0, r, -0.9, 0.9);
      context.moveTo(r + 1.5 - r * Math.cos(0.9), -r * Math.sin(0.9));
      context.arc(r + 1.5, 0, r, Math.PI + 0.9, Math.PI - 0.9, true);
      break;
    default: context.arc(0, 0, kind === "port" ? r : r * 0.85, 0, 2 * Math.PI);
  }
}

function polygon(context, points) {
  points.forEach(([x, y], place) => (place ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
}

function drawPortDot(context, colour) {
  context.beginPath();
  context.arc(0, 0, 1.5, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

// A rail on either side.
function drawGauge(context, r, ink, paper) {
  for (const [colour, width] of [[paper, 3.4], [ink, 1.4]]) {
    context.beginPath();
    for (const x of [-r - 3, r + 3]) {
      context.moveTo(x, -r);
      context.lineTo(x, r);
    }
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}

// A cross within the hollow sign: over its edge the two would make a star.
function drawClosed(context, r, ink) {
  const reach = r * 0.42;
  context.beginPath();
  context.moveTo(-reach, -reach);
  context.lineTo(reach, reach);
  context.moveTo(-reach, reach);
  context.lineTo(reach, -reach);
  context.strokeStyle = ink;
  context.lineWidth = 1.9;
  context.stroke();
}
