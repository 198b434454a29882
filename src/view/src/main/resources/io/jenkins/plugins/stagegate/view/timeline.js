import { html, nothing, svg } from './lit/lit-html.js';
import { shownStatus } from './detail.js';
import { openLog } from './log.js';
import { moves } from './reading.js';
import { kind, status } from './status.js';
import { moment } from './time.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Distances between two marks of the axis. */
const STEPS = [SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 30 * DAY];
const MARKS = 6;

/**
 * Where the time of an execution went, drawn to scale: in front of each stage it waited, in the stage it held it, and in that
 * its actions ran. What still goes on ends now.
 */
export function timeline(view, whole, actions) {
  const { t } = view;
  const lanes = passages(view, whole, actions);
  if (!lanes.length) return html`<p class="hint">${t.detail.nothing}</p>`;
  const times = lanes.flatMap(({ waited, held, runs }) => [waited, held, ...runs.map(({ span }) => span)]).filter(Boolean).flat();
  const start = Math.min(...times);
  const scale = { start, length: Math.max(1, Math.max(...times) - start) };
  return html`
    <ul class="legend">
      ${lanes.some(({ waited, held }) => waited || held) ? ['waits', 'holds'].map((name) =>
        html`<li><svg class="key" viewBox="0 0 18 12" aria-hidden="true" focusable="false">${svg`<rect x="0" y="2" width="18" height="8" rx="2" class=${name}/>`}</svg>${t.detail[name]}</li>`) : nothing}
      <li><svg class="key kind-run" viewBox="0 0 18 12" aria-hidden="true" focusable="false">${svg`<rect x="0" y="1" width="18" height="10" rx="2" class="went"/>`}</svg>${t.detail.runs}</li>
    </ul>
    <table class="timeline">
      <thead><tr>${['action', 'status', 'took'].map((name) => html`<th scope="col">${t.detail[name]}</th>`)}
        <th scope="col" class="bar"><span class="sr">${t.detail.when}</span>${axis(t, scale)}</th></tr></thead>
      ${lanes.map((lane) => html`<tbody>${stageRow(view, lane, scale)}${lane.runs.map((run) => actionRow(view, run, scale))}</tbody>`)}
    </table>`;
}

/** Each stage with when it was waited for, when it was held, and what ran in it. A host may know nothing but the actions. */
function passages(view, whole, actions) {
  const now = view.clock();
  const runs = actions.map((one) => ({ ...one, span: span(moment(one.startTime), moves(one.status) ? now : moment(one.lastUpdateTime)) }))
    .filter(({ span: at }) => at)
    .sort((one, other) => one.span[0] - other.span[0]);
  const of = (name) => runs.filter(({ stageName }) => stageName === name);
  if (!whole.stages) return [...new Set(runs.map(({ stageName }) => stageName))].map((name) => ({ name, runs: of(name) }));
  let reached = moment(whole.startTime);
  const lanes = whole.stages.map((one) => {
    const held = span(moment(one.entered), moves(one.status) ? now : moment(one.lastChanged));
    const inside = of(one.stageName);
    const lane = { name: one.stageName, status: stands(one.status, inside), attempt: one.attempt, waited: span(reached, held[0]), held, runs: inside };
    [, reached] = held;
    return lane;
  });
  const { waitsBefore } = whole;
  if (waitsBefore) lanes.push({ name: waitsBefore.stageName, status: 'Held', waited: span(moment(waitsBefore.since), now), runs: [] });
  return lanes;
}

/** A stage that only waits for people says so. */
function stands(status, runs) {
  const open = runs.filter((run) => moves(run.status)).map(shownStatus);
  return status === 'InProgress' && open.length && open.every((one) => one === 'Waiting') ? 'Waiting' : status;
}

/** From and to in milliseconds; undefined if either is not known. Nothing ends before it begins. */
function span(from, to) {
  return from === undefined || to === undefined ? undefined : [from, Math.max(from, to)];
}

function stageRow(view, { name, status: how, attempt, waited, held }, scale) {
  const { t } = view;
  return html`<tr class="passage">
    <th scope="row" colspan=${how ? nothing : 4}>${name}</th>
    ${how ? html`<td>${status(view, how, attempt)}</td>
      <td class="span">${held ? t.duration(held[1] - held[0], true) : t.duration(waited[1] - waited[0], true)}</td>
      <td class="bar">${picture(scale, [{ at: waited, look: 'waits', height: 6 }, { at: held, look: 'holds', height: 8 }])}
        ${waited && waited[1] - waited[0] >= SECOND ? html`<span class="sr">${t.detail.waited(t.duration(waited[1] - waited[0]))}</span>` : nothing}</td>` : nothing}
  </tr>`;
}

function actionRow(view, run, scale) {
  const { t } = view;
  const log = run.logUrl ?? run.output?.executionResult?.logStreamARN;
  return html`<tr>
    <td class="what">${log ? html`<button type="button" class="quiet log name" title=${t.log.open} @click=${() => openLog(view, { ...run, latest: run })}
      >${run.actionName}<span class="sr"> ${t.log.open}</span></button>` : run.actionName}</td>
    <td>${status(view, shownStatus(run), run.attempt)}</td>
    <td class="span">${t.duration(run.span[1] - run.span[0], true)}</td>
    <td class="bar kind-${kind(shownStatus(run))}">${picture(scale, [{ at: run.span, look: 'went', height: 10 }])}
      <span class="sr">${t.fullTime(run.span[0])}</span></td>
  </tr>`;
}

function picture({ start, length }, spans) {
  const percent = (time) => `${(100 * time) / length}%`;
  return html`<svg class="span-picture" width="100%" height="12" aria-hidden="true" focusable="false">
    ${spans.filter(({ at }) => at && at[1] > at[0]).map(({ at: [from, to], look, height }) => svg`<rect x=${percent(from - start)} y=${6 - height / 2} height=${height} rx="2"
      class=${look} width=${percent(Math.max(to - from, length / 200))}/>`)}
  </svg>`;
}

/** Marks at round distances from the beginning. */
function axis(t, { length }) {
  const step = STEPS.find((one) => length / one <= MARKS) ?? STEPS.at(-1);
  const marks = Array.from({ length: Math.floor(length / step) }, (none, index) => (index + 1) * step).filter((at) => at < 0.97 * length);
  return html`<span class="axis" aria-hidden="true"><svg width="100%" height="16" focusable="false">
    ${[0, ...marks].map((at) => svg`<line x1="${(100 * at) / length}%" x2="${(100 * at) / length}%" y1="11" y2="16"/>
      <text x="${(100 * at) / length}%" y="9" text-anchor=${at ? 'middle' : 'start'}>${at ? t.duration(at) : '0'}</text>`)}
  </svg></span>`;
}
