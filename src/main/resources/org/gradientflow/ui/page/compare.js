// The sessions side by side, each kind of distribution on one scale for all of them.
import {sync} from './cards.js';
import {Column, KINDS} from './column.js';
import {keyIn, shortTitles, titleOf} from './names.js';
import {isFinite, median, times} from './numbers.js';
import {shared} from './scales.js';
import {keyOf} from './store.js';

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

/** What is drawn of a kind, a session each: its rows, the scale of all, its spread, and how that compares. */
function columnsOf(feeds, keys, kind, scale, names) {
  // There is nothing to wait for where the network has no such parameter.
  const rows = feeds.map((feed, i) => (keys[i] ? feed.rows[`${kind}/${keys[i]}`] : []));
  const share = shared(
    rows.map(one => one ?? []),
    scale,
  );
  const spreads = rows.map(one => median((one ?? []).map(row => row.std)));
  const other = reference(feeds, spreads);
  const beside = i => (other === null || other === i ? '' : compared(spreads[i], spreads[other], names[other]));
  return feeds.map((feed, i) => ({rows: rows[i], share, spread: spreads[i], beside: beside(i)}));
}

export class Compare {
  constructor(parent) {
    this.parent = parent;
    this.columns = new Map();
  }

  draw(feeds, all, {parameter, view, scale}) {
    const sessions = feeds.map(feed => keyOf(feed.meta));
    sync(this.columns, sessions, this.parent, parent => new Column(parent));
    this.parent.classList.toggle('few', feeds.length <= 4);
    const keys = feeds.map(feed => keyIn(feed.meta, parameter));
    const titles = feeds.map(feed => titleOf(feed.meta, all));
    const kinds = KINDS.map(([kind]) => columnsOf(feeds, keys, kind, scale, shortTitles(titles)));
    feeds.forEach((feed, i) => {
      const drawn = {title: titles[i], feed, key: keys[i], kinds: kinds.map(columns => columns[i]), view};
      this.columns.get(sessions[i]).draw(drawn);
    });
  }
}
