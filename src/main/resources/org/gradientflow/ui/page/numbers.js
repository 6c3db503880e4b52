// Numbers as a person reads them. The server sends what is no number as a string: "NaN", "Infinity", "-Infinity".

export const revive = x => (typeof x === 'string' ? Number(x) : x);
export const isFinite = Number.isFinite;

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = n =>
  String(n)
    .replace('-', '⁻')
    .replace(/\d/g, d => RAISED[d]);
const minus = text => text.replace('-', '−');

/** 0.0123, 4.5, 3.3×10⁻⁶; NaN and infinities as they are. */
export function format(x, digits = 3) {
  if (x === null || x === undefined) return 'not recorded';
  if (Number.isNaN(x)) return 'NaN';
  if (!isFinite(x)) return x > 0 ? '∞' : '−∞';
  if (x === 0) return '0';
  const size = Math.abs(x);
  if (size >= 0.00995 && size < 1e6) return minus(Number(x.toPrecision(digits)).toLocaleString('en-US', {maximumFractionDigits: 20}));
  const [mantissa, exponent] = x.toExponential(digits - 1).split('e');
  const short = String(Number(mantissa));
  const power = '10' + raised(Number(exponent));
  return minus(short === '1' ? power : short === '-1' ? '-' + power : `${short}×${power}`);
}

/** A power of ten on a logarithmic axis, with its sign: −10⁻³, 1, 10. */
export function formatPower(x) {
  const power = Math.round(Math.log10(Math.abs(x)));
  return minus((x < 0 ? '-' : '') + (power === 0 ? '1' : power === 1 ? '10' : '10' + raised(power)));
}

/** A factor such as 36,000: two digits are enough. */
export const times = x => Number(x.toPrecision(2)).toLocaleString('en-US', {maximumFractionDigits: 1});

/** The middle one of those that are finite; NaN when there is none. */
export function median(numbers) {
  const sorted = numbers.filter(isFinite).sort((a, b) => a - b);
  return sorted.length ? sorted[sorted.length >> 1] : NaN;
}
