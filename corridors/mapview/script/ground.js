// The ground: land, coasts and borders, drawn from our own basemap files. Nothing on it competes with a corridor.
import { CanvasPane, turnsInSight } from "./canvas.js";
import { boxOf, meets, traceOf, unionOf } from "./geometry.js";

const DETAIL_ZOOM = 5.75; // the world file is drawn to a third of a pixel up to zoom 5
const MIN_STEP_PX = 0.7;
const SMALL_PART = 0.1; // of the biggest part of a country

export const Ground = CanvasPane.extend({
  options: { padding: 0.25, pane: "atlasGround" },

  // World and detail are TopoJSON, areas GeoJSON outlines; any may be missing. `askDetail` is called once detail is
  // wanted.
  setData({ world, detail, areas }) {
    if (areas) this.outlines = readOutlines(areas);
    if (world) this.world = readTopology(world);
    if (detail) this.detail = readTopology(detail);
    if (this._map) this.redraw();
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
function readTopology(topology) {
  const { scale = [1, 1], translate = [0, 0] } = topology.transform ?? {};
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return traceOf(arc.map(([dx, dy]) => {
      [x, y] = topology.transform ? [x + dx, y + dy] : [dx, dy];
      return [y * scale[1] + translate[1], x * scale[0] + translate[0]];
    }));
  });
  const boxes = arcs.map(boxOf);
  const piece = (numbers) => ({ arcs: numbers.map((number) => orient(arcs, number)), box: unionOf(numbers.map((n) => boxes[n < 0 ? ~n : n])) });
  const gather = (name) => (topology.objects[name]?.geometries ?? []).flatMap(chainsOf).map(piece);
  const countries = new Map((topology.objects.countries?.geometries ?? [])
    .filter((country) => country.id).map((country) => [country.id, chainsOf(country).map(piece)]));
  return { land: gather("land"), coast: gather("coast"), border: gather("border"), disputed: gather("disputed"), countries };
}

function readOutlines(areas) {
  return new Map(areas.features.map(({ id, geometry }) => [id, geometry.coordinates.map((ring) => {
    const trace = traceOf(ring.map(([lon, lat]) => [lat, lon]));
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
