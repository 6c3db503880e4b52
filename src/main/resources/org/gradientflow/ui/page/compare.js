// The sessions side by side: a parameter's value above, its raw gradient below, each on one scale for all sessions.
import {DoctorPanel} from './doctor.js';
import {FlowChart, domainOf, linesOf} from './flow.js';
import {format, isFinite, median, times} from './numbers.js';
import {Panel} from './panel.js';
import {shared} from './scales.js';
import {keyOf} from './store.js';

export const KINDS = [
  ['values', 'Value'],
  ['gradients', 'Gradient'],
];

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

/** The titles without the ending that all of them have: the sessions of one run share seed and time. */
function shortTitles(titles) {
  const parts = titles.map(title => title.split('_'));
  let same = 0;
  while (parts.length > 1 && parts.every(one => one.length > same + 1 && one.at(-1 - same) === parts[0].at(-1 - same))) same++;
  return parts.map(one => one.slice(0, one.length - same).join('_'));
}

/** The session that the others are compared with: the smallest network that has the parameter, of those alike the first. */
function reference(feeds, spreads) {
  const able = d3.range(feeds.length).filter(i => spreads[i] > 0 && isFinite(spreads[i]));
  return d3.least(able, i => feeds[i].meta.parameters.length) ?? null;
}

/** How a spread compares with another session's, in words; nothing where a factor means nothing. */
function compared(spread, other, name) {
  if (!(spread > 0)) return '';
  const factor = spread / other;
  if (factor >= 1.05) return `, ${times(factor)}× wider than ${name}`;
  return factor <= 1 / 1.05 ? `, ${times(1 / factor)}× narrower than ${name}` : `, as wide as ${name}`;
}

class Column {
  constructor(parent) {
    this.article = d3.select(parent).append('article');
    const head = this.article.append('header');
    this.title = head.append('h3');
    this.about = head.append('p');
    this.doctor = new DoctorPanel(this.article.node());
    this.charts = KINDS.map(([kind, word]) => {
      const title = this.article.append('p').attr('class', 'chart-title');
      title.append('span').attr('class', `swatch ${kind}`);
      const name = title.append('span');
      const spread = title.append('span').attr('class', 'spread');
      return {kind, word, name, spread, panel: new Panel(this.article.node())};
    });
  }

  draw({title, feed, key, rows, shares, spreads, beside, view}) {
    const {meta} = feed;
    this.title.text(title);
    this.about.text(
      `${meta.model || 'network'}, ${meta.reports.toLocaleString('en-US')} reports` +
        (feed.restarted ? ', begun again: earlier reports from there on are not shown' : ''),
    );
    this.doctor.draw(meta.diagnosis);
    this.charts.forEach(({kind, word, name, spread, panel}, i) => {
      name.text(key ? `${word} of ${both(meta, key)}` : `${word}: no such parameter here`);
      spread.text('');
      if (isFinite(spreads[i])) {
        spread.append('span').text(', std ');
        spread.append('strong').text(format(spreads[i], 2));
        spread.append('span').text(beside[i]);
      }
      panel.draw({
        rows: rows[i],
        reports: meta.reports,
        share: shares[i],
        view,
        kind,
        label: `${word} of ${key ?? 'a missing parameter'}, ${title}`,
      });
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
    sync(
      this.columns,
      feeds.map(feed => feed.meta),
      this.parent,
      parent => new Column(parent),
    );
    const keys = feeds.map(feed => keyIn(feed.meta, parameter));
    // Of a parameter that the network has not, there is nothing to wait for.
    const rows = feeds.map((feed, i) => KINDS.map(([kind]) => (keys[i] ? feed.rows[`${kind}/${keys[i]}`] : [])));
    const shares = KINDS.map((kind, k) =>
      shared(
        rows.map(sets => sets[k] ?? []),
        scale,
      ),
    );
    const spreads = rows.map(sets => sets.map(one => median((one ?? []).map(row => row.std))));
    const titles = feeds.map(feed => titleOf(feed.meta, all));
    const short = shortTitles(titles);
    const others = KINDS.map((kind, k) =>
      reference(
        feeds,
        spreads.map(one => one[k]),
      ),
    );
    feeds.forEach((feed, i) =>
      this.columns.get(keyOf(feed.meta)).draw({
        title: titles[i],
        feed,
        key: keys[i],
        rows: rows[i],
        shares,
        spreads: spreads[i],
        view,
        beside: others.map((other, k) => (other === null || other === i ? '' : compared(spreads[i][k], spreads[other][k], short[other]))),
      }),
    );
  }
}

export class Flows {
  constructor(parent) {
    this.parent = parent;
    this.columns = new Map();
  }

  draw(feeds, all) {
    sync(
      this.columns,
      feeds.map(feed => feed.meta),
      this.parent,
      parent => {
        const article = d3.select(parent).append('article');
        const title = article.append('header').append('h3');
        return {article, title, chart: new FlowChart(article.node())};
      },
    );
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
