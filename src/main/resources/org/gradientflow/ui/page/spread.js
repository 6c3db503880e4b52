// The lines of a chart of gradient spread: one a layer.
import {isFinite, median} from './numbers.js';
import {cross, path, text, zero} from './svg.js';

export const margins = {top: 16, right: 50, bottom: 24, left: 40};

const COLORS = 7;
const DASHES = [null, '6 3', '2 3'];
const APART = 9; // pixels between two signs of one kind

/** Only these have a place on a logarithmic scale. */
const drawable = v => isFinite(v) && v > 0;
const colorOf = i => `line-${i % COLORS}`;

/** One line a layer: its first parameter, the weights. */
export function linesOf(feed, nameOf) {
  const layers = new Map();
  for (const key of feed.meta.parameters) {
    const layer = key.includes('_') ? key.slice(0, key.lastIndexOf('_')) : key;
    if (!layers.has(layer)) layers.set(layer, {key, name: nameOf(key), values: feed.spread[key] ?? []});
  }
  return [...layers.values()];
}

/** The decades from the least positive to the greatest spread of all sessions. */
export function domainOf(allLines) {
  const values = allLines.flatMap(lines => lines.flatMap(line => line.values)).filter(drawable);
  if (!values.length) return null;
  const low = Math.floor(Math.log10(d3.min(values)));
  const high = Math.ceil(Math.log10(d3.max(values)));
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

/** Each value replaced by the median of those around it; what can't be drawn stays. */
function medians(values, each) {
  if (each === 1) return values;
  return values.map((v, i) => (drawable(v) ? median(values.slice(Math.max(0, i - each), i + each + 1).filter(drawable)) : v));
}

/** Draws the i-th line, and tells where it ends; null where it has no value to draw. */
export function drawLine(svg, {name, values}, i, {x, y, iterations}, height) {
  const line = d3
    .line()
    .defined(drawable)
    .x((v, at) => x(iterations[at]))
    .y(v => y(v));
  // Where several reports fall on a pixel, the line is their median, and what they scatter is faint behind it.
  const each = Math.ceil(values.length / ((x.range()[1] - x.range()[0]) / 2));
  if (each > 1) path(svg, `series faint ${colorOf(i)}`, line(values));
  const dashes = DASHES[Math.floor(i / COLORS) % DASHES.length];
  path(svg, `series ${colorOf(i)}`, line(medians(values, each))).attr('stroke-dasharray', dashes);
  drawSigns(svg, values, i, at => x(iterations[at]), height);
  const last = values.findLast(drawable);
  return last === undefined ? null : {name, i, at: y(last)};
}

/** Above the line what is not finite, below it what is 0: as many signs as have room. */
function drawSigns(svg, values, i, place, height) {
  let [zeroUntil, badUntil] = [-APART, -APART];
  values.forEach((v, at) => {
    const x = place(at);
    if (v === 0 && x - zeroUntil >= APART) {
      zeroUntil = x;
      zero(svg, colorOf(i), x, height - margins.bottom - 6);
    } else if (v !== null && !isFinite(v) && x - badUntil >= APART) {
      badUntil = x;
      cross(svg, x, margins.top - 5);
    }
  });
}

/** Names at the ends of the lines, pushed apart where they would meet. */
export function drawNames(svg, ends, width) {
  ends.sort((a, b) => a.at - b.at);
  ends.forEach((end, i) => (end.label = i ? Math.max(end.at, ends[i - 1].label + 13) : end.at));
  for (const {name, i, label} of ends) {
    const shown = name.length > 8 ? `${name.slice(0, 7)}…` : name;
    text(svg, shown, width - margins.right + 4, label + 4).attr('class', `end end-${i % COLORS}`);
  }
}
