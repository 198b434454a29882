import { html, nothing } from './lit/lit-html.js';
import { action } from './action.js';
import { artifacts } from './artifacts.js';
import { comparison } from './compare.js';
import { author, number } from './execution.js';
import { happenings } from './happenings.js';
import { link, safe } from './link.js';
import { standing } from './reading.js';
import { status } from './status.js';
import { tabs } from './tabs.js';
import { timeline } from './timeline.js';
import { told } from './told.js';
import { track } from './track.js';
import { waiting } from './waiting.js';

/** Opens one execution: what it carries, where its time went, what it made, what happened, and how it differs from another one. */
export function openDetail(view, execution) {
  const { pipelineExecutionId } = execution;
  if (view.alone) {
    view.alone.lead(pipelineExecutionId);
    return;
  }
  const detail = new Detail(view, execution);
  view.dialogs.open({
    title: (now) => now.t.detail.title(number(detail.whole(now))),
    body: (now) => detail.template(now),
    closed: () => view.address.closed(pipelineExecutionId),
  });
  view.address.opened(pipelineExecutionId);
  detail.refresh();
}

/** What is known of one execution, and what of it people look at. */
export class Detail {
  tab = 'timeline';
  /** The other execution, when two are compared: `{ id, answer, refusal, changes }`; the changes lead from the older to the newer. */
  other = {};
  onlyDifferences = true;

  #view;
  #execution;
  #answer;
  #uses;
  #refusal;
  #sequence;

  constructor(view, execution) {
    this.#view = view;
    this.#execution = execution;
  }

  async refresh() {
    this.#sequence = this.#view.live.state?.sequence;
    try {
      this.#answer = await this.#view.client.execution(this.#execution.pipelineExecutionId);
      this.#refusal = undefined;
    } catch (refusal) {
      this.#refusal = refusal;
    }
    this.redraw();
    if (this.#uses) this.#look();
  }

  /** Asks where the artifacts were used. A host that does not know is not asked again: what this execution did is known anyway. */
  async #look() {
    const known = Boolean(this.#uses?.uses);
    this.#uses ??= {};
    const found = await this.#view.client.uses(this.#execution.pipelineExecutionId).catch(() => undefined);
    if (found || !known) this.#uses = found ?? {};
    this.redraw();
  }

  redraw() {
    this.#view.dialogs.redraw();
  }

  /** Fetches the execution to compare with. */
  async choose(id) {
    this.other = { id };
    this.redraw();
    const { client } = this.#view;
    const found = await client.execution(id).then((answer) => ({ answer }), (refusal) => ({ refusal }));
    const changes = found.answer ? await this.#between(found.answer.pipelineExecution) : undefined;
    if (this.other.id === id) this.other = { id, ...found, changes };
    this.redraw();
  }

  /** The changes from the older to the newer of two executions; undefined where the host does not know. */
  #between(other) {
    const own = { ...this.#execution, ...this.#answer?.pipelineExecution };
    const [from, to] = own.number > other.number ? [other, own] : [own, other];
    return this.#view.client.changes(from.pipelineExecutionId, to.pipelineExecutionId).catch(() => undefined);
  }

  /** All that is known of it. */
  whole({ reading }) {
    return { ...this.#execution, ...reading.executions.get(this.#execution.pipelineExecutionId), ...this.#answer?.pipelineExecution };
  }

  template(view) {
    const known = view.reading.executions.has(this.#execution.pipelineExecutionId);
    if (known && this.#answer && this.#sequence !== view.state.sequence) this.refresh();
    const { t } = view;
    const whole = this.whole(view);
    if (this.#refusal && !whole.status) return html`<div class="detail">${this.#refused(t)}</div>`;
    return html`<div class="detail">
      <p class="facts">${whole.status ? status(view, standing(view.reading, whole), whole.attempt) : nothing} ${track(view, whole)}
        ${safe(whole.url) && !view.alone ? link(whole.url, t.detail.page) : nothing}</p>
      ${whole.statusSummary ? html`<p class="summary">${told(view, whole.statusSummary)}</p>` : nothing}
      ${waits(view, whole.pipelineExecutionId)}
      ${this.#carries(t, whole)}
      ${this.#refusal ? this.#refused(t) : nothing}
      ${this.#answer ? this.#panels(view, whole) : this.#refusal ? nothing : html`<p role="status">${t.loading}</p>`}
    </div>`;
  }

  #refused(t) {
    return html`<p class="refusal" role="alert">${t.refusal(this.#refusal)}</p>`;
  }

  #carries(t, whole) {
    const who = author(this.#execution);
    return html`<dl>
      ${revisions(whole).map((one) => html`<div><dt>${one.actionName ?? one.name}</dt><dd>
        <code>${safe(one.revisionUrl) ? link(one.revisionUrl, one.revisionId) : one.revisionId}</code> <span class="message">${one.revisionSummary}</span></dd></div>`)}
      ${who ? html`<div><dt>${t.detail.author}</dt><dd>${who}</dd></div>` : nothing}
      ${(whole.variables ?? []).map((one) => html`<div><dt><code>${one.name}</code></dt><dd><code>${one.resolvedValue ?? one.value}</code></dd></div>`)}
    </dl>`;
  }

  #panels(view, whole) {
    const { t } = view;
    const actions = this.#answer.actionExecutionDetails ?? [];
    return tabs([
      { name: 'timeline', label: t.detail.timeline, panel: () => timeline(view, whole, actions) },
      { name: 'artifacts', label: t.detail.artifacts, panel: () => artifacts(view, whole, actions, this.#uses) },
      { name: 'events', label: t.detail.events, panel: () => happenings(view, whole, actions) },
      { name: 'compare', label: t.detail.compare, panel: () => comparison(view, this, { pipelineExecution: whole, actionExecutionDetails: actions }) },
    ], this.tab, (name) => {
      this.tab = name;
      if (name === 'artifacts') this.#look();
      this.redraw();
    }, t.detail.parts);
  }
}

/** Why it does not move. What it is asked is answered where the line asks it, or here if this page has no line. */
function waits(view, id) {
  const { stages } = view.reading;
  const questions = stages.flatMap(({ groups }) => groups.flat()).filter(({ status: how, latest }) => how === 'Waiting' && latest.pipelineExecutionId === id);
  const reasons = stages.flatMap(({ waiting: inside, gate }) => [...inside, ...(gate?.queue ?? []).map(({ waiting: wait }) => wait)])
    .filter((wait) => wait?.pipelineExecutionId === id);
  const asked = (wait) => questions.find(({ actionName }) => wait.reason === 'APPROVAL' && wait.details?.action === actionName);
  if (!reasons.length && !questions.length) return nothing;
  return html`<div class="held-up">
    ${reasons.filter((wait) => !asked(wait)).map((wait) => waiting(view, wait))}
    ${view.alone
      ? html`<ul class="questions" role="list">${questions.map((one) => action(view, one))}</ul>`
      : questions.map((one) => html`${reasons.filter((wait) => asked(wait) === one).map((wait) => waiting(view, wait))}
          <p class="buttons">${decide(view, id, one)}</p>`)}
  </div>`;
}

function decide(view, execution, { stageName: stage, actionName }) {
  return html`<button type="button" class="primary decide" @click=${() => view.address.lead(view, { execution, stage, action: actionName })}
    >${view.t.detail.decide(actionName)}</button>`;
}

export function revisions({ sourceRevisions, artifactRevisions }) {
  return sourceRevisions ?? artifactRevisions ?? [];
}

/** How an action of an execution stands: an approval is not just run. */
export function shownStatus({ status: name, input, updatedBy }) {
  if (input?.actionTypeId?.category !== 'Approval') return name;
  return { InProgress: 'Waiting', Succeeded: 'Approved', Failed: updatedBy ? 'Rejected' : 'Failed' }[name] ?? name;
}
