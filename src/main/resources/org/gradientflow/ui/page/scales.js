// The value axis: linear, or symmetric-log, which shows both signs, zero, and a factor of a million at once.
import {format, formatPower, isFinite, median} from './numbers.js';

const drawable = rows => rows.filter(row => row.drawable);

/** From the least to the greatest value of all rows, zero included; null when there is nothing to draw. */
export function domainOf(rowSets) {
  let [low, high] = [0, 0];
  let any = false;
  for (const row of rowSets.flatMap(drawable)) {
    low = Math.min(low, row.min);
    high = Math.max(high, row.max);
    any = true;
  }
  if (!any) return null;
  return low === high ? [-1, 1] : [low, high];
}

/** Where the symmetric-log scale turns from linear to logarithmic: a tenth of the narrowest set's usual size. */
export function constantOf(rowSets, domain) {
  const most = Math.max(-domain[0], domain[1]);
  const sizes = rowSets.map(rows => median(drawable(rows).map(row => Math.max(Math.abs(row.min), Math.abs(row.max)))));
  const least = Math.min(...sizes.filter(size => isFinite(size) && size > 0), most);
  return 10 ** Math.floor(Math.log10(Math.max(least / 10, most * 1e-12)));
}

/** What all panels of a row share. A symmetric-log axis has zero in its middle where there are values on both sides. */
export function shared(rowSets, scale) {
  const range = domainOf(rowSets);
  if (!range) return null;
  const most = Math.max(-range[0], range[1]);
  const domain = scale === 'symlog' && range[0] < 0 && range[1] > 0 ? [-most, most] : range;
  return {domain, scale, constant: constantOf(rowSets, range)};
}

export function valueScale({domain, scale, constant}, range) {
  return scale === 'symlog'
    ? d3.scaleSymlog().domain(domain).constant(constant).range(range)
    : d3.scaleLinear().domain(domain).range(range);
}

/** Ticks at least `gap` pixels apart, and `nearest` from zero. */
export function valueTicks(axis, share, gap, nearest = gap) {
  return share.scale === 'linear' ? linearTicks(axis, gap) : symlogTicks(axis, share, gap, nearest);
}

function linearTicks(axis, gap) {
  const [a, b] = axis.range();
  return axis.ticks(Math.max(2, Math.floor(Math.abs(b - a) / (gap * 1.2)))).map(value => ({value, text: format(value)}));
}

/** Sizes are chosen, the largest first, and each stands on every side of zero that there is. */
function symlogTicks(axis, {domain, constant}, gap, nearest) {
  const most = Math.max(-domain[0], domain[1]);
  const distance = size => Math.abs(axis(domain[1] < most ? -size : size) - axis(0));
  const powers = d3.range(Math.floor(Math.log10(most)), Math.log10(constant) - 0.5, -1).map(power => 10 ** power);
  const sides = [-1, 1].filter(side => side * domain[side < 0 ? 0 : 1] > 0);
  let [sizes, write] = [spaced(powers, distance, gap, nearest), formatPower];
  if (sizes.length * sides.length < 2) {
    // Less than a decade: round numbers.
    const round = d3.ticks(0, most, 8).filter(size => size > 0);
    [sizes, write] = [spaced(round.reverse(), distance, gap, nearest), format];
  }
  const values = new Set([0, ...sides.flatMap(side => sizes.map(size => side * size))]);
  return [...values].sort((x, y) => x - y).map(value => ({value, text: value === 0 ? '0' : write(value)}));
}

/** Those of the sizes that have room: `gap` pixels from the one before, `nearest` from zero. */
function spaced(sizes, distance, gap, nearest) {
  const chosen = [];
  for (const size of sizes) {
    if (distance(size) >= nearest && (!chosen.length || distance(chosen.at(-1)) - distance(size) >= gap)) chosen.push(size);
  }
  return chosen;
}
