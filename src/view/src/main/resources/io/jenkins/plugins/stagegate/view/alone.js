import { html, nothing } from './lit/lit-html.js';
import { naming } from './address.js';
import { Detail } from './detail.js';
import { number } from './execution.js';
import { freshness, stale } from './page.js';

/** One execution on a page of its own, as on that of a build: the same as in a dialog, and people decide there. */
export class Alone {
  /** The address of the line, for all that is not this execution. */
  line;

  #id;
  #detail;

  constructor(id, line) {
    this.#id = id;
    this.line = line;
  }

  /** Leads to another execution on the line. */
  lead(execution) {
    location.assign(naming(this.line, { execution }));
  }

  template(view) {
    const { t } = view;
    const execution = view.reading.executions.get(this.#id) ?? { pipelineExecutionId: this.#id };
    if (!this.#detail) {
      this.#detail = new Detail(view, execution);
      this.#detail.refresh();
    }
    return html`
      <div class="head">
        <h2>${t.detail.title(number(this.#detail.whole(view)))}</h2>
        ${this.line ? html`<a class="all" href=${this.line}>${t.line}</a>` : nothing}
        ${freshness(view)}
      </div>
      ${view.live.stale ? stale(view) : nothing}
      ${this.#detail.template(view)}`;
  }
}
