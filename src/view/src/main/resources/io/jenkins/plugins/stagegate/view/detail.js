import { html, nothing, svg } from './lit/lit-html.js';
import { author, number, summary } from './execution.js';
import { link, safe } from './link.js';
import { openLog } from './log.js';
import { moves, standing } from './reading.js';
import { kind, status } from './status.js';
import { moment } from './time.js';
import { track } from './track.js';

/** Opens one execution: what it carries, and every action it ran on a time line drawn to scale. */
export function openDetail(view, execution) {
  const detail = {};
  view.dialogs.open({
    title: view.t.detail.title(number(execution)),
    body: (now) => body(now, { ...execution, ...now.reading.executions.get(execution.pipelineExecutionId) }, detail),
  });
  view.client.execution(execution.pipelineExecutionId)
    .then((answer) => Object.assign(detail, answer), (refusal) => Object.assign(detail, { refusal }))
    .then(() => view.dialogs.redraw());
}

function body(view, execution, { pipelineExecution, actionExecutionDetails, refusal }) {
  const { t } = view;
  const whole = { ...execution, ...pipelineExecution };
  return html`<div class="detail">
    <p class="facts">${status(view, standing(view.reading, whole), whole.attempt)} ${track(view, whole)}
      ${safe(execution.url) ? link(execution.url, t.detail.page) : nothing}</p>
    ${whole.statusSummary ? html`<p class="summary">${whole.statusSummary}</p>` : nothing}
    <dl>
      ${revisions(whole).map((one) => html`<div><dt>${one.actionName ?? one.name}</dt><dd>
        <code>${safe(one.revisionUrl) ? link(one.revisionUrl, one.revisionId) : one.revisionId}</code> ${one.revisionSummary}</dd></div>`)}
      ${author(execution) ? html`<div><dt>${t.detail.author}</dt><dd>${author(execution)}</dd></div>` : nothing}
      ${(whole.variables ?? []).map((one) => html`<div><dt><code>${one.name}</code></dt><dd><code>${one.resolvedValue ?? one.value}</code></dd></div>`)}
    </dl>
    ${refusal ? html`<p class="refusal" role="alert">${t.refusal(refusal)}</p>` : nothing}
    ${actionExecutionDetails ? timeline(view, actionExecutionDetails) : refusal ? nothing : html`<p role="status">${t.loading}</p>`}
  </div>`;
}

function revisions({ sourceRevisions, artifactRevisions }) {
  return sourceRevisions ?? artifactRevisions ?? [];
}

function timeline(view, details) {
  const { t } = view;
  const spans = details.map((one) => ({ ...one, from: moment(one.startTime), to: moves(one.status) ? view.clock() : moment(one.lastUpdateTime) }))
    .filter(({ from }) => from !== undefined)
    .sort((one, other) => one.from - other.from);
  if (!spans.length) return html`<p class="hint">${t.detail.nothing}</p>`;
  const start = Math.min(...spans.map(({ from }) => from));
  const whole = Math.max(1, Math.max(...spans.map(({ from, to }) => to ?? from)) - start);
  return html`<table class="timeline">
    <thead><tr>${['action', 'status', 'took', 'when'].map((name) => html`<th scope="col">${t.detail[name]}</th>`)}<th scope="col"><span class="sr">${t.log.open}</span></th></tr></thead>
    <tbody>${spans.map((one) => html`<tr>
      <td><span class="author">${one.stageName}</span> ${one.actionName}</td>
      <td>${status(view, shownStatus(one), one.attempt)}</td>
      <td class="span">${one.to === undefined ? nothing : t.duration(one.to - one.from)}</td>
      <td class="bar">${bar(one, start, whole)}<span class="sr">${t.fullTime(one.from)}</span></td>
      <td>${one.logUrl ?? one.output?.executionResult?.logStreamARN
        ? html`<button type="button" class="quiet" @click=${() => openLog(view, { ...one, latest: one })}>${t.log.open}<span class="sr"> ${one.actionName}</span></button>` : nothing}</td>
    </tr>`)}</tbody>
  </table>`;
}

function shownStatus({ status: name, input, updatedBy }) {
  if (input?.actionTypeId?.category !== 'Approval') return name;
  return { InProgress: 'Waiting', Succeeded: 'Approved', Failed: updatedBy ? 'Rejected' : 'Failed' }[name] ?? name;
}

function bar({ from, to, status: name }, start, whole) {
  const percent = (time) => `${(100 * time) / whole}%`;
  return html`<svg class="span-picture kind-${kind(name)}" width="100%" height="12" aria-hidden="true" focusable="false">
    ${svg`<rect x="0" y="5" width="100%" height="2" class="ahead"/><rect x=${percent(from - start)} y="1" height="10" rx="2" class="went"
      width=${percent(Math.max((to ?? from) - from, whole / 200))}/>`}
  </svg>`;
}
