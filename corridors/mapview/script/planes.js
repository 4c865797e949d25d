// The planes that the globe may be drawn on: Web Mercator, the Arctic, Eurasia with true areas. Pure.
// x and y are in world units, 256 px each at zoom 0, y down; the flat planes are scaled so that a zoom step shows about
// as much as in Mercator. Formulas: Snyder, Map Projections (USGS Professional Paper 1395), chapters 21 and 24, on WGS84;
// tests/browser/test_picture_twins.py holds them to PROJ’s.
import { latOf, lonOf, mercatorX, mercatorY } from "./geometry.js";

export const PROJECTIONS = ["mercator", "arctic", "eurasia"]; // as links name them; the first is the default
const RAD = Math.PI / 180;
const RADIUS_M = 6_378_137;
const TURN_M = 2 * Math.PI * RADIUS_M;
const E2 = 0.00669437999014;
const E = Math.sqrt(E2);
const ROUNDS = 5; // of an iteration that gains two digits each

// A plane: `put(lat, lon, trace, at)` writes x and y into a trace, `where(x, y)` gives [lat, lon]; `wraps` says that it
// repeats every world unit; `reaches(lat, lon)`, that a point is drawn where it lies.
export const MERCATOR = {
  name: "mercator", wraps: true,
  reaches: () => true,
  put(lat, lon, trace, at) {
    trace[at] = mercatorX(lon);
    trace[at + 1] = mercatorY(lat);
  },
  where: (x, y) => [latOf(y), lonOf(x)],
};

// A flat plane around a middle: what lies farther from it than `reach` degrees is moved to that distance, in its direction.
function flatPlane({ name, middle: [lat0, lon0], reach, shift, forward, inverse }) {
  const units = 2 ** shift / TURN_M;
  const centre = onSphere(lat0, lon0);
  const least = Math.cos(reach * RAD);
  const nearness = ([x, y, z]) => x * centre[0] + y * centre[1] + z * centre[2];
  const drawnIn = (point, near) => {
    const aside = point.map((value, at) => value - near * centre[at]);
    const length = Math.hypot(...aside) || 1;
    const [x, y, z] = aside.map((value, at) => least * centre[at] + Math.sin(reach * RAD) * (value / length));
    return [Math.asin(Math.max(-1, Math.min(1, z))) / RAD, Math.atan2(y, x) / RAD];
  };
  return {
    name, wraps: false,
    reaches: (lat, lon) => nearness(onSphere(lat, lon)) >= least,
    put(lat, lon, trace, at) {
      const point = onSphere(lat, lon);
      const near = nearness(point);
      const [x, y] = forward(...(near < least ? drawnIn(point, near) : [lat, lon]));
      trace[at] = 0.5 + x * units;
      trace[at + 1] = 0.5 - y * units;
    },
    where: (x, y) => inverse((x - 0.5) / units, (0.5 - y) / units),
  };
}

function onSphere(lat, lon) {
  const across = Math.cos(lat * RAD);
  return [across * Math.cos(lon * RAD), across * Math.sin(lon * RAD), Math.sin(lat * RAD)];
}

// Polar stereographic, true at a latitude, a meridian pointing down.
function polar(trueLat, down) {
  const colatitude = (phi) => Math.tan(Math.PI / 4 - phi / 2) / flattened(phi);
  const flattened = (phi) => ((1 - E * Math.sin(phi)) / (1 + E * Math.sin(phi))) ** (E / 2);
  const phi1 = trueLat * RAD;
  const scale = (RADIUS_M * Math.cos(phi1)) / Math.sqrt(1 - E2 * Math.sin(phi1) ** 2) / colatitude(phi1);
  return {
    forward(lat, lon) {
      const distance = scale * colatitude(lat * RAD);
      const turn = (lon - down) * RAD;
      return [distance * Math.sin(turn), -distance * Math.cos(turn)];
    },
    inverse(x, y) {
      const t = Math.hypot(x, y) / scale;
      let phi = Math.PI / 2 - 2 * Math.atan(t);
      for (let round = 0; round < ROUNDS; round += 1) phi = Math.PI / 2 - 2 * Math.atan(t * flattened(phi));
      return [phi / RAD, wrapped(down + Math.atan2(x, -y) / RAD)];
    },
  };
}

// Lambert’s azimuthal equal-area, around a middle.
function equalArea(lat0, lon0) {
  const quantity = (phi) => {
    const sine = Math.sin(phi);
    return (1 - E2) * (sine / (1 - E2 * sine * sine) - Math.log((1 - E * sine) / (1 + E * sine)) / (2 * E));
  };
  const whole = quantity(Math.PI / 2);
  const authalic = (phi) => Math.asin(Math.max(-1, Math.min(1, quantity(phi) / whole)));
  const radius = RADIUS_M * Math.sqrt(whole / 2);
  const phi1 = lat0 * RAD;
  const beta1 = authalic(phi1);
  const [sin1, cos1] = [Math.sin(beta1), Math.cos(beta1)];
  const stretch = (RADIUS_M * Math.cos(phi1)) / Math.sqrt(1 - E2 * Math.sin(phi1) ** 2) / (radius * cos1);
  const latitude = (beta) => {
    let phi = beta;
    for (let round = 0; round < ROUNDS; round += 1) phi += beta - authalic(phi);
    return phi;
  };
  return {
    forward(lat, lon) {
      const beta = authalic(lat * RAD);
      const turn = (lon - lon0) * RAD;
      const [sine, cosine] = [Math.sin(beta), Math.cos(beta)];
      const far = radius * Math.sqrt(2 / (1 + sin1 * sine + cos1 * cosine * Math.cos(turn)));
      return [far * stretch * cosine * Math.sin(turn), (far / stretch) * (cos1 * sine - sin1 * cosine * Math.cos(turn))];
    },
    inverse(x, y) {
      const distance = Math.hypot(x / stretch, stretch * y) || 1e-9;
      const angle = 2 * Math.asin(Math.min(1, distance / (2 * radius)));
      const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
      const beta = Math.asin(Math.max(-1, Math.min(1, cosine * sin1 + (stretch * y * sine * cos1) / distance)));
      const turn = Math.atan2(x * sine, stretch * distance * cos1 * cosine - stretch ** 2 * y * sin1 * sine);
      return [latitude(beta) / RAD, wrapped(lon0 + turn / RAD)];
    },
  };
}

function wrapped(lon) {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}

const PLANES = new Map([
  ["mercator", MERCATOR],
  ["arctic", flatPlane({ name: "arctic", middle: [90, 105], reach: 80, shift: 1.6, ...polar(71, 105) })],
  ["eurasia", flatPlane({ name: "eurasia", middle: [45, 70], reach: 110, shift: 0.5, ...equalArea(45, 70) })],
]);

// The parts of a line of [lat, lon] that lie in a plane's reach.
export function partsWithin(line, plane) {
  const parts = [[]];
  for (const point of line) {
    if (plane.reaches(...point)) parts.at(-1).push(point);
    else if (parts.at(-1).length) parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
}

// {minX, minY, maxX, maxY} of one point [lat, lon] on a plane.
export function boxOfPoint(plane, [lat, lon]) {
  const at = [0, 0];
  plane.put(lat, lon, at, 0);
  return { minX: at[0], maxX: at[0], minY: at[1], maxY: at[1] };
}

// The plane of a link’s `proj`; Mercator for null.
export function planeOf(name) {
  return PLANES.get(name) ?? MERCATOR;
}
