// The great circle between two places, for a draft's line: nothing is known of its way yet. Pure.

const STEP_DEGREES = 2;
const RADIAN = Math.PI / 180;

// [lat, lon] pairs from one place to another, longitudes running on past ±180; two places opposite one another, whose
// great circle is not one, are joined through the north.
export function greatCircle([lat1, lon1], [lat2, lon2]) {
  const [from, to] = [unitVector(lat1, lon1), unitVector(lat2, lon2)];
  const angle = Math.acos(Math.max(-1, Math.min(1, from.reduce((sum, part, at) => sum + part * to[at], 0))));
  if (angle > Math.PI - 1e-6) return [...greatCircle([lat1, lon1], [90, lon1]), ...greatCircle([90, lon2], [lat2, lon2])];
  const steps = Math.max(1, Math.ceil(angle / RADIAN / STEP_DEGREES));
  const line = [];
  let turn = lon1;
  for (let step = 0; step <= steps; step += 1) {
    const share = step / steps;
    const [a, b] = angle < 1e-9 ? [1 - share, share] : [Math.sin((1 - share) * angle) / Math.sin(angle), Math.sin(share * angle) / Math.sin(angle)];
    const [x, y, z] = from.map((part, at) => a * part + b * to[at]);
    const lon = Math.atan2(y, x) / RADIAN;
    turn = lon + 360 * Math.round((turn - lon) / 360);
    line.push([Math.atan2(z, Math.hypot(x, y)) / RADIAN, turn]);
  }
  return line;
}

function unitVector(lat, lon) {
  return [Math.cos(lat * RADIAN) * Math.cos(lon * RADIAN), Math.cos(lat * RADIAN) * Math.sin(lon * RADIAN), Math.sin(lat * RADIAN)];
}
