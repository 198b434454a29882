import { html, nothing } from './lit/lit-html.js';
import { moment } from './time.js';

/** Why something does not move, since when, what would free it, and the button that does: at the place where it waits. */
export function waiting(view, { reason, sentence, since, frees }, button = nothing) {
  const { t } = view;
  const from = moment(since);
  const what = t.reason[reason];
  const said = local(view, sentence);
  return html`<div class="waiting">
    <p>${what && !said.startsWith(what) ? html`<b>${what}.</b> ` : nothing}${said}</p>
    ${typeof frees === 'string' ? html`<p class="frees">${t.frees} ${local(view, frees)}</p>` : nothing}
    ${button === nothing ? nothing : html`<p class="buttons">${button}</p>`}
    ${from ? html`<p class="since">${t.waitsFor} <stage-gate-time .says=${() => t.duration(view.clock() - from)}></stage-gate-time></p>` : nothing}
  </div>`;
}

/** Times in a sentence of the host as people here read them. */
function local(view, sentence = '') {
  return sentence.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z/g, (time) => view.t.when(moment(time), view.clock()));
}
