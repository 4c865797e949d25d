// The colours that the canvases need, read from the style sheet, so that light and dark are decided in one place.

const NAMES = [
  "sea", "land", "coast", "border", "tint", "land-name", "sea-name", "casing", "halo", "ink", "dead", "unknown", "lift", "font",
];

// {sea, land, …, key}; key changes whenever a colour does.
export function readPalette(element) {
  const style = getComputedStyle(element);
  const palette = {};
  for (const name of NAMES) {
    const key = name.replace(/-(.)/g, (whole, letter) => letter.toUpperCase());
    palette[key] = style.getPropertyValue(`--atlas-${name}`).trim() || "#888";
  }
  palette.key = Object.values(palette).join();
  return palette;
}
