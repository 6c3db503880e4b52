// What the doctor said of a session's network: verdict, cause, why, and the numbers behind it.
import {format, revive} from './numbers.js';

const SIGNS = {healthy: '✓', sick: '✗', poor: '!', inconclusive: '?'};

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
    this.explain = this.more.append('p');
  }

  /** said: null where the network was not examined. */
  draw(said) {
    this.node.attr('data-verdict', said?.verdict ?? 'unknown');
    this.verdict.text(said ? `${SIGNS[said.verdict]} ${said.verdict}` : '– not examined');
    this.cause.text(headline(said?.findings[0]));
    write(this.reason, said?.reason);
    this.more.attr('hidden', said ? null : '');
    this.examined.text(said ? `Examined: ${said.examined}.` : '');
    this.drawEvidence(said?.findings[0]);
  }

  /** first: the likeliest cause; undefined where there is none. */
  drawEvidence(first) {
    const evidence = Object.entries(first?.evidence ?? {});
    this.more.select('summary').text(evidence.length ? 'Evidence from a new network' : 'Measured on a new network');
    write(this.explanation, first?.explanation);
    write(this.explain, first && `Read more: gradientflow explain ${first.cause}`);
    this.numbers.attr('hidden', evidence.length ? null : '');
    const rows = this.numbers.selectAll('div').data(evidence, ([name]) => name);
    rows.join(evidenceRow).each(function ([name, value]) {
      this.querySelector('dt').textContent = name;
      this.querySelector('dd').textContent = format(revive(value), 2);
    });
  }
}

/** finding: undefined where there is none. */
function headline(finding) {
  if (!finding) return '';
  return finding.layer === 'all' ? finding.cause : `${finding.cause} in layer ${finding.layer}`;
}

function evidenceRow(enter) {
  const row = enter.append('div');
  row.append('dt');
  row.append('dd');
  return row;
}

/** A text, or nothing at all. */
function write(node, text) {
  node.text(text ?? '').attr('hidden', text ? null : '');
}
