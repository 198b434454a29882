import { number } from './execution.js';

/** Asks whether an execution shall pass in spite of a condition that is being looked at. */
export function askOverride(view, stage) {
  const { t, state } = view;
  const { execution } = stage.current;
  view.dialogs.open({
    title: t.override.title(stage.name),
    says: t.override.says[stage.overridable]?.(number(execution), stage.name) ?? '',
    fields: [],
    verb: t.override.verb,
    danger: true,
    send: () => view.change('override', {
      pipelineName: state.pipelineName,
      stageName: stage.name,
      pipelineExecutionId: execution.pipelineExecutionId,
      conditionType: stage.overridable,
    }, t.override.done(number(execution))),
  });
}
