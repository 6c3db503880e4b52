// The sessions' charts of gradient spread side by side, on one scale.
import {sync} from './cards.js';
import {FlowChart} from './flow.js';
import {nameIn, titleOf} from './names.js';
import {domainOf, linesOf} from './spread.js';
import {keyOf} from './store.js';

function card(parent) {
  const article = d3.select(parent).append('article');
  const title = article.append('header').append('h3');
  return {article, title, chart: new FlowChart(article.node())};
}

export class Flows {
  constructor(parent) {
    this.parent = parent;
    this.cards = new Map();
  }

  draw(feeds, all) {
    const sessions = feeds.map(feed => keyOf(feed.meta));
    sync(this.cards, sessions, this.parent, card);
    this.parent.classList.toggle('few', feeds.length <= 4);
    const lines = feeds.map(feed => linesOf(feed, key => nameIn(feed.meta, key)));
    const domain = domainOf(lines);
    feeds.forEach((feed, i) => {
      const {title, chart} = this.cards.get(sessions[i]);
      const text = titleOf(feed.meta, all);
      title.text(text);
      chart.draw({iterations: feed.iterations, lines: lines[i], domain, label: `Gradient spread by layer, ${text}`});
    });
  }
}
