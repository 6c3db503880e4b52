// What is loaded for the sessions on show, and how.
import {KINDS} from './column.js';
import {Feed} from './feed.js';
import {keyIn, namesOf} from './names.js';
import {choice, detailed, shown} from './state.js';
import {Lost, keyOf} from './store.js';

const ROWS = 1000;
const DETAIL_ROWS = 250;

const feeds = new Map();
const details = new Map();

/** A feed for each session on show. */
export const shownFeeds = () => shown().map(meta => feedOf(feeds, meta, ROWS));

/** That of the session of which all parameters are shown. */
export const detailFeed = () => feedOf(details, detailed(), DETAIL_ROWS);

function feedOf(map, meta, most) {
  const key = keyOf(meta);
  if (!map.has(key)) map.set(key, new Feed(meta, most));
  const feed = map.get(key);
  feed.meta = meta;
  return feed;
}

/** A search may begin hundreds of sessions under an open page. */
function forget(map, metas) {
  const keys = new Set(metas.map(keyOf));
  for (const key of map.keys()) if (!keys.has(key)) map.delete(key);
}

/** Asks for all that is drawn. */
export async function load() {
  const asked = shownFeeds().map(feed => {
    const key = keyIn(feed.meta, choice.parameter);
    return feed.update(key ? KINDS.map(([kind]) => `${kind}/${key}`) : []);
  });
  const detail = detailFeed();
  asked.push(detail.update(namesOf(detail, choice.kind).map(name => `${choice.kind}/${name}`)));
  // A session may be detached while it is read: the others are drawn all the same. A server that is gone is another matter.
  const lost = (await Promise.allSettled(asked)).find(one => one.reason instanceof Lost);
  forget(feeds, shown());
  forget(details, [detailed()]);
  if (lost) throw lost.reason;
}
