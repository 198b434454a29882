import { html, nothing } from './lit/lit-html.js';
import { moment } from './time.js';

/** Why something does not move, since when, and what would free it: a sentence at the place where it waits. */
export function waiting(view, { reason, sentence, since, frees }) {
  const { t } = view;
  const from = moment(since);
  return html`<div class="waiting">
    <p>${t.reason[reason] ? html`<b>${t.reason[reason]}.</b> ` : nothing}${sentence}</p>
    ${typeof frees === 'string' ? html`<p class="frees">${t.frees} ${frees}</p>` : nothing}
    ${from ? html`<p class="since">${t.waitsFor} <stage-gate-time .says=${() => t.duration(view.clock() - from)}></stage-gate-time></p>` : nothing}
  </div>`;
}
