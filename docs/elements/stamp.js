/**
 * A line of words as a picture in black alone, for the top of a printed page. The browser draws it, with the page's own
 * font and whatever else the device has: so every script comes out right, and no font need be in the file.
 */

/** A laser printer's own: nothing is lost on paper. */
const DOTS = 600;
const PER_POINT = DOTS / 72;
const SIZE = 9;
/** Of the letters, in points. */

/** What was drawn, a bit a dot, each row beginning a new byte; 1 is black. Width and height in points.
 * @typedef {{width: number, height: number, across: number, down: number, bits: Uint8Array}} Stamp */

/**
 * @param {string} text
 * @param {{width: number, height: number}} room In points. What does not fit is drawn narrower.
 * @returns {Promise<Stamp | undefined>} Nothing where the browser shows nobody what it draws.
 */
export async function stampOf(text, { width, height }) {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  if (!brush) return undefined;
  const font = `${SIZE * PER_POINT}px ${getComputedStyle(document.body).fontFamily}`;
  await document.fonts.load(font, text).catch(() => {});
  brush.font = font;
  const across = Math.ceil(Math.min(brush.measureText(text).width + 2 * SIZE, width * PER_POINT));
  const down = Math.floor(height * PER_POINT);
  [canvas.width, canvas.height] = [across, down];
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, across, down);
  Object.assign(brush, { font, fillStyle: "#000", textBaseline: "middle" });
  brush.fillText(text, 0, down / 2, across);
  const bits = bitsOf(brush.getImageData(0, 0, across, down));
  return bits && { width: across / PER_POINT, height, across, down, bits };
}

/**
 * Some browsers give out noise, so that nobody can tell a device by its letters. The first row, where nothing was drawn,
 * is then not white.
 * @param {ImageData} image
 * @returns {Uint8Array | undefined}
 */
function bitsOf({ data, width, height }) {
  const bytes = Math.ceil(width / 8);
  const bits = new Uint8Array(bytes * height);
  for (let dot = 0; dot < width * height; dot++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(4 * dot);
    if (red + green + blue > 382) continue;
    if (dot < width) return undefined;
    const x = dot % width;
    const at = bytes * Math.floor(dot / width) + (x >> 3);
    bits[at] = (bits[at] ?? 0) | 128 >> (x & 7);
  }
  return bits;
}
