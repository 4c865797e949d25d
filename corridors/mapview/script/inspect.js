// What is on the map, as data: for the host, and for tests that do what a reader does.
import { isoOf } from "./when.js";

// {visible, leads, nodes, day, view, selected, position, texts, signs} of the present state; texts and signs with their
// boxes in px of the map.
export function inspectMap({ index, fold, view }, surface) {
  const middle = surface.map.getCenter();
  return {
    visible: index.items.filter((item) => fold.states[item.number].visible).map((item) => item.id),
    leads: Object.fromEntries(index.items.filter((item) => fold.states[item.number].visible).map((item) => [item.id, fold.states[item.number].lead])),
    nodes: [...fold.nodes.keys()],
    day: isoOf(fold.day),
    view, selected: view.sel,
    position: [surface.map.getZoom(), middle.lat, middle.lng],
    ...surface.layers.nodes.inspect(),
  };
}

// The points [x, y] of the window through which a leg is drawn, at the turn of the world nearest to the middle.
export function lineOnScreen({ index }, surface, id) {
  const item = index.byId.get(id);
  const { lines } = surface.layers;
  if (!item || !lines.traces[item.number]) return [];
  const room = surface.map.getContainer().getBoundingClientRect();
  const corner = surface.map.containerPointToLayerPoint([0, 0]).subtract(lines._bounds.min);
  const paths = lines.pathsOf(item, lines.frame).map(({ points }) => pairsOf(points, room.left - corner.x, room.top - corner.y));
  const middle = room.left + room.width / 2;
  return paths.sort((a, b) => Math.abs(a[0][0] - middle) - Math.abs(b[0][0] - middle))[0] ?? [];
}

function pairsOf(points, dx, dy) {
  return Array.from({ length: points.length / 2 }, (_, at) => [points[2 * at] + dx, points[2 * at + 1] + dy]);
}

// A point [x, y] of the window at which a click picks a leg, or null where there is none in sight.
export function pointOnLeg({ index }, surface, id) {
  const item = index.byId.get(id);
  const { lines, nodes } = surface.layers;
  if (!item || !lines.traces[item.number]) return null;
  const room = surface.map.getContainer().getBoundingClientRect();
  const corner = surface.map.containerPointToLayerPoint([0, 0]).subtract(lines._bounds.min);
  for (const { points: path } of lines.pathsOf(item, lines.frame)) {
    for (let step = 1; step < 40; step += 1) {
      const place = (step * 0.618 * path.length) / 2 % (path.length / 2 - 1);
      const at = Math.floor(place);
      const share = place - at;
      const x = path[2 * at] + share * (path[2 * at + 2] - path[2 * at]) - corner.x;
      const y = path[2 * at + 1] + share * (path[2 * at + 3] - path[2 * at + 1]) - corner.y;
      if (x < 0 || y < 0 || x > room.width || y > room.height) continue;
      const root = surface.map.getContainer().getRootNode();
      if (!surface.map.getContainer().contains(root.elementFromPoint(room.left + x, room.top + y))) continue;
      if (nodes.hitTest([x, y], 10) === null && lines.hitTest([x, y], 8)[0] === item.number) return [room.left + x, room.top + y];
    }
  }
  return null;
}
