import { html, nothing } from './lit/lit-html.js';
import { moment } from './time.js';

/** Why something does not move, since when, what would free it, and the button that does: at the place where it waits. */
export function waiting(view, { reason, sentence, since, frees }, button = nothing) {
  const { t } = view;
  const from = moment(since);
  return html`<div class="waiting">
    <p>${t.reason[reason] ? html`<b>${t.reason[reason]}.</b> ` : nothing}${sentence}</p>
    ${typeof frees === 'string' ? html`<p class="frees">${t.frees} ${frees}</p>` : nothing}
    ${button === nothing ? nothing : html`<p class="buttons">${button}</p>`}
    ${from ? html`<p class="since">${t.waitsFor} <stage-gate-time .says=${() => t.duration(view.clock() - from)}></stage-gate-time></p>` : nothing}
  </div>`;
}
