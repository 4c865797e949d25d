// A Leaflet layer of stacked canvases that move and zoom with the map. Leaflet is pinned at 1.9.4: private fields.
import L from "../vendor/leaflet.esm.js";
import { MERCATOR } from "./planes.js";

const MAX_RATIO = 2;

// Subclasses give drawSheet(context, frame, number) and may set options.sheets. A frame is {scale, left, top, width,
// height, zoom, key}: the px of one world's width, the world px of the sheet's corner, its size, and a text that
// changes whenever one of these does.
export const CanvasPane = L.Renderer.extend({
  options: { padding: 0.2, pane: "overlayPane", sheets: 1, interactive: false },

  _initContainer() {
    this._container = L.DomUtil.create("div", "atlas-sheets");
    this.sheets = Array.from({ length: this.options.sheets }, () => {
      const sheet = L.DomUtil.create("canvas", "atlas-sheet", this._container);
      sheet.setAttribute("aria-hidden", "true");
      return sheet;
    });
  },

  _destroyContainer() {
    this._container.remove();
    this._container = null;
    this.frame = null;
    this.sheets = [];
  },

  _updatePaths() {},

  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), move: this._followDrag };
  },

  // While a drag goes on the sheets move along; they are drawn anew once it comes to their edge.
  _followDrag() {
    const map = this._map;
    if (!this._bounds || map._animatingZoom || map.getZoom() !== this._zoom) return;
    const corner = map.containerPointToLayerPoint([0, 0]);
    const sight = L.bounds(corner, corner.add(map.getSize()));
    if (!this._bounds.contains(sight)) this._update();
  },

  _update() {
    if (this.held || (this._map._animatingZoom && this._bounds)) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = this.isPaper ? MAX_RATIO : Math.min(MAX_RATIO, window.devicePixelRatio || 1);
    const corner = this._bounds.min.add(this._map.getPixelOrigin());
    const scale = 256 * 2 ** this._zoom;
    L.DomUtil.setPosition(this._container, this._bounds.min);
    const { plane = MERCATOR } = this._map.options.crs;
    const key = [scale, corner.x, corner.y, size.x, size.y, ratio, plane.name, this.isPaper].join();
    if (this.frame?.key === key) return; // Leaflet tells of one change up to three times
    this.frame = { scale, left: corner.x, top: corner.y, width: size.x, height: size.y, zoom: this._zoom, ratio, plane, key };
    this.redraw();
  },

  // On paper a screen's px would be coarse.
  setPaper(isPaper) {
    this.isPaper = isPaper;
    if (this.frame) this._update();
  },

  // Takes another plane: nothing is drawn until the map has its view there.
  setPlane(plane) {
    this.plane = plane;
    this.frame = null;
  },

  // Draws every sheet anew; subclasses that know better draw fewer.
  redraw() {
    if (!this.frame) return;
    this.sheets.forEach((sheet, number) => this.redrawSheet(sheet, number));
  },

  redrawSheet(sheet, number) {
    const { width, height, ratio } = this.frame;
    const [pxWidth, pxHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (sheet.width !== pxWidth || sheet.height !== pxHeight) {
      sheet.width = pxWidth;
      sheet.height = pxHeight;
      sheet.style.width = `${width}px`;
      sheet.style.height = `${height}px`;
    }
    const context = sheet.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, pxWidth, pxHeight);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    sheet.drawnFor = this.frame;
    sheet.style.transform = "";
    sheet.classList.remove("is-stretched");
    this.drawSheet(context, this.frame, number);
  },

  // Puts a sheet's last picture where it belongs now, until it is drawn anew.
  stretchSheet(sheet) {
    const { scale, left, top } = sheet.drawnFor;
    const growth = this.frame.scale / scale;
    const [x, y] = [left * growth - this.frame.left, top * growth - this.frame.top];
    sheet.style.transform = `translate(${x}px, ${y}px) scale(${growth})`;
    sheet.classList.add("is-stretched");
  },
});

// The whole turns by which a box of world units has to be shifted to be seen in a frame: often [0], or [] if never.
export function turnsInSight(box, frame, margin = 20) {
  if (box.maxY * frame.scale < frame.top - margin || box.minY * frame.scale > frame.top + frame.height + margin) return [];
  const first = Math.ceil((frame.left - margin) / frame.scale - box.maxX);
  const last = Math.floor((frame.left + frame.width + margin) / frame.scale - box.minX);
  if (!frame.plane.wraps) return first <= 0 && last >= 0 ? [0] : [];
  const turns = [];
  for (let turn = first; turn <= last; turn += 1) turns.push(turn);
  return turns;
}
