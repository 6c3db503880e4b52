// What the server has told so far of one worker, as rows; only what is new is asked for.
import {revive, isFinite} from './numbers.js';
import {json} from './store.js';

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
    // One in so many reports is kept, and the newest: where that is not due, it makes room for the one after it.
    this.step = 1;
    this.since = 0;
    this.loose = false;
    this.restarted = false;
    this.iterations = [];
    this.spread = {};
    this.names = {};
    this.rows = {};
    this.version = (this.version ?? 0) + 1;
  }

  /** Asks for what came after the last answer; for all, when a series is wanted that was not asked for before. */
  async update(wanted) {
    // A long training has all of it as dense: more of it than twice what was asked for is asked for anew, thinner.
    // So is one whose network is another by now.
    const parameters = JSON.stringify(this.meta.parameters);
    const same = parameters === this.parameters && wanted.every(name => name in this.rows) && this.iterations.length <= 2 * this.most;
    if (same && this.meta.last <= this.next) return;
    const known = same && this.next > 0;
    const query = new URLSearchParams({session: this.meta.session, worker: this.meta.worker, most: this.most});
    query.set('since', known ? this.next : 0);
    const asked = known ? Object.keys(this.rows) : wanted;
    asked.forEach(name => query.append('series', name));
    const answer = await json(`/gradientflow/data/reports?${query}`);
    if (!known) {
      this.clear();
      this.parameters = parameters;
      this.step = answer.step;
      this.since = answer.step - 1;
    }
    this.append(answer);
  }

  append(answer) {
    this.next = answer.next;
    for (const [kind, names] of Object.entries(answer.names)) {
      this.names[kind] = [...new Set([...(this.names[kind] ?? []), ...names])];
    }
    const {iterations, step} = answer;
    const spread = Object.entries(answer.spread).map(([name, column]) => [name, column.map(revive)]);
    const rows = Object.entries(answer.series).map(([name, columns]) => [name, iterations.map((at, i) => row(at, columns, i))]);
    spread.forEach(([name]) => (this.spread[name] ??= []));
    rows.forEach(([name]) => (this.rows[name] ??= []));
    let last = this.iterations.at(-1);
    if (this.loose && iterations.length) this.cut(this.iterations.length - 1);
    iterations.forEach((iteration, i) => {
      if (iteration <= last) this.restart(iteration);
      last = iteration;
      this.take({iterations, step, spread, rows}, i);
    });
    this.version++;
  }

  /** The training goes on from that iteration: from the beginning, or from a checkpoint. */
  restart(iteration) {
    this.cut(d3.bisectLeft(this.iterations, iteration));
    this.restarted = true;
    this.since = this.step;
  }

  /** Keeps the i-th report of an answer where one is due, and the newest. */
  take({iterations, step, spread, rows}, i) {
    this.since += step;
    // What is not finite while somebody looks stays until all is asked for anew.
    const due = this.since >= this.step || rows.some(([, column]) => !column[i].ok);
    this.loose = !due && i === iterations.length - 1;
    if (!due && !this.loose) return;
    if (due) this.since = 0;
    this.iterations.push(iterations[i]);
    spread.forEach(([name, column]) => this.spread[name].push(column[i]));
    rows.forEach(([name, column]) => this.rows[name].push(column[i]));
  }

  /** The first so many stay. */
  cut(length) {
    this.iterations.length = length;
    for (const list of [...Object.values(this.spread), ...Object.values(this.rows)]) list.length = Math.min(list.length, length);
  }
}
