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

/** What all panels of a row share. */
export function shared(rowSets, scale) {
  const domain = domainOf(rowSets);
  return domain && {domain, scale, constant: constantOf(rowSets, domain)};
}

export function valueScale({domain, scale, constant}, range) {
  return scale === 'symlog'
    ? d3.scaleSymlog().domain(domain).constant(constant).range(range)
    : d3.scaleLinear().domain(domain).range(range);
}

/** Ticks at least `gap` pixels apart, zero first, then the powers of ten from the outside in. */
export function valueTicks(axis, {domain, scale, constant}, gap) {
  const [a, b] = axis.range();
  if (scale === 'linear') {
    return axis.ticks(Math.max(2, Math.floor(Math.abs(b - a) / (gap * 1.2)))).map(value => ({value, text: format(value)}));
  }
  const chosen = [0];
  const add = value => {
    if (value >= domain[0] && value <= domain[1] && chosen.every(one => Math.abs(axis(one) - axis(value)) >= gap)) {
      chosen.push(value);
    }
  };
  const top = Math.floor(Math.log10(Math.max(-domain[0], domain[1])));
  for (let power = top; power >= Math.log10(constant) - 0.5; power--) {
    add(10 ** power);
    add(-(10 ** power));
  }
  if (chosen.length < 3) {
    // Less than a decade to each side: round numbers, the outermost first.
    d3.ticks(...domain, 8).sort((x, y) => Math.abs(y) - Math.abs(x)).forEach(add);
    return chosen.sort((x, y) => x - y).map(value => ({value, text: format(value)}));
  }
  return chosen.sort((x, y) => x - y).map(value => ({value, text: value === 0 ? '0' : formatPower(value)}));
}
