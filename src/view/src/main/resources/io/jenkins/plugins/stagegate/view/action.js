import { html, nothing } from './lit/lit-html.js';
import { approval, decided } from './approval.js';
import { chip, shortRevision } from './execution.js';
import { link, safe } from './link.js';
import { openLog } from './log.js';
import { moves } from './reading.js';
import { kind, status } from './status.js';
import { moment } from './time.js';
import { told } from './told.js';

/** An action: what it is, how it stands and for how long, where its log is, and the approval if it asks for one. */
export function action(view, one) {
  const { t } = view;
  const { latest } = one;
  return html`<li class="action kind-${kind(one.status)}" data-action=${one.actionName}>
    <p class="title">${name(view, one)}${provider(t, one)}${imposed(t, one)}</p>
    <p class="facts">
      ${status(view, one.status, latest?.attempt)}
      ${latest ? span(view, latest) : before(view, one)}
      ${latest ? revision(one) : nothing}
      ${latest?.externalExecutionUrl ? link(latest.externalExecutionUrl, t.outside, `${t.outside}: ${one.actionName}`) : nothing}
    </p>
    ${view.reading.parallel && latest?.pipelineExecutionId
      ? chip(view, view.reading.executions.get(latest.pipelineExecutionId) ?? latest) : nothing}
    ${latest ? progress(t, one, latest) : nothing}
    ${latest?.errorDetails?.message ? html`<p class="error">${told(view, latest.errorDetails.message)}</p>` : nothing}
    ${one.status === 'Waiting' ? approval(view, one) : nothing}
    ${one.category === 'Approval' && latest && one.status !== 'Waiting' ? decided(view, one) : summary(view, one, latest)}
  </li>`;
}

/** Of a source the commit that it took, where it can be looked at. */
function revision({ currentRevision, revisionUrl }) {
  return safe(revisionUrl) && currentRevision ? html`<code>${link(revisionUrl, shortRevision(currentRevision))}</code>` : nothing;
}

function provider(t, { category, provider: by }) {
  return category ? html`<span class="provider" title=${by ?? nothing}>${t.category[category] ?? category}</span>` : nothing;
}

/** A gate that is none of the definition's. */
function imposed(t, { imposedBy }) {
  return imposedBy ? html`<span class="provider">${t.imposedBy(imposedBy)}</span>` : nothing;
}

function summary(view, { status: now }, latest) {
  return latest?.summary && now !== 'Waiting' ? html`<p class="summary">${told(view, latest.summary)}</p>` : nothing;
}

/** How long it runs or ran. */
function span(view, { startTime, lastStatusChange, status: now }) {
  const from = moment(startTime);
  const to = moment(lastStatusChange);
  if (from === undefined) return nothing;
  if (!moves(now)) return to === undefined ? nothing : html`<span class="span">${view.t.duration(to - from)}</span>`;
  return html`<span class="span"><stage-gate-time .says=${() => view.t.duration(view.clock() - from)}></stage-gate-time></span>`;
}

/** An action that this execution has not come to: what an earlier one did here is told as what it is. */
function before(view, { previous }) {
  if (!previous) return nothing;
  const last = view.reading.executions.get(previous.pipelineExecutionId);
  return html`<span class="before">${view.t.lastTime(view.t.status[previous.status] ?? previous.status, last?.number)}</span>`;
}

/** The name of an action; where the host names a log for it, pressing it opens the log. */
function name(view, one) {
  if (!one.latest?.logUrl) return html`<span class="name">${one.actionName}</span>`;
  return html`<button type="button" class="quiet log name" title=${view.t.log.open} @click=${() => openLog(view, one)}
    >${one.actionName}<span class="sr"> ${view.t.log.open}</span></button>`;
}

function progress(t, one, { status: now, percentComplete }) {
  if (!moves(now) || one.category === 'Approval' || typeof percentComplete !== 'number') return nothing;
  return html`<p class="progress"><progress max="100" .value=${percentComplete} aria-label=${t.progressOf(one.actionName)}></progress>
    <span>${t.percent(percentComplete)}</span></p>`;
}
