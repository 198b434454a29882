import { html, nothing } from './lit/lit-html.js';
import { repeat } from './lit/directives/repeat.js';
import { change, chip, number } from './execution.js';
import { moves, standing } from './reading.js';
import { status } from './status.js';
import { askStop } from './stop.js';
import { moment } from './time.js';
import { told } from './told.js';
import { track } from './track.js';
import { waiting } from './waiting.js';

const PAGE = 20;

/** The executions as far as they were asked for, newest first. */
export class History {
  rows = [];
  nextToken;
  busy = false;
  trouble;
  /** What is looked for: `{ text, status, succeededInStage }`, each left out for anything. */
  filter = {};

  #client;
  #draw;
  #timer;
  #asked = 0;
  /** True if the rows are those of an earlier filter. */
  #fresh = false;

  constructor(client, draw) {
    this.#client = client;
    this.#draw = draw;
  }

  get filtered() {
    return Object.keys(this.filter).length > 0;
  }

  /** Looks for something else from now on; words are looked for when the typing rests. */
  look(change, pause = 0) {
    const filter = Object.entries({ ...this.filter, ...change }).filter(([, value]) => value);
    this.filter = Object.fromEntries(filter);
    clearTimeout(this.#timer);
    this.#fresh = true;
    this.#timer = setTimeout(() => this.refresh(), pause);
    this.#draw();
  }

  /** Asks for the newest page again and keeps the older rows that were asked for before. */
  refresh() {
    return this.#fetch({ maxResults: PAGE }, (page, nextToken) => {
      const older = this.rows.filter((row) => !page.some((one) => one.pipelineExecutionId === row.pipelineExecutionId));
      const beyond = this.rows.length > PAGE && !this.#fresh;
      if (!beyond) this.nextToken = nextToken;
      this.rows = beyond ? [...page, ...older] : page;
      this.#fresh = false;
    });
  }

  more() {
    return this.#fetch({ maxResults: PAGE, nextToken: this.nextToken }, (page, nextToken) => {
      const known = new Set(this.rows.map((row) => row.pipelineExecutionId));
      this.rows = [...this.rows, ...page.filter((one) => !known.has(one.pipelineExecutionId))];
      this.nextToken = nextToken;
    });
  }

  /** An answer to what is not looked for any more is thrown away. */
  async #fetch(query, take) {
    const asked = ++this.#asked;
    this.busy = true;
    this.#draw();
    try {
      const { pipelineExecutionSummaries = [], nextToken } = await this.#client.executions({ ...query, ...this.filter });
      if (asked !== this.#asked) return;
      take(pipelineExecutionSummaries.filter((one) => fits(one, this.filter)), nextToken);
      this.trouble = undefined;
    } catch (refusal) {
      if (asked !== this.#asked) return;
      this.trouble = refusal;
    }
    this.busy = false;
    this.#draw();
  }
}

/** A host that knows of no filters answers everything: what plainly does not fit is then left out here. */
function fits(execution, { text, status: wanted }) {
  const words = [number(execution), execution.pipelineExecutionId, execution.statusSummary, execution.trigger?.triggerDetail,
    ...(execution.sourceRevisions ?? []).flatMap(({ revisionId, revisionSummary, author }) => [revisionId, revisionSummary, author])];
  return (!wanted || execution.status === wanted)
    && (!text || words.some((word) => word?.toLowerCase().includes(text.toLowerCase())));
}

/** The table of executions: what each carries, where it is, how it ended. */
export function history(view) {
  const { t, history: { rows, nextToken, busy, trouble, filtered } } = view;
  if (!rows.length && !trouble && !filtered) return nothing;
  return html`<section class="history" aria-labelledby="history-title">
    <div class="history-head"><h3 id="history-title">${t.history.title}</h3>${filters(view)}</div>
    ${trouble ? html`<p class="refusal" role="alert">${t.refusal(trouble)}</p>` : nothing}
    ${rows.length ? html`<table>
      <thead><tr>${['execution', 'change', 'trigger', 'status', 'started', 'took'].map((name) => html`<th scope="col">${t.history[name]}</th>`)}
        <th scope="col"><span class="sr">${t.history.actions}</span></th></tr></thead>
      <tbody>${repeat(rows, ({ pipelineExecutionId }) => pipelineExecutionId, (one) => row(view, one))}</tbody>
    </table>` : html`<p class="hint" role="status">${busy ? t.loading : t.history.none}</p>`}
    ${nextToken ? html`<p class="more"><button type="button" ?disabled=${busy} @click=${() => view.history.more()}>${t.history.more}</button></p>` : nothing}
  </section>`;
}

const STATUSES = ['InProgress', 'Succeeded', 'Failed', 'Stopped', 'Superseded'];
const REST = 250;

function filters(view) {
  const { t, history: kept, reading } = view;
  const { filter } = kept;
  const select = (name, label, choices) => html`<select aria-label=${label} @change=${(event) => kept.look({ [name]: event.target.value })}>
    <option value="" ?selected=${!filter[name]}>${label}: ${t.history.any}</option>
    ${choices.map(([value, words]) => html`<option value=${value} ?selected=${filter[name] === value}>${words}</option>`)}</select>`;
  return html`<div class="filters" role="search" aria-label=${t.history.filter}>
    <input type="search" aria-label=${t.history.search} placeholder=${t.history.search} .value=${filter.text ?? ''}
      @input=${(event) => kept.look({ text: event.target.value.trim() }, REST)}>
    ${select('status', t.history.status, STATUSES.map((name) => [name, t.status[name]]))}
    ${select('succeededInStage', t.history.passed, reading.stages.map(({ name }) => [name, name]))}
    ${kept.filtered ? html`<button type="button" class="quiet" @click=${() => kept.look({ text: '', status: '', succeededInStage: '' })}>${t.history.all}</button>` : nothing}
  </div>`;
}

function row(view, summary) {
  const { t } = view;
  const execution = { ...view.reading.executions.get(summary.pipelineExecutionId), ...summary };
  const from = moment(execution.startTime);
  return html`<tr>
    <td>${chip(view, execution)}</td>
    <td class="what">${change(execution)}</td>
    <td class="by">${trigger(view, execution)}</td>
    <td class="how">
      ${status(view, standing(view.reading, execution), execution.attempt)}
      ${track(view, execution)}
      ${execution.statusSummary ? html`<p class="summary">${told(view, execution.statusSummary)}</p>` : nothing}
      ${moves(execution.status) ? [execution.waiting ?? []].flat().map((one) => waiting(view, one)) : nothing}
    </td>
    <td class="when">${from === undefined ? nothing : t.when(from, view.clock())}</td>
    <td class="span">${took(view, execution)}</td>
    <td class="do">${view.can.stop && execution.status === 'InProgress'
      ? html`<button type="button" class="quiet" @click=${() => askStop(view, execution)}>${t.stop.verb}<span class="sr"> ${number(execution)}</span></button>` : nothing}</td>
  </tr>`;
}

/** What started it. A rollback that came by itself names the execution that failed. */
function trigger({ t, reading, history: { rows } }, { trigger: cause = {} }) {
  const { triggerType: type, triggerDetail: detail } = cause;
  const failed = type === 'AutomatedRollback' && detail
    ? number(reading.executions.get(detail) ?? rows.find((row) => row.pipelineExecutionId === detail) ?? { pipelineExecutionId: detail }) : detail;
  return html`${t.trigger[type] ?? type ?? ''}${failed ? html` <span class="author">${failed}</span>` : nothing}`;
}

function took(view, { startTime, lastUpdateTime, status: name }) {
  const from = moment(startTime);
  const to = moment(lastUpdateTime);
  if (from === undefined) return nothing;
  if (!moves(name)) return to === undefined ? nothing : view.t.duration(to - from);
  return html`<stage-gate-time .says=${() => view.t.duration(view.clock() - from)}></stage-gate-time>`;
}
