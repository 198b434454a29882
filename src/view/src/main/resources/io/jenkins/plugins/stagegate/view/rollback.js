import { number, shortRevision, summary } from './execution.js';

const CHOICES = 50;

/** Asks to which earlier execution a stage shall go back. */
export async function askRollback(view, stage) {
  const { t, state } = view;
  const targets = await candidates(view, stage).catch((refusal) => refusal);
  const choices = Array.isArray(targets) ? targets.map((one) => ({ value: one.pipelineExecutionId, label: words(view, one) })) : [];
  const title = t.roll.title(stage.name);
  if (!choices.length) return view.dialogs.open({ title, says: t.roll.none(stage.name) });
  return view.dialogs.open({
    title,
    says: t.roll.says(stage.name),
    fields: [{ name: 'target', kind: 'select', label: t.roll.target, required: true, choices }],
    verb: t.roll.verb,
    danger: true,
    send: ({ target }) => view.change('rollback', {
      pipelineName: state.pipelineName, stageName: stage.name, targetPipelineExecutionId: target,
    }, t.roll.done(stage.name)),
  });
}

/** Those that succeeded here before. A rollback is no target, nor is what runs here now. */
async function candidates(view, stage) {
  const { pipelineExecutionSummaries: all = [] } = await view.client.executions({ maxResults: CHOICES, succeededInStage: stage.name });
  return all.filter(({ status, executionType, type, pipelineExecutionId }) => status === 'Succeeded'
    && (executionType ?? type) !== 'ROLLBACK' && pipelineExecutionId !== stage.current.execution.pipelineExecutionId);
}

function words(view, execution) {
  const [revision] = execution.sourceRevisions ?? [];
  return [number(execution), revision && shortRevision(revision), summary(execution)].filter(Boolean).join(' · ');
}
