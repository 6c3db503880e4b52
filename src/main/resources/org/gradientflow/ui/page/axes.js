// The axes of a distribution's chart: values, and iterations.
import * as heatmap from './heatmap.js';
import * as ridgeline from './ridgeline.js';
import {formatPower} from './numbers.js';
import {valueTicks} from './scales.js';
import {label, line} from './svg.js';

const whole = (axis, count) => axis.ticks(Math.max(2, count)).filter(Number.isInteger);

/** Below the silhouettes the values, at the right of each its iteration. */
export function ridgeAxes(svg, {x, y, shown}, share, {width, height}) {
  const {bottom, top} = ridgeline.margins;
  const base = height - bottom;
  const widest = share.scale === 'symlog' ? widthOf(svg, formatPower(-share.constant)) : 41;
  for (const {value, text} of valueTicks(x, share, widest + 3, widest / 2 + 4)) {
    line(svg, value === 0 ? 'zero-line' : 'axis-line', x(value), value === 0 ? top : base + 4, x(value), base);
    label(svg, text, x(value), height - 8, 'middle', width).attr('class', 'value');
  }
  const [from, to] = x.range();
  line(svg, 'axis-line', from - 8, base, to + 8, base);
  whole(y, 4)
    .filter(value => value >= (shown[0]?.iteration ?? value))
    .forEach(value => label(svg, value.toLocaleString('en-US'), to + 13, y(value) + 4, 'start', width));
  label(svg, 'iteration', width - 1, y.range()[0] - 12, 'end', width);
}

/** Left of the map the values, below it the iterations. */
export function heatAxes(svg, {x, y}, share, {width, height}) {
  const {bottom} = heatmap.margins;
  const [left, right] = x.range();
  for (const {value, text} of valueTicks(y, share, 20)) {
    line(svg, value === 0 ? 'zero-line' : 'axis-line', left - 4, y(value), value === 0 ? right : left, y(value));
    label(svg, text, left - 6, y(value) + 4, 'end', width).attr('class', 'value');
  }
  line(svg, 'axis-line', left, height - bottom, right, height - bottom);
  iterations(svg, x, height - 8, width);
}

/** Iterations along the bottom, and the axis's name at its end where there is room for both. */
export function iterations(svg, x, at, width) {
  const [left, right] = x.range();
  const named = right - left > 170;
  for (const value of whole(x, Math.floor((right - left) / 60))) {
    if (!named || x(value) < right - 62) label(svg, value.toLocaleString('en-US'), x(value), at, 'middle', width);
  }
  if (named) label(svg, 'iteration', right, at, 'end', width);
}

function widthOf(svg, text) {
  const node = svg.append('text').text(text);
  const width = node.node().getComputedTextLength();
  node.remove();
  return width;
}
