// What the doctor said of a session's network: verdict, cause, why, and the numbers behind it.
import {format, revive} from './numbers.js';

const SIGNS = {healthy: '✓', sick: '✗', inconclusive: '?'};

export class DoctorPanel {
  constructor(parent) {
    this.node = d3.select(parent).append('aside').attr('class', 'doctor').attr('aria-label', 'What the doctor says');
    const line = this.node.append('p').attr('class', 'doctor-line');
    this.verdict = line.append('span').attr('class', 'verdict');
    this.cause = line.append('strong');
    this.reason = this.node.append('p').attr('class', 'doctor-reason');
    // Stays open while reports arrive.
    this.more = this.node.append('details');
    this.more.append('summary');
    this.explanation = this.more.append('p');
    this.numbers = this.more.append('dl');
    this.examined = this.more.append('p').attr('class', 'doctor-examined');
  }

  /** said: null where the network was not examined. */
  draw(said) {
    const first = said?.findings[0];
    const evidence = Object.entries(first?.evidence ?? {});
    this.node.attr('data-verdict', said?.verdict ?? 'unknown');
    this.verdict.text(said ? `${SIGNS[said.verdict]} ${said.verdict}` : '– not examined');
    this.cause.text(first?.headline ?? '');
    this.reason.text(said?.reason ?? '').attr('hidden', said ? null : '');
    this.more.attr('hidden', said ? null : '');
    this.more.select('summary').text(evidence.length ? 'Evidence, from a fresh network' : 'Seen on a fresh network');
    this.explanation.text(first?.explanation ?? '').attr('hidden', first?.explanation ? null : '');
    this.numbers.attr('hidden', evidence.length ? null : '');
    this.numbers
      .selectAll('div')
      .data(evidence, ([name]) => name)
      .join(enter => {
        const row = enter.append('div');
        row.append('dt');
        row.append('dd');
        return row;
      })
      .each(function ([name, value]) {
        this.querySelector('dt').textContent = name;
        this.querySelector('dd').textContent = format(revive(value), 2);
      });
    this.examined.text(said ? `Of ${said.examined}.` : '');
  }
}
