// The page's own sentences.
import {byId, choice, state} from './state.js';
import {Lost} from './store.js';

/** Above the charts: what they show. */
export function drawLeads() {
  const logarithmic = choice.scale === 'symlog';
  byId('compare-lead').textContent =
    `All panels of a row share one ${logarithmic ? 'symmetric-log' : 'linear'} value scale. ` +
    'std is the median standard deviation over the reports, compared with the smallest network. ' +
    (choice.view === 'heatmap' ? "The stronger the colour, the larger the share of a report's values. " : '') +
    'Values are recorded after the step. Gradients are raw, that is, before clipping and the updater.';
  byId('detail-lead').textContent =
    (choice.kind === 'updates' ? 'An update is the amount that a step subtracts from the parameter. ' : '') +
    'Each chart has its own scale.';
}

/** In the page's head: whether the server answers, and how much there is. */
export function drawStatus(problem) {
  byId('status').classList.toggle('lost', Boolean(problem));
  write(byId('status'), problem ? trouble(problem) : count());
  // The count changes with each poll; a screen reader says only whether there is an answer.
  write(byId('spoken'), problem ? trouble(problem) : '');
}

function trouble(problem) {
  return `${problem instanceof Lost ? 'No answer from the UI server' : `The UI server answers ${problem.message}`}; trying again`;
}

function count() {
  const sessions = `${state.all.length} session${state.all.length === 1 ? '' : 's'}`;
  const reports = d3.sum(state.all, meta => meta.reports).toLocaleString('en-US');
  return `${state.live ? '● Live' : 'Paused'}: ${sessions}, ${reports} reports`;
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
