// A session's card: its name, what the doctor says, a parameter's value, and its raw gradient below.
import {DoctorPanel} from './doctor.js';
import {both} from './names.js';
import {format, isFinite} from './numbers.js';
import {Panel} from './panel.js';

export const KINDS = [
  ['values', 'Value'],
  ['gradients', 'Gradient'],
];

export class Column {
  constructor(parent) {
    this.article = d3.select(parent).append('article');
    const head = this.article.append('header');
    this.title = head.append('h3');
    this.about = head.append('p');
    this.doctor = new DoctorPanel(this.article.node());
    this.charts = KINDS.map(([kind, word]) => {
      const title = this.article.append('p').attr('class', 'chart-title');
      title.append('span').attr('class', `swatch ${kind}`);
      const name = title.append('span');
      const spread = title.append('span').attr('class', 'spread');
      return {kind, word, name, spread, panel: new Panel(this.article.node())};
    });
  }

  /** key: the parameter's, undefined where the network has none of that name; kinds: what to draw of each kind. */
  draw({title, feed, key, kinds, view}) {
    const {meta} = feed;
    this.title.text(title);
    this.about.text(
      `${meta.model || 'network'}, ${meta.reports.toLocaleString('en-US')} reports` +
        (feed.restarted ? '; the training was restarted, and the reports that it replaced are not shown' : ''),
    );
    this.doctor.draw(meta.diagnosis);
    this.charts.forEach(({kind, word, name, spread, panel}, i) => {
      const {rows, share} = kinds[i];
      name.text(key ? `${word} of ${both(meta, key)}` : `${word}: this network has no such parameter`);
      drawSpread(spread, kinds[i]);
      panel.draw({rows, reports: meta.reports, share, view, kind, label: `${word} of ${key ?? 'a missing parameter'}, ${title}`});
    });
  }
}

/** How widely the values spread, and how that compares with another session. */
function drawSpread(node, {spread, beside}) {
  node.text('');
  if (!isFinite(spread)) return;
  node.append('span').text(', std ');
  node.append('strong').text(format(spread, 2));
  node.append('span').text(beside);
}
