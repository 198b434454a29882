import { html, nothing } from './lit/lit-html.js';
import { bundles, shortDigest } from './artifacts.js';
import { changes } from './changes.js';
import { revisions, shownStatus } from './detail.js';
import { number, shortRevision, summary } from './execution.js';
import { moves } from './reading.js';
import { status } from './status.js';
import { moment } from './time.js';

/** How an execution differs from another one that people choose: what went in, what came out, how each action went. */
export function comparison(view, detail, own) {
  const { t } = view;
  const others = candidates(view, own.pipelineExecution);
  const { id = '', answer, refusal } = detail.other;
  return html`
    <div class="compare-bar">
      <label for="compare-with">${t.compare.with}</label>
      <select id="compare-with" @change=${(event) => detail.choose(event.target.value)}>
        <option value="" ?selected=${!id} disabled>${t.compare.choose}</option>
        ${others.map((one) => html`<option value=${one.pipelineExecutionId} ?selected=${one.pipelineExecutionId === id}>${words(t, one)}</option>`)}
      </select>
      <span class="choice"><input type="checkbox" id="compare-only" .checked=${detail.onlyDifferences} @change=${(event) => {
        detail.onlyDifferences = event.target.checked;
        detail.redraw();
      }}><label for="compare-only">${t.compare.only}</label></span>
    </div>
    ${refusal ? html`<p class="refusal" role="alert">${t.refusal(refusal)}</p>` : nothing}
    ${id && !answer && !refusal ? html`<p role="status">${t.loading}</p>` : nothing}
    ${answer ? brings(view, own, answer, detail.other.changes) : nothing}
    ${answer ? table(view, detail, own, answer) : nothing}`;
}

function candidates({ history, reading }, { pipelineExecutionId }) {
  const all = new Map([...reading.executions.values(), ...history.rows].map((one) => [one.pipelineExecutionId, one]));
  all.delete(pipelineExecutionId);
  return [...all.values()].sort((one, other) => (other.number ?? 0) - (one.number ?? 0));
}

function words(t, execution) {
  const [revision] = execution.sourceRevisions ?? [];
  return [number(execution), revision && shortRevision(revision), summary(execution), t.status[execution.status]].filter(Boolean).join(' · ');
}

/** Every change between the two, not only the revisions that they took. */
function brings(view, { pipelineExecution: own }, { pipelineExecution: other }, found) {
  if (!found?.changes?.length) return nothing;
  const [older, newer] = own.number > other.number ? [other, own] : [own, other];
  return html`<div class="brings"><p>${view.t.compare.brings(number(older), number(newer))}</p>${changes(view, found)}</div>`;
}

function table(view, detail, own, other) {
  const { t } = view;
  const sections = [
    [t.compare.revisions, both(own, other, (one) => revisions(one.pipelineExecution).map((revision) =>
      [revision.actionName ?? revision.name, revision.revisionId, html`<code>${shortRevision(revision)}</code> ${(revision.revisionSummary ?? '').split('\n')[0]}`]))],
    [t.compare.variables, both(own, other, (one) => (one.pipelineExecution.variables ?? []).map(({ name, resolvedValue, value }) =>
      [name, resolvedValue ?? value, html`<code>${resolvedValue ?? value}</code>`]))],
    [t.detail.artifacts, both(own, other, (one) => bundles(one.actionExecutionDetails ?? []).map(({ name, digest, size }) =>
      [name, digest, html`<code title=${digest}>${shortDigest(digest)}</code> ${size === undefined ? nothing : t.size(size)}`]))],
    [t.compare.actions, both(own, other, (one) => ran(view, one))],
  ];
  const shown = sections.map(([title, rows]) => [title, detail.onlyDifferences ? rows.filter(({ differs }) => differs) : rows])
    .filter(([, rows]) => rows.length);
  if (!shown.length) return html`<p class="hint" role="status">${t.compare.same}</p>`;
  return html`<table class="comparison">
    <thead><tr><td></td><th scope="col">${number(own.pipelineExecution)}</th><th scope="col">${number(other.pipelineExecution)}</th></tr></thead>
    ${shown.map(([title, rows]) => html`<tbody>
      <tr class="passage"><th scope="rowgroup" colspan="3">${title}</th></tr>
      ${rows.map(({ name, one, two, differs }) => html`<tr class=${differs ? 'differs' : ''}>
        <th scope="row">${name}${differs ? html` <span class="sign" title=${t.compare.differs}>≠<span class="sr"> ${t.compare.differs}</span></span>` : nothing}</th>
        <td>${one ?? t.compare.absent}</td><td>${two ?? t.compare.absent}</td></tr>`)}
    </tbody>`)}
  </table>`;
}

/** The rows of both, by name; they differ by what is compared, not by how it is drawn. */
function both(own, other, rows) {
  const [left, right] = [own, other].map((one) => new Map(rows(one).map(([name, value, drawn]) => [name, { value, drawn }])));
  return [...new Set([...left.keys(), ...right.keys()])].map((name) => ({
    name, one: left.get(name)?.drawn, two: right.get(name)?.drawn, differs: left.get(name)?.value !== right.get(name)?.value,
  }));
}

/** The last go at each action. How long it took is told, but no difference. */
function ran(view, { actionExecutionDetails = [] }) {
  const { t } = view;
  return [...actionExecutionDetails].sort((one, other) => (one.startTime < other.startTime ? -1 : 1)).map((action) => {
    const how = shownStatus(action);
    const took = moves(action.status) ? NaN : moment(action.lastUpdateTime) - moment(action.startTime);
    return [`${action.stageName} · ${action.actionName}`, `${how} ${action.attempt ?? 1}`,
      html`${status(view, how, action.attempt)} <span class="span">${Number.isNaN(took) ? nothing : t.duration(took, true)}</span>`];
  });
}
