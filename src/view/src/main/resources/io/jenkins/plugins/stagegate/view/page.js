import { html, nothing } from './lit/lit-html.js';
import { history } from './history.js';
import { icon } from './icons.js';
import { line } from './line.js';
import { askStart } from './start.js';
import { askStopLine, lineStops } from './stop-line.js';

/** The whole view, of which `known` draws what there is to see once the host has answered: the line, unless something else is wanted. */
export function page(view, known = whole) {
  return html`
    ${view.state ? known(view) : unknown(view)}
    <p class="sr" role="status">${view.said}</p>
    ${view.dialogs.template(view)}`;
}

/** What pipeline, how fresh, the line, the executions. */
function whole(view) {
  const { state, t } = view;
  return html`
    <div class="head">
      <h2>${state.pipelineName}</h2>
      ${view.overview ? html`<a class="all" href=${view.overview}>${t.overview.all}</a>` : nothing}
      ${state.executionMode ? html`<span class="mode" title=${t.modeMeans[state.executionMode] ?? nothing}
        >${t.mode[state.executionMode] ?? state.executionMode}</span>` : nothing}
      ${freshness(view)}
      ${view.can.stopLine && !view.state.lineStops?.length
        ? html`<button type="button" class="stop-line" @click=${() => askStopLine(view)}>${icon('stop', 'small')}${t.lineStop.verb}</button>` : nothing}
      ${view.can.start ? html`<button type="button" class="primary start" @click=${() => askStart(view)}>${t.start.verb}</button>` : nothing}
    </div>
    ${view.live.stale ? stale(view) : nothing}
    ${lineStops(view)}
    ${state.queuedBuilds?.length ? html`<div class="hint queued" role="status">${state.queuedBuilds.map((sentence) => html`<p>${sentence}</p>`)}</div>` : nothing}
    ${view.reading.everRan || state.definitionProblem ? nothing : html`<p class="hint empty">${view.reading.stages.length ? t.neverRan : t.noStages}</p>`}
    ${state.definitionProblem ? problem(view) : nothing}
    ${view.reading.stages.length ? line(view) : nothing}
    ${history(view)}`;
}

/** Why there is no line: what is wrong with the definition, word for word, since carets point into it. */
function problem({ t, state }) {
  return html`<section class="problem" aria-label=${t.definitionProblem}>
    <p><b>${t.definitionProblem}</b></p><pre tabindex="0">${state.definitionProblem}</pre></section>`;
}

/** In the first moment nothing is said: longer words that are taken back would move the page under the hand. */
export function freshness({ live, t }) {
  if (live.stale) return html`<span class="fresh lost">${t.stale}</span>`;
  if (live.told === undefined) return html`<span class="fresh">…</span>`;
  return live.told
    ? html`<span class="fresh told" title=${t.liveMeans}>${t.live}</span>`
    : html`<span class="fresh polled">${t.polled(live.seconds)}</span>`;
}

export function stale(view) {
  const { t, live } = view;
  return html`<div class="banner" role="alert">
    <strong>${t.noContact(t.clockTime(live.asOf))}</strong> <span>${t.refusal(live.trouble)} ${t.staleMeans}</span>
    <button type="button" @click=${() => live.refresh()}>${t.tryAgain}</button>
  </div>`;
}

function unknown({ live, t }) {
  if (!live.trouble) {
    return html`<div class="unknown" role="status"><span class="status kind-run">${icon('run')}</span> ${t.loading}</div>`;
  }
  return html`<div class="unknown" role="alert">
    <span class="status kind-bad">${icon('bad')}</span>
    <div><strong>${t.cannotShow}</strong><p>${t.refusal(live.trouble)}</p></div>
    <button type="button" @click=${() => live.refresh()}>${t.tryAgain}</button>
  </div>`;
}
