// The ground: land, coasts and borders, drawn from our own basemap files. Nothing on it competes with a corridor.
import { CanvasPane, turnsInSight } from "./canvas.js";
import { boxOf, meets, traceOf, unionOf } from "./geometry.js";
import { drawGraticule } from "./graticule.js";
import { MERCATOR } from "./planes.js";

const DETAIL_ZOOM = 5.75; // the world file is drawn to a third of a pixel up to zoom 5
const MIN_STEP_PX = 0.7;
const SMALL_PART = 0.1; // of the biggest part of a country

export const Ground = CanvasPane.extend({
  options: { padding: 0.25, pane: "atlasGround" },

  // World and detail are TopoJSON, areas GeoJSON outlines; any may be missing. `askDetail` is called once detail is
  // wanted.
  setData({ world, detail, areas }) {
    this.given = { ...this.given, ...(areas && { areas }), ...(world && { world }), ...(detail && { detail }) };
    this.read({ world, detail, areas });
  },

  read({ world, detail, areas }) {
    const plane = this.plane ?? MERCATOR;
    if (areas) this.outlines = readOutlines(areas, plane);
    if (world) this.world = readTopology(world, plane);
    if (detail) this.detail = readTopology(detail, plane);
    if (this._map) this.redraw();
  },

  setPlane(plane) {
    CanvasPane.prototype.setPlane.call(this, plane);
    this.read(this.given ?? {});
  },

  setPalette(palette) {
    this.palette = palette;
    if (this._map) this.redraw();
  },

  // Tints the countries and regions of these ISO codes: the areas that what is selected speaks of.
  setTinted(codes) {
    if (String(codes) === String(this.tinted ?? "")) return;
    this.tinted = codes;
    if (this._map) this.redraw();
  },

  // {minX, minY, maxX, maxY} of the main parts of these countries and regions, or null.
  boxOf(codes) {
    const boxes = codes.flatMap((code) => mainBoxes((this.world?.countries.get(code) ?? this.outlines?.get(code) ?? []).map((piece) => piece.box)));
    return boxes.length ? unionOf(boxes) : null;
  },

  // Whether an area that is tinted lies in a box of world units.
  liesIn(box) {
    const tinted = this.boxOf(this.tinted ?? []);
    return tinted !== null && meets(tinted, box);
  },

  drawSheet(context, frame) {
    const { palette } = this;
    if (!palette) return;
    if (frame.zoom >= DETAIL_ZOOM && !this.detail && this.options.askDetail) this.options.askDetail();
    const map = (frame.zoom >= DETAIL_ZOOM && this.detail) || this.world;
    if (map) {
      drawPieces(context, frame, map.land, true);
      context.fillStyle = palette.land;
      context.fill("evenodd");
      for (const code of this.tinted ?? []) {
        drawPieces(context, frame, map.countries.get(code) ?? this.outlines?.get(code) ?? [], true);
        context.fillStyle = palette.tint;
        context.fill("evenodd");
      }
      const stroke = (pieces, colour, width, dash = []) => {
        drawPieces(context, frame, pieces, false);
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.setLineDash(dash);
        context.lineJoin = "round";
        context.stroke();
      };
      if (!frame.plane.wraps) drawGraticule(context, frame, palette);
      stroke(map.coast, palette.coast, 0.7);
      stroke(map.border, palette.border, 0.8);
      stroke(map.disputed, palette.border, 0.8, [3, 3]);
      context.setLineDash([]);
    }
  },
});

// Without far and small islands.
function mainBoxes(boxes) {
  const sizes = boxes.map((box) => (box.maxX - box.minX) * (box.maxY - box.minY));
  const most = Math.max(...sizes);
  return boxes.filter((box, at) => sizes[at] >= SMALL_PART * most);
}

// Pieces to draw, by layer: rings of land, and the lines of coast, border and disputed border.
function readTopology(topology, plane) {
  const { scale = [1, 1], translate = [0, 0] } = topology.transform ?? {};
  const lines = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      [x, y] = topology.transform ? [x + dx, y + dy] : [dx, dy];
      return [y * scale[1] + translate[1], x * scale[0] + translate[0]];
    });
  });
  const near = lines.map((line) => plane.wraps || line.some(([lat, lon]) => plane.reaches(lat, lon)));
  const arcs = lines.map((line) => traceOf(line, plane.wraps ? null : plane));
  const boxes = arcs.map(boxOf);
  const piece = (numbers) => ({ arcs: numbers.map((number) => orient(arcs, number)), box: unionOf(numbers.map((n) => boxes[n < 0 ? ~n : n])) });
  // A chain that is nowhere in the plane's reach would run along its rim.
  const pieces = (geometry) => chainsOf(geometry).filter((numbers) => numbers.some((n) => near[n < 0 ? ~n : n])).map(piece);
  const gather = (name) => (topology.objects[name]?.geometries ?? []).flatMap(pieces);
  const countries = new Map((topology.objects.countries?.geometries ?? [])
    .filter((country) => country.id).map((country) => [country.id, pieces(country)]));
  return { land: gather("land"), coast: gather("coast"), border: gather("border"), disputed: gather("disputed"), countries };
}

function readOutlines(areas, plane) {
  return new Map(areas.features.map(({ id, geometry }) => [id, geometry.coordinates.map((ring) => {
    const trace = traceOf(ring.map(([lon, lat]) => [lat, lon]), plane);
    return { arcs: [trace], box: boxOf(trace) };
  })]));
}

function chainsOf(geometry) {
  switch (geometry.type) {
    case "Polygon": case "MultiLineString": return geometry.arcs;
    case "MultiPolygon": return geometry.arcs.flat();
    case "LineString": return [geometry.arcs];
    default: return [];
  }
}

function orient(arcs, number) {
  if (number >= 0) return arcs[number];
  const arc = arcs[~number];
  const turned = new Float64Array(arc.length);
  for (let at = 0; at < arc.length; at += 2) {
    turned[at] = arc[arc.length - 2 - at];
    turned[at + 1] = arc[arc.length - 1 - at];
  }
  return turned;
}

function drawPieces(context, frame, pieces, closed) {
  const { scale, left, top } = frame;
  context.beginPath();
  for (const { arcs, box } of pieces) {
    const tiny = (box.maxX - box.minX + box.maxY - box.minY) * scale < 1;
    if (tiny) continue;
    for (const turn of turnsInSight(box, frame)) {
      let [x0, y0] = [NaN, NaN];
      for (const arc of arcs) {
        for (let at = 0; at < arc.length; at += 2) {
          const x = (arc[at] + turn) * scale - left;
          const y = arc[at + 1] * scale - top;
          if (Number.isNaN(x0)) context.moveTo(x, y);
          else if (at < arc.length - 2 && Math.abs(x - x0) < MIN_STEP_PX && Math.abs(y - y0) < MIN_STEP_PX) continue;
          else context.lineTo(x, y);
          [x0, y0] = [x, y];
        }
      }
      if (closed) context.closePath();
    }
  }
}
