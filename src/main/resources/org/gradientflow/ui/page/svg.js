// What the charts are drawn with: lines, texts and signs, each a node of an SVG.

export function line(svg, kind, x1, y1, x2, y2) {
  svg.append('line').attr('class', kind).attr('x1', x1).attr('y1', y1).attr('x2', x2).attr('y2', y2);
}

export function text(svg, words, x, y, anchor = 'start') {
  return svg.append('text').attr('x', x).attr('y', y).attr('text-anchor', anchor).text(words);
}

export function path(svg, kind, d) {
  return svg.append('path').attr('class', kind).attr('d', d);
}

/** A text that stays inside the chart. */
export function label(svg, words, x, y, anchor, width) {
  const node = text(svg, words, x, y, anchor);
  const length = node.node().getComputedTextLength();
  const before = {start: 0, middle: length / 2, end: length}[anchor];
  return node.attr('x', Math.max(before, Math.min(x, width - length + before)));
}

/** In place of a chart: why there is none. */
export function absent(svg, words, {width, height}) {
  text(svg, words, width / 2, height / 2, 'middle').attr('class', 'absent');
}

/** Not finite. */
export function cross(svg, x, y) {
  path(svg, 'bad', `M${x - 3},${y - 3}l6,6m0,-6l-6,6`);
}

/** Exactly 0. */
export function zero(svg, kind, x, y) {
  path(svg, `zero ${kind}`, `M${x - 3.5},${y}h7l-3.5,5z`);
}
