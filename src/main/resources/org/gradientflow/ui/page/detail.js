// One session's parameters, or its layers' activations: a chart each, on a scale of its own.
import {both} from './compare.js';
import {Panel} from './panel.js';
import {shared} from './scales.js';

/** What there is of a kind, in the network's order. */
export function namesOf(feed, kind) {
  if (kind !== 'activations') return feed.meta.parameters;
  const layers = [...new Set(feed.meta.parameters.map(key => key.slice(0, key.lastIndexOf('_'))))];
  const place = name => (name === 'input' ? -1 : layers.includes(name) ? layers.indexOf(name) : layers.length);
  return [...(feed.names.activations ?? [])].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

const titleOf = (feed, kind, name) => (kind === 'activations' ? (name === 'input' ? 'input' : `layer ${name}`) : both(feed.meta, name));

export class Detail {
  constructor(parent) {
    this.parent = parent;
    this.charts = new Map();
  }

  draw(feed, {kind, view, scale}) {
    const names = feed ? namesOf(feed, kind) : [];
    for (const [name, chart] of this.charts) {
      if (!names.includes(name)) {
        chart.article.remove();
        this.charts.delete(name);
      }
    }
    this.parent.classList.toggle('few', names.length <= 2);
    names.forEach((name, i) => {
      if (!this.charts.has(name)) this.charts.set(name, this.chart());
      const {article, swatch, title, panel} = this.charts.get(name);
      // A node that is moved, if only to its place, loses the keyboard's focus.
      if (this.parent.children[i] !== article.node()) this.parent.insertBefore(article.node(), this.parent.children[i] ?? null);
      const rows = feed.rows[`${kind}/${name}`];
      swatch.attr('class', `swatch ${kind}`);
      title.text(titleOf(feed, kind, name));
      panel.draw({
        rows,
        reports: feed.meta.reports,
        share: shared([rows ?? []], scale),
        view,
        kind,
        label: `${kind} of ${name}, ${feed.meta.session}`,
      });
    });
  }

  chart() {
    const article = d3.select(this.parent).append('article');
    const line = article.append('p').attr('class', 'chart-title');
    const swatch = line.append('span');
    const title = line.append('span');
    return {article, swatch, title, panel: new Panel(article.node(), true)};
  }
}
