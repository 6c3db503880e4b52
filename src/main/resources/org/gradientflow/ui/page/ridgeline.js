// The offset view: a silhouette an iteration, the oldest behind, as in TensorBoard's histograms.
import {pick, shares} from './bins.js';
import {valueScale} from './scales.js';

export const margins = {top: 8, right: 46, bottom: 24, left: 8};

const EDGE = 8; // pixels that keep the outermost values off the border

export function layout(rows, share, {width, height}) {
  const {top, right, bottom, left} = margins;
  const x = valueScale(share, [left + EDGE, width - right - EDGE]);
  const lift = (height - top - bottom) * 0.34;
  const recorded = rows.filter(row => !row.absent);
  const shown = pick(recorded, Math.max(8, Math.floor((height - top - bottom) / 4.5)));
  for (const needed of [recorded[0], recorded.find(row => !row.ok)]) {
    if (needed && !shown.includes(needed)) shown.push(needed);
  }
  shown.sort((a, b) => a.iteration - b.iteration);
  const first = shown[0]?.iteration ?? 0;
  const last = shown.at(-1)?.iteration ?? 1;
  const y = d3
    .scaleLinear()
    .domain(first === last ? [first - 1, last] : [first, last])
    .range([top + lift, height - bottom]);
  return {x, y, lift, shown, cells: Math.max(24, Math.floor((width - left - right) / 3))};
}

/** A silhouette's outline as points, for drawing and for the one under the pointer. */
export function outline(row, {x, y, lift, cells}, tallest) {
  const [from, to] = x.range();
  const base = y(row.iteration);
  const parts = shares(row, x, cells);
  const points = [[from, base]];
  parts.forEach((part, i) => points.push([from + ((i + 0.5) / cells) * (to - from), base - (part / tallest) * lift]));
  points.push([to, base]);
  return points;
}

export function tallestOf({shown, x, cells}) {
  return Math.max(1e-9, ...shown.filter(row => row.drawable).map(row => Math.max(...shares(row, x, cells))));
}

export function draw(context, shape, colors) {
  const {shown} = shape;
  const tallest = tallestOf(shape);
  const ramp = d3.interpolateLab(colors.panel, colors.ink);
  context.lineJoin = 'round';
  shown.forEach((row, i) => {
    if (!row.drawable) return;
    const points = outline(row, shape, tallest);
    const age = shown.length < 2 ? 1 : i / (shown.length - 1);
    context.beginPath();
    points.forEach(([px, py], at) => (at ? context.lineTo(px, py) : context.moveTo(px, py)));
    context.fillStyle = ramp(0.3 + 0.7 * age);
    context.fill();
    context.strokeStyle = colors.panel;
    context.lineWidth = 0.9;
    context.stroke();
  });
  return tallest;
}
