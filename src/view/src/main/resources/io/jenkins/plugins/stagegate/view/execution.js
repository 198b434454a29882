import { html, nothing } from './lit/lit-html.js';
import { icon } from './icons.js';
import { openDetail } from './detail.js';

const HUES = 6;
const SHORT = 7;

/** The number people call an execution by; the start of its id where the host gives no number. */
export function number(execution) {
  return execution.number === undefined ? execution.pipelineExecutionId.slice(0, 8) : `#${execution.number}`;
}

/** A revision as people say it: the first seven digits of a commit, other names shortened only if they are long. */
export function shortRevision({ revisionId = '' }) {
  if (/^[0-9a-f]{12,}$/i.test(revisionId)) return revisionId.slice(0, SHORT);
  return revisionId.length > 16 ? `${revisionId.slice(0, 15)}…` : revisionId;
}

/** What the change is: the first line of its message. */
export function summary({ sourceRevisions = [] }) {
  return (sourceRevisions[0]?.revisionSummary ?? '').split('\n')[0];
}

/** Who made the change, as far as the host says. */
export function author({ sourceRevisions = [], trigger }) {
  return sourceRevisions[0]?.author ?? trigger?.author ?? '';
}

/**
 * One execution wherever it is: the same number, revision and colour in every place, so that a change is followed by eye.
 * Pressing it opens the execution.
 */
export function chip(view, execution) {
  return html`<button type="button" class="chip hue-${hue(execution)}" data-execution=${execution.pipelineExecutionId}
      title=${summary(execution) || nothing} @click=${() => openDetail(view, execution)}>
    ${inside(view, execution)}
    <span class="sr">${view.t.details}</span>
  </button>`;
}

/** The same where it is not to be pressed: in a label, in a link. */
export function tag(view, execution) {
  return html`<span class="chip hue-${hue(execution)}" data-execution=${execution.pipelineExecutionId}>${inside(view, execution)}</span>`;
}

function hue({ number: count }) {
  return (count ?? 0) % HUES;
}

function inside(view, execution) {
  const revisions = execution.sourceRevisions ?? [];
  const more = revisions.length > 1 ? `+${revisions.length - 1}` : '';
  const back = execution.type === 'ROLLBACK' || execution.executionType === 'ROLLBACK';
  return html`<span class="swatch" aria-hidden="true"></span>
    <b>${number(execution)}</b>
    ${revisions.length ? html`<code>${shortRevision(revisions[0])}</code>${more}` : nothing}
    ${back ? html`<span class="back">${icon('back', 'small')}${view.t.rollback}</span>` : nothing}`;
}

/** The change in words: message and who made it. */
export function change(execution) {
  const words = summary(execution);
  const who = author(execution);
  if (!words && !who) return nothing;
  return html`<p class="change"><span class="message">${words}</span>${who ? html`<span class="author">${who}</span>` : nothing}</p>`;
}
