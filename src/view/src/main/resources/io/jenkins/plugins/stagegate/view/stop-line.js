import { html, nothing } from './lit/lit-html.js';
import { number } from './execution.js';
import { icon } from './icons.js';
import { moment } from './time.js';

const HOUR = 3_600_000;
/** For how many hours a line may be stopped; none means until somebody releases it. */
const SPANS = [1, 4, 24, 72];

/** What stops the line: why, who, since and until when, and what may pass all the same. */
export function lineStops(view) {
  const { t, state, can } = view;
  return (state.lineStops ?? []).map((stop) => {
    const since = moment(stop.since);
    const until = moment(stop.until);
    return html`<section class="banner line-stop" aria-label=${t.lineStop.stopped}>
      ${icon('stop')}
      <div>
        <p><strong>${t.lineStop.stopped}.</strong> ${t.quote(stop.reason)}</p>
        <p class="who"><b>${stop.by}</b> ${since === undefined ? nothing : t.when(since, view.clock())}
          · ${scopeWords(t, stop)}
          · ${until === undefined ? t.lineStop.endless : html`<stage-gate-time title=${t.fullTime(until)}
            .says=${() => t.lineStop.ends(t.duration(until - view.clock()))}></stage-gate-time>`}
          ${stop.exempt?.length ? html` · ${t.lineStop.exempted(stop.exempt.join(', '))}` : nothing}</p>
      </div>
      ${can.stopLine ? html`<button type="button" class="release-line" @click=${() => askRelease(view, stop)}>${t.lineStop.release}</button>` : nothing}
    </section>`;
  });
}

function scopeWords(t, { id, scope }) {
  return t.lineStop.scopes[id] ?? t.said(scope);
}

/** Asks why, for which pipelines, until when and with which exceptions the line shall stop. */
export function askStopLine(view) {
  const { t, state, reading } = view;
  const scopes = state.lineScopes ?? [];
  view.dialogs.open({
    title: t.lineStop.title,
    says: t.lineStop.says,
    fields: [
      { name: 'reason', label: t.gate.reason, hint: t.gate.reasonHint, required: true, maxlength: 300 },
      ...(scopes.length > 1 ? [{
        name: 'scope', kind: 'radio', label: t.lineStop.which, value: scopes[0].id,
        choices: scopes.map(({ id, name }) => ({ value: id, label: t.lineStop.scopes[id] ?? t.said(name) })),
      }] : []),
      {
        name: 'hours', kind: 'select', label: t.lineStop.until, value: '',
        choices: [{ value: '', label: t.lineStop.endless }, ...SPANS.map((hours) => ({ value: String(hours), label: t.lineStop.hours(hours) }))],
      },
      {
        name: 'exempt', kind: 'checks', label: t.lineStop.exempt, hint: t.lineStop.exemptHint,
        choices: reading.stages.slice(1).map(({ name }) => ({ value: name, label: name })),
      },
    ],
    verb: t.lineStop.verb,
    danger: true,
    send: ({ reason, scope, hours, exempt = [] }) => view.change('stop-line', {
      pipelineName: state.pipelineName,
      reason,
      ...(scope ? { scope } : {}),
      ...(hours ? { until: new Date(view.clock() + hours * HOUR).toISOString() } : {}),
      exempt: [exempt].flat(),
    }, t.lineStop.done),
  });
}

function askRelease(view, stop) {
  const { t, state } = view;
  view.dialogs.open({
    title: t.lineStop.releaseTitle,
    says: t.lineStop.releaseSays(scopeWords(t, stop)),
    fields: [],
    verb: t.lineStop.release,
    send: () => view.change('release-line', { pipelineName: state.pipelineName, id: stop.id }, t.lineStop.released),
  });
}

/** Asks why one execution shall pass a stopped line. */
export function askForce(view, stage, execution) {
  const { t, state } = view;
  view.dialogs.open({
    title: t.lineStop.forceTitle(number(execution), stage.name),
    says: t.lineStop.forceSays,
    fields: [{ name: 'rationale', label: t.lineStop.rationale, hint: t.lineStop.rationaleHint, required: true, maxlength: 300 }],
    verb: t.lineStop.force,
    danger: true,
    send: ({ rationale }) => view.change('force-entry', {
      pipelineName: state.pipelineName,
      pipelineExecutionId: execution.pipelineExecutionId,
      stageName: stage.name,
      rationale,
    }, t.lineStop.forced(number(execution))),
  });
}
