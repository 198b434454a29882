import { html, nothing } from './lit/lit-html.js';
import { chip } from './execution.js';

const SHORT = 12;

/** The digits of a digest that people compare by. */
export function shortDigest(digest = '') {
  return digest.replace(/^sha256:/, '').slice(0, SHORT);
}

/**
 * What an execution's actions put out, and where each was used. An artifact is its bytes: the digest tells them apart, and finds them
 * in other executions.
 */
export function artifacts(view, own, actions, elsewhere = {}) {
  const { t } = view;
  const made = bundles(actions);
  if (!made.length) return html`<p class="hint">${t.artifact.none}</p>`;
  const others = (elsewhere.uses ?? []).filter(({ pipelineExecutionId }) => pipelineExecutionId !== own.pipelineExecutionId);
  return html`<table class="artifacts">
    <thead><tr>${['name', 'digest', 'size', 'madeBy', 'usedBy'].map((name) => html`<th scope="col">${t.artifact[name]}</th>`)}</tr></thead>
    <tbody>${made.map(({ name, digest, size, from, used }) => html`<tr>
      <th scope="row">${name}</th>
      <td><code class="digest">${digest}</code></td>
      <td class="span">${size === undefined ? nothing : t.size(size)}</td>
      <td>${from ? place(from) : maker(view, others.filter((use) => use.way === 'OUTPUT' && use.digest === digest))}</td>
      <td>${uses(view, used, others.filter((use) => use.way === 'INPUT' && use.digest === digest))}</td>
    </tr>`)}</tbody>
  </table>
  ${elsewhere.complete === false ? html`<p class="hint">${t.artifact.older}</p>` : nothing}`;
}

/** The execution that put out what this one only took in: the first of them. */
function maker(view, made) {
  const first = made.at(-1);
  return first ? html`${chip(view, executing(view, first))} ${place(first)}` : view.t.artifact.inherited;
}

function uses(view, used, elsewhere) {
  if (!used.length && !elsewhere.length) return view.t.artifact.unused;
  return html`<ul>
    ${used.map((one) => html`<li>${place(one)}</li>`)}
    ${once(elsewhere).map((one) => html`<li class="elsewhere">${chip(view, executing(view, one))} ${place(one)}</li>`)}
  </ul>`;
}

/** Each place once, however often an action was tried there. */
function once(elsewhere) {
  const key = ({ pipelineExecutionId, stageName, actionName }) => [pipelineExecutionId, stageName, actionName].join('/');
  return [...new Map(elsewhere.map((one) => [key(one), one])).values()];
}

function executing({ reading, history }, { pipelineExecutionId, number, executionType }) {
  return reading.executions.get(pipelineExecutionId)
    ?? history.rows.find((one) => one.pipelineExecutionId === pipelineExecutionId)
    ?? { pipelineExecutionId, number, executionType };
}

/** Every artifact that was put out or taken in, once for each digest, in the order of its making. */
export function bundles(actions) {
  const all = new Map();
  const key = ({ name, digest }) => `${name} ${digest}`;
  const ordered = [...actions].sort((one, other) => (one.startTime < other.startTime ? -1 : 1));
  for (const action of ordered) {
    for (const one of action.output?.outputArtifacts ?? []) all.set(key(one), { ...one, from: action, used: [] });
  }
  for (const action of ordered) {
    for (const one of action.input?.inputArtifacts ?? []) {
      if (!all.has(key(one))) all.set(key(one), { ...one, used: [] });
      const { used } = all.get(key(one));
      if (!used.some(({ stageName, actionName }) => stageName === action.stageName && actionName === action.actionName)) used.push(action);
    }
  }
  return [...all.values()];
}

function place({ stageName, actionName }) {
  return html`<span class="author">${stageName}</span> ${actionName}`;
}
