import { html, nothing, svg } from './lit/lit-html.js';
import { repeat } from './lit/directives/repeat.js';
import { change, chip, number } from './execution.js';
import { status } from './status.js';
import { askForce } from './stop-line.js';
import { moment } from './time.js';
import { waiting } from './waiting.js';

const LONGEST_REASON = 300;

/** The transition before a stage: a barrier that opens and closes, why it is closed, and who waits at it. */
export function gate(view, stage) {
  if (!stage.gate) return nothing;
  const { barriers, queue } = stage.gate;
  const closed = barriers.filter(({ open }) => !open);
  const stopped = !closed.length && stops(view.state, stage);
  const shown = closed.length ? closed : barriers.filter(({ side }) => side === 'Inbound');
  return html`<div class="gate ${closed.length || stopped ? 'closed' : 'open'} ${closed.length || queue.length ? 'busy' : ''}">
    ${shown.map((barrier) => toggle(view, stage, barrier, stopped))}
    ${closed.map((barrier) => why(view, barrier))}
    ${queue.length ? html`<div class="queue">
      <h4>${view.t.waitsBefore(queue.length)}<span class="sr"> ${stage.name}</span></h4>
      <ol>${repeat(queue, ({ execution }) => execution.pipelineExecutionId, (one) => waits(view, stage, one))}</ol>
    </div>` : nothing}
  </div>`;
}

/** Whether a stopped line holds this gate, however open it is. */
function stops({ lineStops = [] }, { name }) {
  return lineStops.some(({ exempt = [] }) => !exempt.includes(name));
}

function toggle(view, stage, barrier, stopped) {
  const { t } = view;
  const name = t.transition(barrier.side, barrier.stage);
  const looks = html`${picture}<span class="word">${stopped ? t.stopped : barrier.open ? t.open : t.closed}</span>`;
  if (!view.can.control) return html`<div class="barrier"><span class="sr">${name}: </span>${looks}</div>`;
  const ask = () => (barrier.open ? askClose(view, stage) : askOpen(view, stage, barrier));
  return html`<button type="button" class="barrier" role="switch" aria-checked=${barrier.open} aria-label="${name}: ${barrier.open ? t.open : t.closed}${stopped ? `, ${t.lineStop.stopped}` : ''}"
    title=${barrier.open ? t.gate.close : t.gate.open} @click=${ask}>${looks}</button>`;
}

const picture = html`<svg class="picture" viewBox="0 0 64 50" aria-hidden="true" focusable="false">
  ${svg`<rect x="12" y="20" width="6" height="27" rx="1" class="post"/><rect x="52" y="32" width="5" height="15" rx="1" class="post"/>
    <circle cx="15" cy="19" r="5" class="lamp"/>
    <g class="boom"><rect x="2" y="30" width="9" height="10" rx="2" class="weight"/><rect x="9" y="31.5" width="49" height="7" rx="3.5" class="bar"/>
      <path d="M27 32l-4 6M37 32l-4 6M47 32l-4 6" class="stripes"/></g>
    <circle cx="15" cy="35" r="3" class="post"/>`}
</svg>`;

function why(view, { side, stage, disabledReason, lastChangedBy, lastChangedAt }) {
  const { t } = view;
  const at = moment(lastChangedAt);
  return html`<div class="why">
    ${side === 'Outbound' ? html`<p>${t.wayOut(stage)}</p>` : nothing}
    ${disabledReason ? html`<p class="reason">${t.quote(disabledReason)}</p>` : nothing}
    <p class="who">${lastChangedBy ? html`<b>${lastChangedBy}</b> ` : nothing}${at ? t.when(at, view.clock()) : nothing}</p>
  </div>`;
}

function waits(view, stage, one) {
  return html`<li>
    ${chip(view, one.execution)}
    ${change(one.execution)}
    ${one.status && one.status !== 'InProgress' ? status(view, one.status) : nothing}
    ${one.waiting ? waiting(view, one.waiting, forcing(view, stage, one)) : nothing}
  </li>`;
}

function forcing(view, stage, { execution, waiting: { reason } }) {
  if (reason !== 'STOPPED_LINE' || !view.can.stopLine) return nothing;
  return html`<button type="button" class="force" @click=${() => askForce(view, stage, execution)}
    >${view.t.lineStop.force}<span class="sr"> ${number(execution)}</span></button>`;
}

function askClose(view, stage) {
  const { t } = view;
  const sides = stage.gate.barriers;
  view.dialogs.open({
    title: t.gate.closeTitle(stage.name),
    says: t.gate.closeSays(stage.name),
    fields: [
      ...(sides.length > 1 ? [{
        name: 'side', kind: 'radio', label: t.gate.which, value: 'Inbound',
        choices: sides.map((one) => ({ value: one.side, label: t.transition(one.side, one.stage) })).reverse(),
      }] : []),
      { name: 'reason', label: t.gate.reason, hint: t.gate.reasonHint, required: true, maxlength: LONGEST_REASON },
    ],
    verb: t.gate.close,
    danger: true,
    send: ({ side = 'Inbound', reason }) => {
      const barrier = sides.find((one) => one.side === side);
      return view.change('transition', { ...names(view, barrier), reason, enabled: false }, t.gate.closed(barrier.stage));
    },
  });
}

function askOpen(view, stage, barrier) {
  const { t } = view;
  const next = nextIn(stage.gate.queue, view.state.executionMode);
  view.dialogs.open({
    title: t.gate.openTitle(stage.name),
    says: next ? t.gate.openSays(number(next.execution), stage.name) : t.gate.openSaysNobody(stage.name),
    fields: [],
    verb: t.gate.open,
    send: () => view.change('transition', { ...names(view, barrier), enabled: true }, t.gate.opened(barrier.stage)),
  });
}

/** Who enters when the gate opens; a stopped or failed one at the gate never does. */
function nextIn(queue, mode) {
  const able = queue.filter(({ status: name }) => name === undefined || name === 'InProgress');
  return mode === 'SUPERSEDED' ? able.at(-1) : able[0];
}

function names({ state }, { stage, side }) {
  return { pipelineName: state.pipelineName, stageName: stage, transitionType: side };
}
