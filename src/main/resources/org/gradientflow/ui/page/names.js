// What sessions and parameters are called.

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
export function shortTitles(titles) {
  const parts = titles.map(title => title.split('_'));
  let same = 0;
  while (parts.length > 1 && parts.every(one => one.length > same + 1 && one.at(-1 - same) === parts[0].at(-1 - same))) same++;
  return parts.map(one => one.slice(0, one.length - same).join('_'));
}

/** What there is of a kind, in the network's order. */
export function namesOf(feed, kind) {
  if (kind !== 'activations') return feed.meta.parameters;
  const layers = [...new Set(feed.meta.parameters.map(key => key.slice(0, key.lastIndexOf('_'))))];
  const place = name => (name === 'input' ? -1 : layers.includes(name) ? layers.indexOf(name) : layers.length);
  return [...(feed.names.activations ?? [])].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}
