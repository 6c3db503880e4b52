// What can be chosen: the controls above the charts, and what happens when one of them is used.
import {nameIn, titleOf} from './names.js';
import {byId, choice, detailed, shown, state} from './state.js';
import {keyOf} from './store.js';

/** Shows what there is to choose from, and what is chosen. */
export function drawControls() {
  parameters();
  sessions();
  const meta = detailed();
  const all = state.all.map(one => [keyOf(one), titleOf(one, state.all)]);
  if (meta) options(byId('detail-session'), all, keyOf(meta));
}

/** A select keeps its place while the list that it offers grows. */
function options(select, pairs, value) {
  const offered = ([key, text], i) => select.options[i].value === key && select.options[i].text === text;
  const same = select.options.length === pairs.length && pairs.every(offered);
  if (!same) select.replaceChildren(...pairs.map(([key, text]) => new Option(text, key)));
  if (select.value !== value) select.value = value;
}

/** The parameters of the sessions on show by name, each with its keys where they differ. */
function parameters() {
  const names = new Map();
  for (const meta of shown()) {
    for (const key of meta.parameters) {
      const name = nameIn(meta, key);
      if (!names.has(name)) names.set(name, new Set());
      names.get(name).add(key);
    }
  }
  if (names.size && !names.has(choice.parameter)) choice.parameter = names.keys().next().value;
  const texts = [...names].map(([name, keys]) => [name, keys.has(name) ? name : `${name} · ${[...keys].join(', ')}`]);
  options(byId('parameter'), texts, choice.parameter);
}

function sessions() {
  byId('chosen').textContent = `(${shown().length} of ${state.all.length})`;
  const keys = new Set(shown().map(keyOf));
  const items = d3.select('#sessions').selectAll('li').data(state.all, keyOf);
  items.join(item).each(function (meta) {
    this.querySelector('span').textContent = titleOf(meta, state.all);
    this.querySelector('input').checked = keys.has(keyOf(meta));
  });
}

function item(enter) {
  const items = enter.append('li');
  const label = items.append('label');
  label.append('input').attr('type', 'checkbox');
  label.append('span');
  return items;
}

function chosen() {
  const checked = d3.selectAll('#sessions li').filter(function () {
    return this.querySelector('input').checked;
  });
  return new Set(checked.data().map(keyOf));
}

/** changed is called after each choice. */
export function listen(changed) {
  const choose = (name, value) => {
    choice[name] = value;
    changed();
  };
  byId('controls').addEventListener('submit', event => event.preventDefault());
  byId('parameter').addEventListener('change', event => choose('parameter', event.target.value));
  byId('detail-session').addEventListener('change', event => choose('detail', event.target.value));
  byId('sessions').addEventListener('change', () => choose('chosen', chosen()));
  byId('choose-all').addEventListener('click', () => {
    choose('chosen', new Set(state.all.map(keyOf)));
    drawControls();
  });
  for (const name of ['view', 'scale', 'kind']) {
    for (const input of document.querySelectorAll(`input[name=${name}]`)) {
      if (input.checked) choice[name] = input.value;
      input.addEventListener('change', () => choose(name, input.value));
    }
  }
  document.addEventListener('keydown', event => event.key === 'Escape' && byId('choose').removeAttribute('open'));
}
