import { html } from './lit/lit-html.js';
import { repeat } from './lit/directives/repeat.js';
import { gate } from './gate.js';
import { stage } from './stage.js';

/** The stages in order, each with the gate before it. Wider than the page it scrolls, by keyboard too. */
export function line(view) {
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${view.t.line}>
    <ol class="line" role="list">
      ${repeat(view.reading.stages, ({ name }) => name, (one) => html`<li class="step">${gate(view, one)}${stage(view, one)}</li>`)}
    </ol>
  </div>`;
}
