// The spread of each layer's gradient over the iterations, logarithmic.
import * as tip from './tip.js';
import {iterations as iterationAxis} from './axes.js';
import {format, formatPower, isFinite, median} from './numbers.js';

const margins = {top: 16, right: 50, bottom: 24, left: 40};
const COLORS = 7;
const DASHES = [null, '6 3', '2 3'];

/** One line a layer: its first parameter, the weights. */
export function linesOf(feed, nameOf) {
  const layers = new Map();
  for (const key of feed.meta.parameters) {
    const layer = key.includes('_') ? key.slice(0, key.lastIndexOf('_')) : key;
    if (!layers.has(layer)) layers.set(layer, {key, name: nameOf(key), values: feed.spread[key] ?? []});
  }
  return [...layers.values()];
}

/** Each value replaced by the median of those around it; what can't be drawn stays. */
function medians(values, each) {
  if (each === 1) return values;
  const drawn = v => isFinite(v) && v > 0;
  return values.map((v, i) => (drawn(v) ? median(values.slice(Math.max(0, i - each), i + each + 1).filter(drawn)) : v));
}

/** The decades from the least positive to the greatest spread of all sessions. */
export function domainOf(allLines) {
  const values = allLines.flatMap(lines => lines.flatMap(line => line.values)).filter(v => isFinite(v) && v > 0);
  if (!values.length) return null;
  const low = Math.floor(Math.log10(d3.min(values)));
  const high = Math.ceil(Math.log10(d3.max(values)));
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

export class FlowChart {
  constructor(parent) {
    this.node = d3.select(parent).append('div').attr('class', 'panel flow').attr('tabindex', 0).attr('role', 'slider');
    this.svg = this.node.append('svg').attr('aria-hidden', 'true');
    this.note = d3.select(parent).append('p').attr('class', 'note');
    this.node.on('pointermove', event => this.point(this.x?.invert(d3.pointer(event, this.node.node())[0]), event));
    this.node.on('pointerleave blur', () => this.point(null));
    this.node.on('keydown', event => this.key(event));
  }

  draw({iterations, lines, domain, label}) {
    Object.assign(this, {iterations, lines, domain});
    this.node
      .attr('aria-label', label)
      .attr('data-lines', lines.length)
      .attr('data-last', iterations.at(-1) ?? '');
    this.node.attr('aria-valuemin', iterations[0] ?? 0).attr('aria-valuemax', iterations.at(-1) ?? 0);
    this.say(iterations.length - 1);
    this.paint();
    if (this.pointed && iterations.length) this.point(...this.pointed);
  }

  paint() {
    const {clientWidth: width, clientHeight: height} = this.node.node();
    this.svg.selectAll('*').remove();
    this.x = null;
    const any = this.lines.some(line => line.values.some(v => v !== null && v !== undefined));
    if (!width || !this.iterations.length || !any) {
      this.svg
        .append('text')
        .attr('class', 'absent')
        .attr('x', width / 2)
        .attr('y', height / 2)
        .attr('text-anchor', 'middle')
        .text('no spread recorded');
      return;
    }
    const {top, right, bottom, left} = margins;
    const [first, last] = d3.extent(this.iterations);
    this.x = d3
      .scaleLinear()
      .domain(first === last ? [first, first + 1] : [first, last])
      .range([left, width - right]);
    this.y = d3
      .scaleLog()
      .domain(this.domain ?? [0.1, 1])
      .range([height - bottom - 8, top + 8]);
    this.axes(width, height);
    const ends = this.lines.map((line, i) => this.line(line, i, height));
    this.labels(ends.filter(Boolean), width);
    this.mark = this.svg.append('path').attr('class', 'pointed');
  }

  axes(width, height) {
    const {right, bottom, left} = margins;
    const [low, high] = this.y.domain().map(v => Math.round(Math.log10(v)));
    const step = Math.max(1, Math.ceil((high - low) / 7));
    // What is 0 or not finite everywhere has its signs and no scale.
    for (let power = low; this.domain && power <= high; power += step) {
      const at = this.y(10 ** power);
      this.svg
        .append('line')
        .attr('class', 'grid-line')
        .attr('x1', left)
        .attr('x2', width - right)
        .attr('y1', at)
        .attr('y2', at);
      this.svg
        .append('text')
        .attr('x', left - 5)
        .attr('y', at + 4)
        .attr('text-anchor', 'end')
        .text(formatPower(10 ** power));
    }
    iterationAxis(this.svg, this.x, height - 7, width);
    this.svg
      .append('line')
      .attr('class', 'axis-line')
      .attr('x1', left)
      .attr('x2', width - right)
      .attr('y1', height - bottom)
      .attr('y2', height - bottom);
  }

  line({name, values}, i, height) {
    const {x, y, iterations} = this;
    const drawn = v => isFinite(v) && v > 0;
    const path = d3
      .line()
      .defined(v => drawn(v))
      .x((v, at) => x(iterations[at]))
      .y(v => y(v));
    // Where several reports fall on a pixel, the line is their median, and what they scatter is faint behind it.
    const each = Math.ceil(values.length / ((x.range()[1] - x.range()[0]) / 2));
    if (each > 1)
      this.svg
        .append('path')
        .attr('class', `series faint line-${i % COLORS}`)
        .attr('d', path(values));
    this.svg
      .append('path')
      .attr('class', `series line-${i % COLORS}`)
      .attr('d', path(medians(values, each)))
      .attr('stroke-dasharray', DASHES[Math.floor(i / COLORS) % DASHES.length]);
    let [zeroUntil, badUntil] = [-9, -9];
    values.forEach((v, at) => {
      const px = x(iterations[at]);
      if (v === 0 && px - zeroUntil >= 9) {
        zeroUntil = px;
        this.svg
          .append('path')
          .attr('class', `zero line-${i % COLORS}`)
          .attr('d', `M${px - 3.5},${height - margins.bottom - 6}h7l-3.5,5z`);
      } else if (v !== null && !isFinite(v) && px - badUntil >= 9) {
        badUntil = px;
        this.svg
          .append('path')
          .attr('class', 'bad')
          .attr('d', `M${px - 3},${margins.top - 8}l6,6m0,-6l-6,6`);
      }
    });
    const last = values.findLast(drawn);
    return last === undefined ? null : {name, i, at: y(last)};
  }

  /** Names at the ends of the lines, pushed apart where they would meet. */
  labels(ends, width) {
    ends.sort((a, b) => a.at - b.at);
    ends.forEach((end, i) => (end.label = i ? Math.max(end.at, ends[i - 1].label + 13) : end.at));
    for (const {name, i, label} of ends) {
      const shown = name.length > 8 ? `${name.slice(0, 7)}…` : name;
      this.svg
        .append('text')
        .attr('class', `end end-${i % COLORS}`)
        .attr('x', width - margins.right + 4)
        .attr('y', label + 4)
        .text(shown);
    }
  }

  words(at) {
    const lines = this.lines.map(({name, values}) => `${name}  std ${format(values[at])}`);
    return [`iteration ${this.iterations[at].toLocaleString('en-US')}`, ...lines].join('\n');
  }

  point(iteration, event) {
    if (iteration === null || iteration === undefined || !this.x) {
      this.pointed = null;
      this.mark?.attr('d', null);
      tip.hide();
      return;
    }
    const at = d3.bisectCenter(this.iterations, iteration);
    this.current = at;
    this.pointed = [iteration, event];
    this.mark.attr('d', `M${this.x(this.iterations[at])},${this.y.range()[0]}V${this.y.range()[1]}`);
    this.say(at);
    tip.show(this.words(at), event.clientX, event.clientY);
  }

  key(event) {
    const last = this.iterations.length - 1;
    const at = Math.min(this.current ?? last, last);
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, PageDown: at - 10, PageUp: at + 10, Home: 0, End: last}[event.key];
    if (event.key === 'Escape') this.point(null);
    if (to === undefined || last < 0) return;
    event.preventDefault();
    const box = this.node.node().getBoundingClientRect();
    this.point(this.iterations[Math.min(last, Math.max(0, to))], {clientX: box.left + 60, clientY: box.top + 40});
  }

  say(at) {
    if (at < 0) return;
    this.node.attr('aria-valuenow', this.iterations[at]).attr('aria-valuetext', this.words(at).replaceAll('\n', ', '));
  }
}
