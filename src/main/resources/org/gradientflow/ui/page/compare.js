// The sessions side by side: a parameter's value above, its raw gradient below, each on one scale for all sessions.
import {FlowChart, domainOf, linesOf} from './flow.js';
import {format, isFinite, median, times} from './numbers.js';
import {Panel} from './panel.js';
import {shared} from './scales.js';
import {keyOf} from './store.js';

export const KINDS = [['values', 'Value'], ['gradients', 'Gradient']];

/** The parameter's key in a session: the same original name, W2:0, is another layer in a net of another depth. */
export const keyIn = (meta, name) => meta.parameters.find(key => nameIn(meta, key) === name);
export const nameIn = (meta, key) => meta.original[key] ?? key;
export const both = (meta, key) => (meta.original[key] ? `${meta.original[key]} · ${key}` : key);

/** A session's name, and its worker's where there are several. */
export function titleOf(meta, all) {
  const workers = all.filter(one => one.session === meta.session);
  const number = workers.findIndex(one => one.worker === meta.worker) + 1;
  return workers.length > 1 ? `${meta.session}, worker ${number} of ${workers.length}` : meta.session;
}

class Column {
  constructor(parent) {
    this.article = d3.select(parent).append('article');
    const head = this.article.append('header');
    this.title = head.append('h3');
    this.about = head.append('p');
    this.charts = KINDS.map(([kind, word]) => {
      const title = this.article.append('p').attr('class', 'chart-title');
      title.append('span').attr('class', `swatch ${kind}`);
      const name = title.append('span');
      const spread = title.append('span').attr('class', 'spread');
      return {kind, word, name, spread, panel: new Panel(this.article.node())};
    });
  }

  draw({title, feed, key, rows, shares, spreads, widest, view}) {
    const {meta} = feed;
    this.title.text(title);
    this.about.text(`${meta.model || 'network'}, ${meta.reports.toLocaleString('en-US')} reports`);
    this.charts.forEach(({kind, word, name, spread, panel}, i) => {
      name.text(key ? `${word} of ${both(meta, key)}` : `${word}: no such parameter here`);
      spread.text('');
      if (isFinite(spreads[i])) {
        spread.append('span').text(', std ');
        spread.append('strong').text(format(spreads[i], 2));
        const factor = widest[i] / spreads[i];
        if (factor >= 1.05) spread.append('span').text(`, ${times(factor)}× narrower`);
      }
      panel.draw({rows: rows[i], share: shares[i], view, kind, label: `${word} of ${key ?? 'a missing parameter'}, ${title}`});
    });
  }
}

/** A node a session, in the given order; those of sessions no longer chosen go. */
function sync(map, metas, parent, make) {
  const keys = metas.map(keyOf);
  for (const [key, one] of map) {
    if (!keys.includes(key)) {
      one.article.remove();
      map.delete(key);
    }
  }
  keys.forEach(key => map.has(key) || map.set(key, make(parent)));
  const nodes = keys.map(key => map.get(key).article.node());
  if (nodes.some((node, i) => parent.children[i] !== node)) parent.append(...nodes);
  parent.classList.toggle('few', keys.length <= 4);
}

export class Compare {
  constructor(parent) {
    this.parent = parent;
    this.columns = new Map();
  }

  draw(feeds, all, {parameter, view, scale}) {
    sync(this.columns, feeds.map(feed => feed.meta), this.parent, parent => new Column(parent));
    const keys = feeds.map(feed => keyIn(feed.meta, parameter));
    const rows = feeds.map((feed, i) => KINDS.map(([kind]) => feed.rows[`${kind}/${keys[i]}`] ?? []));
    const shares = KINDS.map((kind, k) => shared(rows.map(sets => sets[k]), scale));
    const spreads = rows.map(sets => sets.map(one => median(one.map(row => row.std))));
    const widest = KINDS.map((kind, k) => d3.max(spreads.map(one => one[k]).filter(isFinite)));
    feeds.forEach((feed, i) => this.columns.get(keyOf(feed.meta)).draw({
      title: titleOf(feed.meta, all), feed, key: keys[i], rows: rows[i], shares, spreads: spreads[i], widest, view,
    }));
  }
}

export class Flows {
  constructor(parent) {
    this.parent = parent;
    this.columns = new Map();
  }

  draw(feeds, all) {
    sync(this.columns, feeds.map(feed => feed.meta), this.parent, parent => {
      const article = d3.select(parent).append('article');
      const title = article.append('header').append('h3');
      return {article, title, chart: new FlowChart(article.node())};
    });
    const lines = feeds.map(feed => linesOf(feed, key => nameIn(feed.meta, key)));
    const domain = domainOf(lines);
    feeds.forEach((feed, i) => {
      const {title, chart} = this.columns.get(keyOf(feed.meta));
      const text = titleOf(feed.meta, all);
      title.text(text);
      chart.draw({iterations: feed.iterations, lines: lines[i], domain, label: `Gradient spread by layer, ${text}`});
    });
  }
}
