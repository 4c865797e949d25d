// A plane as Leaflet wants it: a coordinate reference system of its own.
import L from "../vendor/leaflet.esm.js";

export function makeCrs(plane) {
  if (plane.wraps) return L.Util.extend({}, L.CRS.EPSG3857, { plane });
  const projection = {
    project({ lat, lng }) {
      const at = [0, 0];
      plane.put(lat, lng, at, 0);
      return L.point(at[0], at[1]);
    },
    unproject: ({ x, y }) => L.latLng(plane.where(x, y)),
  };
  return L.Util.extend({}, L.CRS, {
    plane, projection, code: plane.name, infinite: true, transformation: L.transformation(1, 0, 1, 0), distance: L.CRS.Earth.distance,
  });
}
