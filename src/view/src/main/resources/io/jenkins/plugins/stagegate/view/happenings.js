import { html, nothing } from './lit/lit-html.js';
import { revisions, shownStatus } from './detail.js';
import { kind } from './status.js';
import { icon } from './icons.js';
import { moves } from './reading.js';
import { moment } from './time.js';
import { told } from './told.js';

/**
 * What happened to an execution, the newest first, as far as the host's answer tells. At one moment much may happen: then what is
 * further along the line came later.
 */
export function happenings(view, whole, actions) {
  const { t } = view;
  const stages = whole.stages ?? [];
  const along = (index, happened) => happened.map((one) => ({ ...one, index }));
  const all = [
    ...ofExecution(t, whole),
    ...stages.flatMap((stage, index) => along(index, ofStage(t, stage))),
    ...actions.flatMap((action) => along(stages.findIndex(({ stageName }) => stageName === action.stageName), ofAction(t, action))),
  ]
    .map((one) => ({ ...one, at: moment(one.at) }))
    .filter(({ at }) => at !== undefined)
    .sort((one, other) => other.at - one.at || other.index - one.index || other.rank - one.rank);
  return html`<ol class="happenings" role="list">${all.map(({ at, look, words, by, more }) => html`<li>
    <time datetime=${new Date(at).toISOString()} title=${t.fullTime(at)}>${t.precise(at, view.clock())}</time>
    <span class="kind-${look}">${icon(look)}</span>
    <span>${words}${by ? html` <b>${by}</b>` : nothing}${more ? html` <span class="summary">${t.quote(told(view, more))}</span>` : nothing}</span>
  </li>`)}</ol>`;
}

function ofExecution({ happened, trigger, status }, whole) {
  const { trigger: cause = {} } = whole;
  const begun = {
    at: whole.startTime, index: -1, rank: 0, look: 'none', by: cause.triggerDetail,
    words: happened.started(trigger[cause.triggerType] ?? cause.triggerType ?? ''), more: (revisions(whole)[0]?.revisionSummary ?? '').split('\n')[0],
  };
  if (!whole.status || moves(whole.status)) return [begun];
  return [begun, {
    at: whole.lastUpdateTime, index: Infinity, rank: 9, look: kind(whole.status), words: happened.ended(status[whole.status] ?? whole.status),
    more: whole.stopTrigger?.reason ?? whole.statusSummary,
  }];
}

function ofStage({ happened, status, hook }, { stageName, status: how, entered, lastChanged, conditions = [] }) {
  return [
    { at: entered, rank: 1, look: 'none', words: happened.entered(stageName) },
    ...(moves(how) ? [] : [{ at: lastChanged, rank: 8, look: kind(how), words: happened.left(stageName, status[how] ?? how) }]),
    ...conditions.filter(({ status: name }) => !moves(name)).map((one) => ({
      at: one.lastChanged, rank: 2, look: kind(one.status), words: happened.condition(hook[HOOKS[one.conditionType]], stageName, status[one.status] ?? one.status),
      more: (one.rules ?? []).map(({ summary }) => summary).filter(Boolean).at(-1),
    })),
  ];
}

const HOOKS = { BEFORE_ENTRY: 'beforeEntry', ON_SUCCESS: 'onSuccess', ON_FAILURE: 'onFailure' };

function ofAction({ happened, status }, action) {
  const { stageName, actionName, attempt = 1, approvals = [] } = action;
  const name = `${stageName} · ${actionName}`;
  const how = shownStatus(action);
  const result = action.output?.executionResult ?? {};
  return [
    { at: action.startTime, rank: 3, look: 'none', words: how === 'Waiting' || approvals.length ? happened.asked(name) : happened.ran(name, attempt) },
    ...approvals.map(({ by, at, summary }) => ({ at, rank: 4, look: 'ok', words: happened.approved(name), by, more: summary })),
    ...(moves(action.status) || (how === 'Approved' && approvals.length) ? [] : [{
      at: action.lastUpdateTime, rank: 5, look: kind(how), words: happened.done(name, status[how] ?? how), by: how === 'Rejected' ? action.updatedBy : undefined,
      more: result.errorDetails?.message ?? result.externalExecutionSummary,
    }]),
  ];
}
