import { html, nothing, svg } from './lit/lit-html.js';
import { standing } from './reading.js';
import { kind } from './status.js';

const STEP = 14;

/** How far an execution has come: the stages as a line of points, travelled up to where it is. */
export function track(view, execution) {
  const { reading, t } = view;
  const place = reading.places.get(execution.pipelineExecutionId);
  if (!place) return nothing;
  const stage = reading.stages[place.index].name;
  const words = place.before ? t.placeBefore(stage) : t.placeIn(stage);
  const width = reading.stages.length * STEP;
  const end = place.index * STEP + (place.before ? 0 : STEP / 2);
  return html`<span class="track kind-${kind(standing(reading, { status: place.status, ...execution }))}">
    <svg viewBox="0 0 ${width} 12" class="track-picture" aria-hidden="true" focusable="false">
      ${svg`<path d="M${STEP / 2} 6H${width - STEP / 2}" class="ahead"/><path d="M${STEP / 2} 6H${end}" class="behind"/>`}
      ${reading.stages.map((one, index) => (index < place.index
        ? svg`<circle cx=${index * STEP + STEP / 2} cy="6" r="3" class="passed"/>`
        : svg`<circle cx=${index * STEP + STEP / 2} cy="6" r="3" class="to-come"/>`))}
      ${place.before ? svg`<path d="M${end} 1v10" class="stands"/>` : svg`<circle cx=${end} cy="6" r="5" class="here"/>`}
    </svg>
    <span class="place">${words}</span>
  </span>`;
}
