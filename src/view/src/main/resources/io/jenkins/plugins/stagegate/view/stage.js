import { html, nothing } from './lit/lit-html.js';
import { repeat } from './lit/directives/repeat.js';
import { action } from './action.js';
import { change, chip } from './execution.js';
import { askOverride } from './override.js';
import { moves } from './reading.js';
import { askRetry } from './retry.js';
import { askRollback } from './rollback.js';
import { attemptBadge, kind, status } from './status.js';
import { askStop } from './stop.js';
import { told } from './told.js';
import { waiting } from './waiting.js';

/** A stage: how it stands, which execution that is, its action groups, and what may be done about it. */
export function stage(view, one) {
  const { t } = view;
  return html`<article class="stage kind-${kind(one.status)}" aria-label=${t.stage(one.name)}>
    <header>
      <h3>${one.name}</h3>
      ${one.attempt > 1 ? attemptBadge(view, one.attempt) : nothing}
      ${status(view, one.status, one.attempt, false)}
    </header>
    <div class="body">
      ${holders(one).map((holder) => held(view, one, holder))}
      ${one.waiting.filter((reason) => !asked(one, reason)).map((reason) => waiting(view, reason, overriding(view, one, reason)))}
      ${hooks(view, one, 'beforeEntry')}
      ${one.groups.map((group) => actionGroup(view, group))}
      ${hooks(view, one, 'onSuccess', 'onFailure')}
    </div>
    ${footer(view, one)}
  </article>`;
}

/** The executions to name: those inside, or else the one that was here last. */
function holders({ inside, current }) {
  if (inside.length) return inside;
  return current ? [current] : [];
}

function held(view, one, holder) {
  const several = one.inside.length > 1;
  return html`<div class="held">
    ${chip(view, holder.execution)}
    ${several ? status(view, holder.status) : nothing}
    ${change(holder.execution)}
  </div>`;
}

/** Whether a question on the page says this already. */
function asked({ groups }, { reason, pipelineExecutionId }) {
  return reason === 'APPROVAL' && groups.flat().some(({ status: name, latest }) =>
    name === 'Waiting' && latest.pipelineExecutionId === pipelineExecutionId);
}

function overriding(view, one, { reason }) {
  const { t, can } = view;
  if (reason !== 'CONDITION' || !one.overridable || !can.override) return nothing;
  return html`<button type="button" class="override" @click=${() => askOverride(view, one)}>${t.override.verb}<span class="sr"> ${one.name}</span></button>`;
}

function actionGroup(view, group) {
  const parallel = group.length > 1;
  return html`<div class="group ${parallel ? 'parallel' : ''}">
    ${parallel ? html`<p class="label">${view.t.inParallel}</p>` : nothing}
    <ul>${repeat(group, ({ actionName }) => actionName, (one) => action(view, one))}</ul>
  </div>`;
}

function hooks(view, { conditions }, ...which) {
  const { t } = view;
  return conditions.filter(({ hook }) => which.includes(hook)).map((condition) => html`<div class="condition">
    <p><span class="hook">${t.hook[condition.hook]}</span> ${status(view, condition.status)}</p>
    ${condition.summary ? html`<p class="summary">${told(view, condition.summary)}</p>` : nothing}
    ${condition.rules.length ? html`<ul>${condition.rules.map(({ ruleName, latestExecution: latest }) => html`<li>
      <span class="name">${ruleName}</span> ${latest ? status(view, latest.status) : nothing}
      ${latest?.summary ? html`<span class="summary">${told(view, latest.summary)}</span>` : nothing}
    </li>`)}</ul>` : nothing}
  </div>`);
}

function footer(view, one) {
  const { t, can, reading } = view;
  const stoppable = can.stop ? one.inside.filter(({ status: name }) => moves(name)) : [];
  const back = can.rollback && one.index > 0 && one.current && !reading.parallel && one.status !== 'Skipped';
  const buttons = [
    can.retry && one.retryable
      ? html`<button type="button" class="retry" @click=${() => askRetry(view, one)}>${t.retry.verb}<span class="sr"> ${one.name}</span></button>` : nothing,
    stoppable.length === 1
      ? html`<button type="button" class="stop" @click=${() => askStop(view, stoppable[0].execution)}>${t.stop.verb}<span class="sr"> ${one.name}</span></button>` : nothing,
    back
      ? html`<button type="button" class="quiet rollback" @click=${() => askRollback(view, one)}>${t.roll.verb}<span class="sr"> ${one.name}</span></button>` : nothing,
  ].filter((button) => button !== nothing);
  return buttons.length ? html`<footer>${buttons}</footer>` : nothing;
}
