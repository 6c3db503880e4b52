// Iterations from left to right, values from bottom to top, the stronger the colour the more values.
import {shares} from './bins.js';
import {valueScale} from './scales.js';

export const margins = {top: 8, right: 10, bottom: 24, left: 52};

export function layout(rows, share, {width, height}) {
  const {top, right, bottom, left} = margins;
  const shown = rows.filter(row => !row.absent);
  const first = shown[0]?.iteration ?? 0;
  const last = shown.at(-1)?.iteration ?? 1;
  // The last report is as wide as the others are on average.
  const end = shown.length < 2 || first === last ? first + 1 : last + (last - first) / (shown.length - 1);
  const x = d3
    .scaleLinear()
    .domain([first, end])
    .range([left, width - right]);
  return {x, y: valueScale(share, [height - bottom - 4, top + 4]), shown, share};
}

const indexAt = (shown, iteration) => Math.max(0, d3.bisector(row => row.iteration).right(shown, iteration) - 1);

/** The row in force at an iteration: the last one reported by then. */
export const rowAt = (shown, iteration) => shown[indexAt(shown, iteration)];

/** Of the reports that fall on a pixel one that is not finite, however rare it is. */
function rowOf(shown, from, to) {
  const [a, b] = [indexAt(shown, from), indexAt(shown, to)];
  for (let i = a + 1; i <= b; i++) if (!shown[i].ok) return shown[i];
  return shown[a];
}

export function draw(context, {x, y, shown}, colors, share) {
  const [left, right] = x.range();
  const [bottom, top] = y.range();
  const [width, height] = [Math.max(1, Math.round(right - left)), Math.max(1, Math.round(bottom - top))];
  const cells = Math.ceil(height / 2);
  const canvas = new OffscreenCanvas(width, cells);
  canvas.getContext('2d').putImageData(image(x, shown, colors, share, width, cells), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, left, top, width, height);
}

/** A pixel for each cell of each column. */
function image(x, shown, colors, share, width, cells) {
  const out = new ImageData(width, cells);
  const pixels = new Uint32Array(out.data.buffer);
  const alert = packed(colors.alert);
  const palette = d3.range(256).map(i => packed(colors.heat(i / 255)));
  const up = valueScale(share, [0, cells]);
  const left = x.range()[0];
  let before = null;
  let column = null;
  for (let px = 0; px < width; px++) {
    const row = rowOf(shown, x.invert(left + px), x.invert(left + px + 0.999));
    if (!row) continue;
    if (row !== before) column = colored(row, up, cells, palette);
    before = row;
    for (let cell = 0; cell < cells; cell++) {
      // Stripes, not a colour alone: not all values are finite.
      const striped = !row.ok && (px + 2 * cell) % 8 < 3;
      pixels[(cells - 1 - cell) * width + px] = striped ? alert : column[cell];
    }
  }
  return out;
}

/** A row's cells from the lowest value up: transparent without a value, the stronger the colour the more of them. */
function colored(row, up, cells, palette) {
  if (!row.drawable) return new Uint32Array(cells);
  const parts = shares(row, up, cells);
  const peak = Math.max(...parts);
  return Uint32Array.from(parts, part => (part > 0 ? palette[Math.round(20 + 235 * Math.sqrt(part / peak))] : 0));
}

function packed(color) {
  const {r, g, b} = d3.rgb(color);
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}
