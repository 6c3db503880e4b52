// The spread of each layer's gradient over the iterations, logarithmic.
import * as tip from './tip.js';
import {iterations as iterationAxis} from './axes.js';
import {format, formatPower} from './numbers.js';
import {drawLine, drawNames, margins} from './spread.js';
import {absent, line, path, text} from './svg.js';

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
      absent(this.svg, 'no spread recorded', {width, height});
      return;
    }
    this.scales(width, height);
    this.axes(width, height);
    const ends = this.lines.map((line, i) => drawLine(this.svg, line, i, this, height));
    drawNames(this.svg, ends.filter(Boolean), width);
    this.mark = path(this.svg, 'pointed', null);
  }

  scales(width, height) {
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
  }

  axes(width, height) {
    const {right, bottom, left} = margins;
    const [low, high] = this.y.domain().map(v => Math.round(Math.log10(v)));
    const step = Math.max(1, Math.ceil((high - low) / 7));
    // What is 0 or not finite everywhere has its signs and no scale.
    for (let power = low; this.domain && power <= high; power += step) {
      const at = this.y(10 ** power);
      line(this.svg, 'grid-line', left, at, width - right, at);
      text(this.svg, formatPower(10 ** power), left - 5, at + 4, 'end');
    }
    iterationAxis(this.svg, this.x, height - 7, width);
    line(this.svg, 'axis-line', left, height - bottom, width - right, height - bottom);
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
