// The small signs of the places: one shape a kind, filled where a source states the place, hollow where only the
// editors do.

const RADIUS = { port: 4.6, "border-crossing": 5, terminal: 4, station: 3.6, plant: 4.6, city: 3.8, site: 4.4, chokepoint: 5 };

// How far a sign reaches from its middle, in px.
export function signRadius(kind) {
  return RADIUS[kind] ?? 4;
}

const SPRITE_PX = 36;
const SPRITES_KEPT = 400;
const sprites = new Map();

// Draws a sign at a point from a picture of it that is made once: hundreds are drawn at each change.
export function stampSign(context, kind, x, y, options) {
  const { filled, ink, paper, gauge, dead, alpha = 1, ratio = 1 } = options;
  const key = [kind, filled, ink, paper, gauge, dead, ratio].join();
  if (!sprites.has(key)) {
    if (sprites.size > SPRITES_KEPT) sprites.clear();
    const sprite = document.createElement("canvas");
    sprite.width = sprite.height = Math.ceil(SPRITE_PX * ratio);
    const drawing = sprite.getContext("2d");
    drawing.scale(ratio, ratio);
    drawSign(drawing, kind, SPRITE_PX / 2, SPRITE_PX / 2, { ...options, alpha: 1 });
    sprites.set(key, sprite);
  }
  context.globalAlpha = alpha;
  context.drawImage(sprites.get(key), x - SPRITE_PX / 2, y - SPRITE_PX / 2, SPRITE_PX, SPRITE_PX);
  context.globalAlpha = 1;
}

// Draws a sign at a point. Options: filled, ink, paper, gauge (a break of gauge), dead (closed), alpha.
export function drawSign(context, kind, x, y, { filled, ink, paper, gauge = false, dead = false, alpha = 1 }) {
  const r = signRadius(kind);
  context.save();
  context.globalAlpha = alpha;
  context.translate(x, y);
  context.setLineDash([]);
  context.lineJoin = "round";
  context.lineCap = "round";
  tracePath(context, kind, r);
  context.strokeStyle = paper;
  context.lineWidth = 4.2;
  context.stroke();
  context.fillStyle = filled ? ink : paper;
  if (kind !== "chokepoint") context.fill();
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.stroke();
  if (kind === "port") drawPortDot(context, filled ? paper : ink);
  if (gauge) drawGauge(context, r, ink, paper);
  if (dead) drawClosed(context, r, ink, paper);
  context.restore();
}

function tracePath(context, kind, r) {
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

// Two rails of different width, side by side: || and |  |.
function drawGauge(context, r, ink, paper) {
  for (const [colour, width] of [[paper, 3.4], [ink, 1.3]]) {
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

function drawClosed(context, r, ink, paper) {
  const reach = r + 2;
  for (const [colour, width] of [[paper, 4.4], [ink, 1.7]]) {
    context.beginPath();
    context.moveTo(-reach, -reach);
    context.lineTo(reach, reach);
    context.moveTo(-reach, reach);
    context.lineTo(reach, -reach);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }
}
