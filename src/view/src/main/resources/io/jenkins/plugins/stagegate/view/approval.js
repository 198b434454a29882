import { html, nothing } from './lit/lit-html.js';
import { repeat } from './lit/directives/repeat.js';
import { chip, number, summary } from './execution.js';
import { field, values } from './field.js';
import { link } from './link.js';
import { moment } from './time.js';

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
  return html`<form class="approval" aria-label=${t.approval.of(action.actionName)}
      @keydown=${noChance} @submit=${(event) => decide(event, view, action, token)}>
    ${asked.message ? html`<p class="asks">${asked.message}</p>` : nothing}
    ${asked.link ? html`<p>${link(asked.link, t.approval.review)}</p>` : nothing}
    ${ships(view, action, stage)}
    ${newer(view, stage)}
    ${expiry(view, asked)}
    ${votes(t, asked)}
    ${asked.mayDecide && view.can.approve ? answer(view, action, asked, token) : html`<p class="hint">${t.approval.notYou}</p>`}
  </form>`;
}

/** Enter in a field would press the first button, which approves: a decision has to be meant. */
function noChance(event) {
  if (event.key === 'Enter' && event.target.localName === 'input') event.preventDefault();
}

/** What goes on if approved, and what it replaces there. */
function ships(view, { latest }, stage) {
  const { t } = view;
  const execution = view.reading.executions.get(latest.pipelineExecutionId) ?? stage.current?.execution;
  if (!execution) return nothing;
  const next = view.reading.stages[stage.index + 1];
  const there = next?.current?.execution;
  const changes = latest.approval?.changes ?? [];
  return html`<dl class="ships">
    <div><dt>${t.approval.ships}</dt><dd>${chip(view, execution)}</dd></div>
    ${there ? html`<div><dt>${t.approval.replaces(next.name)}</dt><dd>${chip(view, there)}</dd></div>` : nothing}
    ${changes.length ? html`<div class="changes"><dt>${t.approval.changes(changes.length)}</dt><dd><ul>${changes.map((one) => html`<li>
      <code>${one.revisionUrl ? link(one.revisionUrl, (one.revisionId ?? '').slice(0, 7)) : (one.revisionId ?? '').slice(0, 7)}</code>
      ${one.revisionSummary} ${one.author ? html`<span class="author">${one.author}</span>` : nothing}</li>`)}</ul></dd></div>` : nothing}
  </dl>`;
}

/** A newer change behind this one: whoever approves should know. */
function newer(view, stage) {
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

function votes(t, { required = 1, given = [] }) {
  if (required < 2 && !given.length) return nothing;
  return html`<div class="votes"><p>${t.approval.votes(given.length, required)}</p>
    ${given.length ? html`<ul>${given.map(({ by, summary: words }) => html`<li><b>${by}</b>${words ? html` ${t.quote(words)}` : nothing}</li>`)}</ul>` : nothing}</div>`;
}

function answer(view, action, { fields = [] }, token) {
  const { t } = view;
  const { busy, refusal } = view.note(token);
  const prefix = `approval-${action.stageName}-${action.actionName}`.replaceAll(/\W/g, '-');
  return html`
    ${fields.map((one) => field({ ...asField(one), name: `field:${one.name}` }, prefix))}
    ${field({ name: 'summary', label: t.approval.comment, maxlength: LONGEST_SUMMARY, kind: 'area' }, prefix)}
    ${refusal ? html`<p class="refusal" role="alert">${refusal}</p>` : nothing}
    <p class="buttons">
      <button class="primary" name="status" value="Approved" ?disabled=${busy}>${t.approval.approve}</button>
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
  const { summary: words = '', ...rest } = values(event.target);
  const fields = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name.replace(/^field:/, ''), value]));
  return view.change('approve', {
    pipelineName: view.state.pipelineName,
    stageName: action.stageName,
    actionName: action.actionName,
    token,
    result: { status, summary: words },
    ...(Object.keys(fields).length ? { fields } : {}),
  }, status === 'Approved' ? t.approval.approved(action.actionName) : t.approval.rejected(action.actionName), token);
}

/** How an approval was decided, and by whom. */
export function decided({ t }, { latest, status }) {
  const { lastUpdatedBy, summary: words } = latest;
  if (!lastUpdatedBy && !words) return nothing;
  return html`<p class="summary">${lastUpdatedBy ? html`<b>${t.approval.by(t.status[status] ?? status, lastUpdatedBy)}</b> ` : nothing}${words ? t.quote(words) : nothing}</p>`;
}
