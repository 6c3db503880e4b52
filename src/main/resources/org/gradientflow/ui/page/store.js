// What the server has told so far. A feed holds one worker's reports as rows and asks only for what is new.
import {revive, isFinite} from './numbers.js';

export const keyOf = meta => JSON.stringify([meta.session, meta.worker]);

async function json(path) {
  const answer = await fetch(path, {cache: 'no-store'});
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

export const sessions = async () => (await json('/gradientflow/data/sessions')).sessions;

/** One report's distribution: ok when every value was finite, drawable when there is a histogram to draw. */
function row(iteration, columns, i) {
  const counts = columns.counts[i];
  const [min, max, mean, std] = ['min', 'max', 'mean', 'std'].map(name => revive(columns[name][i]));
  const count = counts ? counts.reduce((a, b) => a + b, 0) : null;
  const known = [mean, std].filter(x => x !== null);
  const ok = known.every(isFinite) && (counts === null || (isFinite(min) && isFinite(max)));
  const drawable = counts !== null && count > 0 && isFinite(min) && isFinite(max);
  return {iteration, min, max, mean, std, counts, count, ok, drawable, absent: counts === null && !known.length};
}

export class Feed {
  constructor(meta, most) {
    this.meta = meta;
    this.most = most;
    this.clear();
  }

  clear() {
    this.next = 0;
    this.iterations = [];
    this.spread = {};
    this.names = {};
    this.rows = {};
    this.version = (this.version ?? 0) + 1;
  }

  /** Asks for what came after the last answer; for all, when a series is wanted that was not asked for before. */
  async update(wanted) {
    const known = wanted.every(name => name in this.rows);
    if (known && this.meta.last <= this.next) return;
    const query = new URLSearchParams({session: this.meta.session, worker: this.meta.worker, most: this.most});
    query.set('since', known ? this.next : 0);
    const asked = known ? Object.keys(this.rows) : wanted;
    asked.forEach(name => query.append('series', name));
    const answer = await json(`/gradientflow/data/reports?${query}`);
    if (!known) this.clear();
    this.append(answer);
  }

  append(answer) {
    this.next = answer.next;
    this.iterations.push(...answer.iterations);
    for (const [name, column] of Object.entries(answer.spread)) {
      (this.spread[name] ??= []).push(...column.map(revive));
    }
    for (const [kind, names] of Object.entries(answer.names)) {
      this.names[kind] = [...new Set([...(this.names[kind] ?? []), ...names])];
    }
    for (const [name, columns] of Object.entries(answer.series)) {
      const rows = (this.rows[name] ??= []);
      answer.iterations.forEach((iteration, i) => rows.push(row(iteration, columns, i)));
    }
    while (this.iterations.length > 2 * this.most) this.thin();
    this.version++;
  }

  /** A long training: every second report is still more than a screen can show. The newest stays. */
  thin() {
    const odd = (this.iterations.length - 1) % 2;
    const half = list => list.filter((x, i) => i % 2 === odd);
    this.iterations = half(this.iterations);
    for (const name in this.spread) this.spread[name] = half(this.spread[name]);
    for (const name in this.rows) this.rows[name] = half(this.rows[name]);
  }
}
