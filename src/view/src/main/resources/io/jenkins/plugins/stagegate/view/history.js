import { html, nothing } from './lit/lit-html.js';
import { repeat } from './lit/directives/repeat.js';
import { change, chip, number } from './execution.js';
import { moves, standing } from './reading.js';
import { status } from './status.js';
import { askStop } from './stop.js';
import { moment } from './time.js';
import { track } from './track.js';
import { waiting } from './waiting.js';

const PAGE = 20;

/** The executions as far as they were asked for, newest first. */
export class History {
  rows = [];
  nextToken;
  busy = false;
  trouble;

  #client;
  #draw;

  constructor(client, draw) {
    this.#client = client;
    this.#draw = draw;
  }

  /** Asks for the newest page again and keeps the older rows that were asked for before. */
  refresh() {
    return this.#fetch({ maxResults: PAGE }, (page, nextToken) => {
      const older = this.rows.filter((row) => !page.some((one) => one.pipelineExecutionId === row.pipelineExecutionId));
      if (this.rows.length <= PAGE) this.nextToken = nextToken;
      this.rows = [...page, ...(this.rows.length > PAGE ? older : [])];
    });
  }

  more() {
    return this.#fetch({ maxResults: PAGE, nextToken: this.nextToken }, (page, nextToken) => {
      const known = new Set(this.rows.map((row) => row.pipelineExecutionId));
      this.rows = [...this.rows, ...page.filter((one) => !known.has(one.pipelineExecutionId))];
      this.nextToken = nextToken;
    });
  }

  async #fetch(query, take) {
    this.busy = true;
    this.#draw();
    try {
      const { pipelineExecutionSummaries = [], nextToken } = await this.#client.executions(query);
      take(pipelineExecutionSummaries, nextToken);
      this.trouble = undefined;
    } catch (refusal) {
      this.trouble = refusal;
    }
    this.busy = false;
    this.#draw();
  }
}

/** The table of executions: what each carries, where it is, how it ended. */
export function history(view) {
  const { t, history: { rows, nextToken, busy, trouble } } = view;
  if (!rows.length && !trouble) return nothing;
  return html`<section class="history" aria-labelledby="history-title">
    <h3 id="history-title">${t.history.title}</h3>
    ${trouble ? html`<p class="refusal" role="alert">${t.refusal(trouble)}</p>` : nothing}
    <table>
      <thead><tr>${['execution', 'change', 'trigger', 'status', 'started', 'took'].map((name) => html`<th scope="col">${t.history[name]}</th>`)}
        <th scope="col"><span class="sr">${t.history.actions}</span></th></tr></thead>
      <tbody>${repeat(rows, ({ pipelineExecutionId }) => pipelineExecutionId, (one) => row(view, one))}</tbody>
    </table>
    ${nextToken ? html`<p class="more"><button type="button" ?disabled=${busy} @click=${() => view.history.more()}>${t.history.more}</button></p>` : nothing}
  </section>`;
}

function row(view, summary) {
  const { t } = view;
  const execution = { ...view.reading.executions.get(summary.pipelineExecutionId), ...summary };
  const from = moment(execution.startTime);
  return html`<tr>
    <td>${chip(view, execution)}</td>
    <td class="what">${change(execution)}</td>
    <td class="by">${trigger(t, execution)}</td>
    <td class="how">
      ${status(view, standing(view.reading, execution), execution.attempt)}
      ${track(view, execution)}
      ${execution.statusSummary ? html`<p class="summary">${execution.statusSummary}</p>` : nothing}
      ${moves(execution.status) ? [execution.waiting ?? []].flat().map((one) => waiting(view, one)) : nothing}
    </td>
    <td class="when">${from === undefined ? nothing : t.when(from, view.clock())}</td>
    <td class="span">${took(view, execution)}</td>
    <td class="do">${view.can.stop && execution.status === 'InProgress'
      ? html`<button type="button" class="quiet" @click=${() => askStop(view, execution)}>${t.stop.verb}<span class="sr"> ${number(execution)}</span></button>` : nothing}</td>
  </tr>`;
}

function trigger(t, { trigger: cause = {} }) {
  return html`${t.trigger[cause.triggerType] ?? cause.triggerType ?? ''}${cause.triggerDetail ? html` <span class="author">${cause.triggerDetail}</span>` : nothing}`;
}

function took(view, { startTime, lastUpdateTime, status: name }) {
  const from = moment(startTime);
  const to = moment(lastUpdateTime);
  if (from === undefined) return nothing;
  if (!moves(name)) return to === undefined ? nothing : view.t.duration(to - from);
  return html`<stage-gate-time .says=${() => view.t.duration(view.clock() - from)}></stage-gate-time>`;
}
