import { html, nothing } from './lit/lit-html.js';
import { repeat } from './lit/directives/repeat.js';
import { changes } from './changes.js';
import { chip, number, summary, tag } from './execution.js';
import { shortDigest } from './artifacts.js';
import { field, values } from './field.js';
import { link } from './link.js';
import { moment } from './time.js';
import { freed } from './waiting.js';

const LONGEST_SUMMARY = 512;

/**
 * The question that an approval asks, answered in place: what would ship and over what, until when, who decided already.
 * Keyed by the token, so that words typed for one question never answer the next.
 */
export function approval(view, action) {
  const token = action.latest.token ?? action.latest.actionExecutionId;
  return repeat([action], () => token, () => panel(view, action, token));
}

function panel(view, action, token) {
  const { t } = view;
  const { approval: asked = {} } = action.latest;
  const stage = view.reading.stages.find(({ name }) => name === action.stageName);
  return html`<form class="approval" tabindex="-1" aria-label=${t.approval.of(action.actionName)}
      @keydown=${noChance} @submit=${(event) => decide(event, view, action, token)}>
    ${asked.message ? html`<p class="asks">${asked.message}</p>` : nothing}
    ${asked.link ? html`<p>${link(asked.link, t.approval.review)}</p>` : nothing}
    ${ships(view, action, stage, token)}
    ${newer(view, action, stage)}
    ${expiry(view, asked)}
    ${votes(t, asked)}
    ${decides(view, action, stage)}
    ${asked.mayDecide && view.can.approve ? answer(view, action, asked, token) : html`<p class="hint">${t.approval.barred[asked.barred] ?? t.approval.barred.OTHERS}</p>`}
  </form>`;
}

/** Enter in a field would press the first button, which approves: a decision has to be meant. */
function noChance(event) {
  if (event.key === 'Enter' && event.target.localName === 'input') event.preventDefault();
}

/** What goes on if approved, and what it replaces there. At a gate that offers several, one is chosen. */
function ships(view, action, stage, token) {
  const { t, reading } = view;
  const { latest } = action;
  const execution = reading.executions.get(latest.pipelineExecutionId) ?? stage.current?.execution;
  if (!execution) return nothing;
  const next = reading.stages[stage.index + 1];
  const there = next?.current?.execution;
  const { approval: asked } = latest;
  const known = offered(view, latest);
  return html`<dl class="ships">
    ${known.length ? nothing : html`<div><dt>${t.approval.ships}</dt><dd>${chip(view, execution)}</dd></div>`}
    ${there ? html`<div><dt>${t.approval.replaces(next.name)}</dt><dd>${chip(view, there)}</dd></div>` : nothing}
  </dl>
  ${known.length ? choice(view, action, token, known) : html`${changes(view, asked)}${bundles(t, asked?.artifacts)}`}`;
}

/** The executions among which may be chosen, the newest first; none at a gate that offers no choice. */
function offered({ reading }, { approval: { candidates = [] } = {} }) {
  if (candidates.length < 2) return [];
  return candidates.map((one) => ({ ...one, execution: reading.executions.get(one.pipelineExecutionId) ?? one }))
    .sort((one, other) => (other.execution.number ?? 0) - (one.execution.number ?? 0));
}

/**
 * Which of them is chosen: the newest when the question was first shown, until somebody chooses another one. One that comes later
 * does not slip under the hand of who is about to approve.
 */
function chosen({ choices }, token, known) {
  const kept = known.find(({ pipelineExecutionId }) => pipelineExecutionId === choices.get(token));
  if (!kept && known.length) choices.set(token, known[0].pipelineExecutionId);
  return kept ?? known[0];
}

function choice(view, { stageName, actionName, latest }, token, known) {
  const { t, choices } = view;
  const { pipelineExecutionId: at } = chosen(view, token, known);
  const id = `choice-${stageName}-${actionName}`.replaceAll(/\W/g, '-');
  return html`<fieldset class="candidates"><legend>${t.approval.which}</legend>
    ${repeat(known, ({ pipelineExecutionId }) => pipelineExecutionId, (one, index) => html`<div class="candidate">
      <input type="radio" id="${id}-${index}" name="chosen" value=${one.pipelineExecutionId} 
        .checked=${one.pipelineExecutionId === at} @change=${() => { choices.set(token, one.pipelineExecutionId); view.draw(); }}>
      <div><label for="${id}-${index}">${tag(view, one.execution)}
          ${index === 0 ? html`<span class="newest">${t.approval.newest}</span>` : nothing}
          ${one.pipelineExecutionId === latest.pipelineExecutionId ? html`<span class="author">${t.approval.atGate}</span>` : nothing}
          <span class="message">${summary(one.execution)}</span></label>
        ${changes(view, one, one.pipelineExecutionId === at)}${bundles(t, one.artifacts)}</div>
    </div>`)}
  </fieldset>`;
}

function bundles(t, artifacts = []) {
  if (!artifacts.length) return nothing;
  return html`<details class="bundles"><summary>${t.artifact.count(artifacts.length)}</summary>
    <ul>${artifacts.map((one) => html`<li>${one.name} <code title=${one.digest}>${shortDigest(one.digest)}</code> <span class="author">${t.size(one.size)}</span></li>`)}</ul></details>`;
}

/** A newer change behind this one: whoever approves should know. */
function newer(view, { latest }, stage) {
  if (offered(view, latest).length) return nothing;
  const own = stage.current?.execution.number;
  const behind = (stage.gate?.queue ?? []).filter(({ execution }) => execution.number > own).at(-1);
  if (!behind) return nothing;
  return html`<p class="newer">${view.t.approval.newer(number(behind.execution), summary(behind.execution))}</p>`;
}

function expiry(view, { expires }) {
  const end = moment(expires);
  if (end === undefined) return nothing;
  const { t } = view;
  const left = () => (end > view.clock() ? t.approval.expires(t.duration(end - view.clock())) : t.approval.expired);
  return html`<p class="expiry"><stage-gate-time title=${t.fullTime(end)} .says=${left}></stage-gate-time></p>`;
}

/** Who is waited for. */
function decides(view, { latest }, stage) {
  const reason = stage.waiting.find((one) => one.reason === 'APPROVAL' && one.pipelineExecutionId === latest.pipelineExecutionId);
  return reason ? html`<p class="frees">${view.t.approval.decides} ${freed(view, reason)}</p>` : nothing;
}

function votes(t, { required = 1, given = [] }) {
  if (required < 2 && !given.length) return nothing;
  return html`<div class="votes"><p>${t.approval.votes(given.length, required)}</p>
    ${given.length ? html`<ul>${given.map(({ by, summary: words }) => html`<li><b>${by}</b>${words ? html` ${t.quote(words)}` : nothing}</li>`)}</ul>` : nothing}</div>`;
}

function answer(view, action, { fields = [] }, token) {
  const { t } = view;
  const known = offered(view, action.latest);
  const { busy, refusal } = view.note(token);
  const prefix = `approval-${action.stageName}-${action.actionName}`.replaceAll(/\W/g, '-');
  return html`
    ${fields.map((one) => field({ ...asField(one), name: `field:${one.name}` }, prefix))}
    ${field({ name: 'summary', label: t.approval.comment, maxlength: LONGEST_SUMMARY, kind: 'area' }, prefix)}
    ${refusal ? html`<p class="refusal" role="alert">${refusal}</p>` : nothing}
    <p class="buttons">
      <button class="primary" name="status" value="Approved" ?disabled=${busy}>${known.length ? t.approval.approveOne(number(chosen(view, token, known).execution)) : t.approval.approve}</button>
      <button class="danger" name="status" value="Rejected" ?disabled=${busy}>${t.approval.reject}</button>
    </p>`;
}

/** A form field of the declaration as a field of the page. */
function asField({ name, description, defaultValue, choices }) {
  return choices?.length
    ? { name, label: name, hint: description, kind: 'select', value: defaultValue, choices: choices.map((value) => ({ value, label: value })) }
    : { name, label: name, hint: description, value: defaultValue };
}

function decide(event, view, action, token) {
  event.preventDefault();
  const { t } = view;
  const status = event.submitter?.value ?? 'Approved';
  const { summary: words = '', chosen, ...rest } = values(event.target);
  const fields = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name.replace(/^field:/, ''), value]));
  return view.change('approve', {
    pipelineName: view.state.pipelineName,
    stageName: action.stageName,
    actionName: action.actionName,
    token,
    result: {
      status,
      summary: words,
      ...(Object.keys(fields).length ? { fields } : {}),
      ...(status === 'Approved' && chosen ? { pipelineExecutionId: chosen } : {}),
    },
  }, status === 'Approved' ? t.approval.approved(action.actionName) : t.approval.rejected(action.actionName), token);
}

/** How an approval was decided, and by whom. */
export function decided({ t }, { latest, status }) {
  const { lastUpdatedBy, summary: words } = latest;
  if (!lastUpdatedBy && !words) return nothing;
  return html`<p class="summary">${lastUpdatedBy ? html`<b>${t.approval.by(t.status[status] ?? status, lastUpdatedBy)}</b> ` : nothing}${words ? t.quote(words) : nothing}</p>`;
}
