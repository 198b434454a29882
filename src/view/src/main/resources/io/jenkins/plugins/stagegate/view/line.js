import { html } from './lit/lit-html.js';
import { guard } from './lit/directives/guard.js';
import { repeat } from './lit/directives/repeat.js';
import { gate } from './gate.js';
import { stage } from './stage.js';

/** So many stages fit on a laptop side by side. */
const FEW = 6;

/** The stages in order, each with the gate before it. Wider than the page it scrolls, by keyboard too. */
export function line(view) {
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${view.t.line}>
    <ol class="line ${view.reading.stages.length <= FEW ? 'few' : ''}" role="list">
      ${repeat(view.reading.stages, ({ name }) => name, (one) => html`<li class="step" data-stage=${one.name}>${step(view, one)}</li>`)}
    </ol>
  </div>`;
}

/**
 * Drawn again only if something in it changed, or the day did: of fifty stages one does. Where people type and choose there is more
 * to see than the state.
 */
function step(view, one) {
  const asks = one.groups.flat().some(({ status }) => status === 'Waiting');
  return guard([asks ? {} : one.same, new Date(view.clock()).toDateString()], () => html`${gate(view, one)}${stage(view, one)}`);
}
