// The poll: ask for what is new, then draw what changed.
import {Compare} from './compare.js';
import {drawControls, listen} from './controls.js';
import {Detail} from './detail.js';
import {detailFeed, load, shownFeeds} from './feeds.js';
import {Flows} from './flows.js';
import {byId, choice, state} from './state.js';
import {keyOf, sessions} from './store.js';
import {drawLeads, drawStatus} from './words.js';

const POLL_MS = 1000;

const compare = new Compare(byId('columns'));
const flows = new Flows(byId('flows'));
const detail = new Detail(byId('grid'));
let wake = () => {};

async function refresh() {
  state.all = (await sessions()) ?? [];
  byId('empty').hidden = state.all.length > 0;
  byId('main').hidden = state.all.length === 0;
  if (!state.all.length) return;
  drawControls();
  await load();
}

/** What is on the screen, as text: drawn again only when it changes. */
let drawn = '';
function draw(force) {
  if (!state.all.length) return;
  const [on, one] = [shownFeeds(), detailFeed()];
  const versions = on.map(feed => [keyOf(feed.meta), feed.version, feed.meta.reports, feed.meta.diagnosis]);
  const now = JSON.stringify([choice, versions, keyOf(one.meta), one.version]);
  if (now === drawn && !force) return;
  drawLeads();
  compare.draw(on, state.all, choice);
  flows.draw(on, state.all);
  detail.draw(one, choice);
  document.body.dataset.drawn = on.length;
  drawn = now;
}

async function step() {
  state.asked = false;
  let problem = null;
  try {
    await refresh();
  } catch (failure) {
    problem = failure;
  }
  try {
    // What was chosen meanwhile is drawn also of a server that is gone.
    draw();
  } catch (failure) {
    console.error(failure);
  }
  drawStatus(problem);
}

async function poll() {
  for (;;) {
    const woken = new Promise(resolve => (wake = resolve));
    if (state.live || !state.all.length || state.asked) await step();
    await Promise.race([woken, new Promise(resolve => setTimeout(resolve, POLL_MS))]);
  }
}

function pause() {
  state.live = !state.live;
  byId('pause').textContent = state.live ? 'Pause' : 'Resume';
  byId('pause').setAttribute('aria-pressed', String(!state.live));
  drawStatus();
  wake();
}

let pending = 0;
function redraw() {
  cancelAnimationFrame(pending);
  pending = requestAnimationFrame(() => draw(true));
}

listen(() => {
  state.asked = true;
  wake();
});
byId('pause').addEventListener('click', pause);
addEventListener('resize', redraw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
poll();
