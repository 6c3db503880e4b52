// What there is to look at, and what of it is on show.
import {keyOf} from './store.js';

// Sessions shown before anybody chose; /gradientflow#all shows all of them.
const AT_FIRST = location.hash === '#all' ? Infinity : 4;

/** What is drawn depends on these and on what the server tells. */
export const choice = {parameter: null, view: 'ridgeline', scale: 'symlog', kind: 'gradients', detail: null, chosen: null};

/** all: the sessions; live: whether what is new is asked for; asked: something that was not loaded yet was chosen. */
export const state = {all: [], live: true, asked: false};

/** The sessions on show: those chosen, or else the newest few. */
export function shown() {
  return choice.chosen ? state.all.filter(meta => choice.chosen.has(keyOf(meta))) : state.all.slice(-AT_FIRST);
}

/** The session of which all parameters are shown. */
export const detailed = () => state.all.find(meta => keyOf(meta) === choice.detail) ?? state.all.at(-1);

export const byId = id => document.getElementById(id);
