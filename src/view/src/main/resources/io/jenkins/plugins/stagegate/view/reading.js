/**
 * Reads a state as the line that it means: who is where, who waits before what, and what each status truly says.
 *
 * CodePipeline's state keeps, per action, the last run of *any* execution. An action that the stage's present execution has not
 * reached must not show the success of an earlier one: that is decided here, once, for all that draws.
 */
export function read(state) {
  const executions = new Map((state.executions ?? []).map((execution) => [execution.pipelineExecutionId, execution]));
  const parallel = state.executionMode === 'PARALLEL';
  const entry = ({ pipelineExecutionId, status, type }) => ({
    execution: executions.get(pipelineExecutionId) ?? { pipelineExecutionId, type },
    status,
    type,
  });
  const around = JSON.stringify([state.executionMode, state.can, state.lineStops, (state.executions ?? []).map(shown)]);
  const stages = (state.stageStates ?? []).map((stage, index, all) => ({
    ...readStage(stage, { index, all, entry, parallel }),
    same: JSON.stringify([stage, all[index - 1]?.outboundTransitionState]) + around,
  }));
  return { executions, stages, parallel, everRan: stages.some((stage) => stage.current), places: places(stages) };
}

/** Of an execution what a line shows; when it was last heard of changes with everything that happens to it. */
function shown({ lastUpdateTime, ...rest }) {
  return rest;
}

function readStage(stage, { index, all, entry, parallel }) {
  const latest = stage.latestExecution;
  const inbound = stage.inboundExecutions ?? (stage.inboundExecution ? [stage.inboundExecution] : []);
  const reasons = stage.waiting ?? [];
  const actions = (stage.actionStates ?? []).map((action) => readAction(action, stage, parallel));
  return {
    name: stage.stageName,
    index,
    current: latest && entry(latest),
    inside: (stage.executions ?? (moves(latest?.status) ? [latest] : [])).map(entry),
    status: stageStatus(latest, actions),
    attempt: attempts(stage, actions),
    retryable: Boolean(stage.retryable),
    overridable: stage.overridable,
    groups: groups(actions),
    conditions: conditions(stage),
    waiting: reasons.filter((reason) => !inbound.some((one) => one.pipelineExecutionId === reason.pipelineExecutionId)),
    gate: index === 0 ? undefined : {
      barriers: barriers(all[index - 1], stage),
      queue: inbound.map((one) => ({
        ...entry(one),
        waiting: reasons.find((reason) => reason.pipelineExecutionId === one.pipelineExecutionId),
      })),
    },
  };
}

/** Whether something of this status is still under way. */
export function moves(status) {
  return status === 'InProgress' || status === 'Stopping';
}

/** A stage that only waits for people says so; one that a rollback brought back is not one that the line passed. */
function stageStatus(latest, actions) {
  if (!latest) return 'NotRun';
  if (latest.status === 'Succeeded' && latest.type === 'ROLLBACK') return 'RolledBack';
  if (latest.status !== 'InProgress') return latest.status;
  const waits = actions.some((action) => action.status === 'Waiting');
  return waits && !actions.some((action) => action.status === 'InProgress') ? 'Waiting' : 'InProgress';
}

function readAction(action, stage, parallel) {
  const latest = action.latestExecution;
  const other = latest && !parallel && stage.latestExecution && latest.pipelineExecutionId !== undefined
    && latest.pipelineExecutionId !== stage.latestExecution.pipelineExecutionId;
  const untouched = !latest || other;
  return {
    ...action,
    stageName: stage.stageName,
    latest: untouched ? undefined : latest,
    previous: other ? latest : undefined,
    status: untouched ? notRun(stage.latestExecution) : actionStatus(action, latest),
  };
}

/** A stage that is over will not come to its other actions any more; one that is under way still may. */
function notRun(stageExecution) {
  return stageExecution && !moves(stageExecution.status) ? 'DidNotRun' : 'NotRun';
}

function actionStatus({ category }, { status, lastUpdatedBy }) {
  if (category !== 'Approval') return status;
  if (status === 'InProgress') return 'Waiting';
  if (status === 'Succeeded') return 'Approved';
  return status === 'Failed' && lastUpdatedBy ? 'Rejected' : status;
}

function attempts({ retryStageMetadata }, actions) {
  const { autoStageRetryAttempt = 0, manualStageRetryAttempt = 0 } = retryStageMetadata ?? {};
  return Math.max(1 + autoStageRetryAttempt + manualStageRetryAttempt, ...actions.map(({ latest }) => latest?.attempt ?? 1));
}

/** The actions in the order of their groups; the same run order is one group. */
function groups(actions) {
  const byOrder = new Map();
  for (const action of actions) {
    const { runOrder = 1 } = action;
    byOrder.set(runOrder, [...(byOrder.get(runOrder) ?? []), action]);
  }
  return [...byOrder].sort(([one], [other]) => one - other).map(([, group]) => group);
}

const HOOKS = ['beforeEntry', 'onSuccess', 'onFailure'];

function conditions(stage) {
  return HOOKS.map((hook) => ({ hook, state: stage[`${hook}ConditionState`] }))
    .filter(({ state }) => state?.latestExecution)
    .map(({ hook, state }) => ({
      hook,
      ...state.latestExecution,
      rules: (state.conditionStates ?? []).flatMap((condition) => condition.ruleStates ?? []),
    }));
}

/** What stands between two stages: the way out of the first, if the host knows of it, and the way into the second. */
function barriers(before, after) {
  return [
    { side: 'Outbound', stage: before.stageName, state: before.outboundTransitionState },
    { side: 'Inbound', stage: after.stageName, state: after.inboundTransitionState ?? { enabled: true } },
  ].filter(({ state }) => state).map(({ side, stage, state }) => ({ side, stage, open: state.enabled !== false, ...state }));
}

/** How an execution stands: one that only waits at a gate or for people is not one that runs. */
export function standing({ places: known, stages }, { pipelineExecutionId, status }) {
  const place = known.get(pipelineExecutionId);
  if (status !== 'InProgress' || !place) return status;
  if (place.before) return 'Held';
  const { current, inside, status: stageStands } = stages[place.index];
  const alone = current?.execution.pipelineExecutionId === pipelineExecutionId && inside.length < 2;
  return alone && stageStands === 'Waiting' ? 'Waiting' : status;
}

/** How far each execution has come: `{ index, before }` of the furthest stage that it is in, was in, or waits before. */
function places(stages) {
  const map = new Map();
  for (const { index, current, inside, gate } of stages) {
    for (const { execution } of gate?.queue ?? []) map.set(execution.pipelineExecutionId, { index, before: true });
    for (const { execution, status } of [...(current ? [current] : []), ...inside]) {
      map.set(execution.pipelineExecutionId, { index, status });
    }
  }
  return map;
}
