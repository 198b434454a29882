import { number } from './execution.js';

/** Asks what of a stage to run again. */
export function askRetry(view, stage) {
  const { t, state } = view;
  const { execution } = stage.current;
  view.dialogs.open({
    title: t.retry.title(stage.name),
    says: t.retry.says(number(execution), stage.attempt + 1),
    fields: [{
      name: 'retryMode', kind: 'radio', label: t.retry.which, value: 'FAILED_ACTIONS',
      choices: [
        { value: 'FAILED_ACTIONS', label: t.retry.failed, hint: t.retry.failedHint },
        { value: 'ALL_ACTIONS', label: t.retry.all, hint: t.retry.allHint },
      ],
    }],
    verb: t.retry.verb,
    send: ({ retryMode }) => view.change('retry', {
      pipelineName: state.pipelineName,
      stageName: stage.name,
      pipelineExecutionId: execution.pipelineExecutionId,
      retryMode,
    }, t.retry.done(stage.name)),
  });
}
