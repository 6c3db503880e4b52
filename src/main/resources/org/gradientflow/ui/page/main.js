// What is chosen, and the poll: ask for what is new, then draw what changed.
import {Compare, Flows, KINDS, keyIn, nameIn, titleOf} from './compare.js';
import {Detail, namesOf} from './detail.js';
import {Feed, Lost, keyOf, sessions} from './store.js';

const POLL_MS = 1000;
// Sessions shown before anybody chose; /gradientflow#all shows all of them.
const AT_FIRST = location.hash === '#all' ? Infinity : 4;
const ROWS = 1000;
const DETAIL_ROWS = 250;

const byId = id => document.getElementById(id);
const state = {parameter: null, view: 'ridgeline', scale: 'symlog', kind: 'gradients', detail: null, chosen: null, live: true};
const feeds = new Map();
const details = new Map();
const compare = new Compare(byId('columns'));
const flows = new Flows(byId('flows'));
const detail = new Detail(byId('grid'));
let all = [];
let wake = () => {};

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

/** The sessions on show: those chosen, or else the newest few. */
const shown = () => (state.chosen ? all.filter(meta => state.chosen.has(keyOf(meta))) : all.slice(-AT_FIRST));
const detailed = () => all.find(meta => keyOf(meta) === state.detail) ?? all.at(-1);

/** A select keeps its place while the list that it offers grows. */
function options(select, pairs, value) {
  const same =
    select.options.length === pairs.length &&
    pairs.every(([key, text], i) => select.options[i].value === key && select.options[i].text === text);
  if (!same) select.replaceChildren(...pairs.map(([key, text]) => new Option(text, key)));
  if (select.value !== value) select.value = value;
}

function controls() {
  const names = new Map();
  for (const meta of shown()) {
    for (const key of meta.parameters) {
      const name = nameIn(meta, key);
      if (!names.has(name)) names.set(name, new Set());
      names.get(name).add(key);
    }
  }
  if (names.size && !names.has(state.parameter)) state.parameter = names.keys().next().value ?? null;
  options(
    byId('parameter'),
    [...names].map(([name, keys]) => [name, keys.has(name) ? name : `${name} · ${[...keys].join(', ')}`]),
    state.parameter,
  );
  const meta = detailed();
  if (meta)
    options(
      byId('detail-session'),
      all.map(one => [keyOf(one), titleOf(one, all)]),
      keyOf(meta),
    );
  byId('chosen').textContent = `(${shown().length} of ${all.length})`;
  const keys = new Set(shown().map(keyOf));
  d3.select('#sessions')
    .selectAll('li')
    .data(all, keyOf)
    .join(enter => {
      const label = enter.append('li').append('label');
      label.append('input').attr('type', 'checkbox').on('change', choose);
      label.append('span');
      return enter.selectAll('li');
    });
  d3.select('#sessions')
    .selectAll('li')
    .each(function (one) {
      this.querySelector('span').textContent = titleOf(one, all);
      this.querySelector('input').checked = keys.has(keyOf(one));
    });
}

function chooseAll() {
  state.chosen = new Set(all.map(keyOf));
  controls();
  state.asked = true;
  wake();
}

function choose() {
  state.chosen = new Set();
  d3.selectAll('#sessions li').each(function (meta) {
    if (this.querySelector('input').checked) state.chosen.add(keyOf(meta));
  });
  state.asked = true;
  wake();
}

async function load() {
  all = (await sessions()) ?? [];
  byId('empty').hidden = all.length > 0;
  byId('main').hidden = all.length === 0;
  if (!all.length) return;
  controls();
  const wanted = shown().map(meta => {
    const key = keyIn(meta, state.parameter);
    return feedOf(feeds, meta, ROWS).update(key ? KINDS.map(([kind]) => `${kind}/${key}`) : []);
  });
  const one = feedOf(details, detailed(), DETAIL_ROWS);
  wanted.push(one.update(namesOf(one, state.kind).map(name => `${state.kind}/${name}`)));
  // A session may be detached while it is read: the others are drawn all the same. A server that is gone is another matter.
  const lost = (await Promise.allSettled(wanted)).find(one => one.reason instanceof Lost);
  forget(feeds, shown());
  forget(details, [detailed()]);
  if (lost) throw lost.reason;
}

/** What is on the screen, as text: drawn again only when it changes. */
let drawn = '';
function draw(force) {
  if (!all.length) return;
  const on = shown().map(meta => feedOf(feeds, meta, ROWS));
  const one = feedOf(details, detailed(), DETAIL_ROWS);
  const {live, ...choice} = state;
  const now = JSON.stringify([
    choice,
    on.map(feed => [keyOf(feed.meta), feed.version, feed.meta.reports, feed.meta.diagnosis]),
    keyOf(one.meta),
    one.version,
  ]);
  if (now === drawn && !force) return;
  const logarithmic = state.scale === 'symlog';
  byId('compare-lead').textContent =
    `All panels of a row share one ${logarithmic ? 'symmetric-log' : 'linear'} value scale. ` +
    'Std is the median over the reports, compared with that of the smallest network. ' +
    (state.view === 'heatmap' ? "The stronger the colour, the larger the share of a report's values. " : '') +
    'Values are those after the step, gradients are raw: before clipping and the updater.';
  byId('detail-lead').textContent =
    state.kind === 'updates'
      ? 'What a step subtracts from the parameter. Each chart has a scale of its own.'
      : 'Each chart has a scale of its own.';
  compare.draw(on, all, state);
  flows.draw(on, all);
  detail.draw(one, state);
  document.body.dataset.drawn = on.length;
  drawn = now;
}

function status(problem) {
  const reports = d3.sum(all, meta => meta.reports);
  const line = byId('status');
  line.classList.toggle('lost', Boolean(problem));
  const text = problem
    ? `${problem instanceof Lost ? 'No answer from the UI server' : `The UI server answers ${problem.message}`}; trying again`
    : `${state.live ? '● Live' : 'Paused'}: ${all.length} session${all.length === 1 ? '' : 's'}, ${reports.toLocaleString('en-US')} reports`;
  if (line.textContent !== text) line.textContent = text;
  // The count changes with each poll; a screen reader says only whether there is an answer.
  const said = problem ? text : '';
  if (byId('spoken').textContent !== said) byId('spoken').textContent = said;
}

async function poll() {
  for (;;) {
    const woken = new Promise(resolve => (wake = resolve));
    if (state.live || !all.length || state.asked) {
      state.asked = false;
      let problem = null;
      try {
        await load();
      } catch (failure) {
        problem = failure;
      }
      try {
        // What was chosen meanwhile is drawn also of a server that is gone.
        draw();
      } catch (failure) {
        console.error(failure);
      }
      status(problem);
    }
    await Promise.race([woken, new Promise(resolve => setTimeout(resolve, POLL_MS))]);
  }
}

const ask = change => event => {
  change(event.target.value);
  state.asked = true;
  wake();
};
byId('controls').addEventListener('submit', event => event.preventDefault());
byId('parameter').addEventListener(
  'change',
  ask(value => (state.parameter = value)),
);
byId('choose-all').addEventListener('click', chooseAll);
byId('detail-session').addEventListener(
  'change',
  ask(value => (state.detail = value)),
);
for (const name of ['view', 'scale', 'kind']) {
  document.querySelectorAll(`input[name=${name}]`).forEach(input => {
    if (input.checked) state[name] = input.value;
    input.addEventListener(
      'change',
      ask(value => (state[name] = value)),
    );
  });
}
byId('pause').addEventListener('click', () => {
  state.live = !state.live;
  byId('pause').textContent = state.live ? 'Pause' : 'Resume';
  byId('pause').setAttribute('aria-pressed', String(!state.live));
  status();
  wake();
});
let pending = 0;
const redraw = () => {
  cancelAnimationFrame(pending);
  pending = requestAnimationFrame(() => draw(true));
};
addEventListener('resize', redraw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
document.addEventListener('keydown', event => event.key === 'Escape' && byId('choose').removeAttribute('open'));
poll();
