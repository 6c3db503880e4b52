// One session's parameters, or its layers' activations: a chart each, on a scale of its own.
import {sync} from './cards.js';
import {both, namesOf} from './names.js';
import {Panel} from './panel.js';
import {shared} from './scales.js';

function titleOf(feed, kind, name) {
  if (kind !== 'activations') return both(feed.meta, name);
  return name === 'input' ? 'input' : `layer ${name}`;
}

function card(parent) {
  const article = d3.select(parent).append('article');
  const line = article.append('p').attr('class', 'chart-title');
  const swatch = line.append('span');
  const title = line.append('span');
  return {article, swatch, title, panel: new Panel(article.node(), true)};
}

export class Detail {
  constructor(parent) {
    this.parent = parent;
    this.charts = new Map();
  }

  draw(feed, {kind, view, scale}) {
    const names = namesOf(feed, kind);
    sync(this.charts, names, this.parent, card);
    this.parent.classList.toggle('few', names.length <= 2);
    for (const name of names) {
      const {swatch, title, panel} = this.charts.get(name);
      const rows = feed.rows[`${kind}/${name}`];
      swatch.attr('class', `swatch ${kind}`);
      title.text(titleOf(feed, kind, name));
      const label = `${kind} of ${name}, ${feed.meta.session}`;
      panel.draw({rows, reports: feed.meta.reports, share: shared([rows ?? []], scale), view, kind, label});
    }
  }
}
