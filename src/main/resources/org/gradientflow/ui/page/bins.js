// A histogram's own bins, spread over the cells of a shared axis.

/**
 * The share of the row's values in each of `cells` equal parts of the axis. A bin that spans several cells is spread evenly by
 * value, so a histogram keeps its mass and its place whatever the scale.
 */
export function shares(row, axis, cells) {
  const out = new Float64Array(cells);
  const [from, to] = axis.range();
  const cellOf = value => Math.min(cells - 1e-9, Math.max(0, ((axis(value) - from) / (to - from)) * cells));
  const width = (row.max - row.min) / row.counts.length;
  row.counts.forEach((count, i) => {
    if (count === 0) return;
    const low = row.min + i * width;
    const high = i === row.counts.length - 1 ? row.max : low + width;
    const share = count / row.count;
    const [first, last] = [Math.floor(cellOf(low)), Math.floor(cellOf(high))];
    if (first === last || !(high > low)) {
      out[first] += share;
      return;
    }
    for (let cell = first; cell <= last; cell++) {
      const left = cell === first ? low : axis.invert(from + (cell / cells) * (to - from));
      const right = cell === last ? high : axis.invert(from + ((cell + 1) / cells) * (to - from));
      out[cell] += (share * Math.max(0, right - left)) / (high - low);
    }
  });
  return out;
}

/** At most `most` of the list, evenly chosen, the last one among them. */
export function pick(list, most) {
  const step = Math.max(1, Math.ceil(list.length / most));
  return list.filter((x, i) => (list.length - 1 - i) % step === 0);
}
