// One chart of one array's distribution over the iterations.
import * as heatmap from './heatmap.js';
import * as ridgeline from './ridgeline.js';
import * as tip from './tip.js';
import {heatAxes, ridgeAxes} from './axes.js';
import {format} from './numbers.js';
import {absent, cross, path} from './svg.js';

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
function colorsOf(kind) {
  const [panel, ink] = [css('--panel'), css(`--${kind}`)];
  // From the background over the kind's colour to the text's: stronger is more, on a dark screen as on a light one.
  const heat = d3.piecewise(d3.interpolateLab, [panel, ink, css('--text')]);
  return {panel, ink, alert: css('--alert'), heat};
}

/** What a row says in words. */
export function describe(row, whole) {
  if (row.absent) return `iteration ${row.iteration.toLocaleString('en-US')}: not recorded`;
  const lines = [`iteration ${row.iteration.toLocaleString('en-US')}`];
  if (row.drawable) lines.push(`range ${format(row.min)} to ${format(row.max)}`);
  if (row.count !== null) lines.push(row.ok ? `count ${row.count}` : `${row.count} of ${whole} values finite`);
  lines.push(`mean ${format(row.mean)}`, `std ${format(row.std)}`);
  return lines.join('\n');
}

export class Panel {
  constructor(parent, small) {
    this.node = d3
      .select(parent)
      .append('div')
      .attr('class', small ? 'panel small' : 'panel');
    this.node.attr('tabindex', 0).attr('role', 'slider').attr('aria-orientation', 'horizontal');
    this.canvas = this.node.append('canvas').attr('aria-hidden', 'true').node();
    this.svg = this.node.append('svg').attr('aria-hidden', 'true');
    this.note = d3.select(parent).append('p').attr('class', 'note');
    this.node.on('pointermove', event => this.point(this.under(event), event.clientX, event.clientY));
    this.node.on('pointerleave blur', () => this.point(null));
    this.node.on('keydown', event => this.key(event));
  }

  /** rows: what to draw, undefined before it was loaded; reports: how many there are; share: the value axis, maybe that of other panels too; label: whose distribution this is. */
  draw({rows, reports, share, view, kind, label}) {
    Object.assign(this, {rows: rows ?? [], loaded: Boolean(rows), share, view, kind});
    rows = this.rows;
    const bad = rows.filter(row => !row.ok);
    this.whole = Math.max(0, ...rows.map(row => row.count ?? 0));
    this.node.attr('aria-label', label).attr('data-rows', rows.length).attr('data-bad', bad.length);
    this.node.attr('data-last', rows.at(-1)?.iteration ?? '').attr('data-drawn', rows.filter(row => row.drawable).length);
    this.node.attr('aria-valuemin', rows[0]?.iteration ?? 0).attr('aria-valuemax', rows.at(-1)?.iteration ?? 0);
    this.say(rows.at(-1));
    this.note.classed('bad', bad.length > 0).text(this.noteText(rows, bad, reports));
    this.paint();
    if (this.pointed) this.show();
  }

  noteText(rows, bad, reports) {
    if (!rows.length || rows.every(row => row.absent)) return '';
    if (bad.length) {
      const all = reports > rows.length ? `the ${rows.length} reports shown` : `${rows.length} reports`;
      return `${bad.length} of ${all} have values that are not finite, the first at iteration ${bad[0].iteration.toLocaleString('en-US')}`;
    }
    return rows.some(row => row.drawable) ? '' : 'recorded without histograms';
  }

  paint() {
    const size = {width: this.node.node().clientWidth, height: this.node.node().clientHeight};
    if (!size.width) return;
    const context = this.clear(size);
    if (!this.share && !this.rows.some(row => !row.ok)) {
      absent(this.svg, this.whyEmpty(), size);
      return;
    }
    const share = this.share ?? {domain: [-1, 1], scale: 'linear', constant: 1};
    const colors = colorsOf(this.kind);
    if (this.view === 'heatmap') {
      this.shape = heatmap.layout(this.rows, share, size);
      heatmap.draw(context, this.shape, colors, share);
      heatAxes(this.svg, this.shape, share, size);
    } else {
      this.shape = ridgeline.layout(this.rows, share, size);
      ridgeAxes(this.svg, this.shape, share, size);
      this.tallest = ridgeline.draw(context, this.shape, colors);
      this.crosses();
    }
    this.mark = path(this.svg, 'pointed', null);
  }

  /** An empty canvas of that size, as fine as the screen. */
  clear({width, height}) {
    const ratio = devicePixelRatio || 1;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const context = this.canvas.getContext('2d');
    context.scale(ratio, ratio);
    this.svg.selectAll('*').remove();
    this.shape = null;
    return context;
  }

  whyEmpty() {
    if (!this.loaded) return 'not loaded yet';
    return this.rows.every(row => row.absent) ? 'nothing recorded' : 'no histograms recorded';
  }

  /** A report whose values are not all finite: a cross at its iteration, and no line of zeros. */
  crosses() {
    const {x, y, shown} = this.shape;
    const [from, to] = x.range();
    for (const row of shown.filter(one => !one.ok)) {
      for (const at of [from + 4, (from + to) / 2, to - 4]) cross(this.svg, at, y(row.iteration));
    }
  }

  /** Of the rows that are shown: a ridgeline shows others with every new report. */
  nearest(row) {
    return d3.least(this.shape?.shown ?? [], one => Math.abs(one.iteration - row.iteration));
  }

  under(event) {
    if (!this.shape?.shown.length) return null;
    const [px, py] = d3.pointer(event, this.node.node());
    const {shown, x, y} = this.shape;
    if (this.view === 'heatmap') return heatmap.rowAt(shown, x.invert(px));
    return d3.least(shown, row => Math.abs(y(row.iteration) - py));
  }

  /** What was pointed at stays so when reports come, for a hand that rests and for a screen reader. */
  point(row, clientX, clientY) {
    this.pointed = row;
    this.current = row ?? this.current;
    this.where = [clientX, clientY];
    this.show();
  }

  show() {
    const row = this.pointed && this.nearest(this.pointed);
    if (!row) {
      this.mark?.attr('d', null);
      tip.hide();
      return;
    }
    const {x, y} = this.shape;
    if (this.view === 'heatmap') {
      const [bottom, top] = y.range();
      this.mark.attr('d', `M${x(row.iteration)},${bottom}V${top}`);
    } else if (row.drawable) {
      this.mark.attr('d', d3.line()(ridgeline.outline(row, this.shape, this.tallest)));
    } else {
      this.mark.attr('d', `M${x.range()[0]},${y(row.iteration)}H${x.range()[1]}`);
    }
    this.say(row);
    tip.show(describe(row, this.whole), ...this.where);
  }

  key(event) {
    const shown = this.shape?.shown ?? [];
    const last = shown.length - 1;
    const at = shown.indexOf(this.current ? this.nearest(this.current) : shown[last]);
    const to = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - 10,
      PageUp: at + 10,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'Escape') this.point(null);
    if (to === undefined || last < 0) return;
    event.preventDefault();
    const box = this.node.node().getBoundingClientRect();
    this.point(shown[Math.min(last, Math.max(0, to))], box.left + box.width / 3, box.top + box.height / 3);
  }

  say(row) {
    if (!row) return;
    this.node.attr('aria-valuenow', row.iteration).attr('aria-valuetext', describe(row, this.whole).replaceAll('\n', ', '));
  }
}
