import { number } from './execution.js';

const LONGEST_REASON = 200;

/** Asks how to stop an execution: let running actions end, or abandon them. */
export function askStop(view, execution) {
  const { t, state } = view;
  view.dialogs.open({
    title: t.stop.title(number(execution)),
    says: t.stop.says,
    fields: [
      {
        name: 'abandon', kind: 'radio', label: t.stop.how, value: 'false',
        choices: [
          { value: 'false', label: t.stop.wait, hint: t.stop.waitHint },
          { value: 'true', label: t.stop.abandon, hint: t.stop.abandonHint },
        ],
      },
      { name: 'reason', label: t.stop.reason, maxlength: LONGEST_REASON },
    ],
    verb: t.stop.verb,
    danger: true,
    send: ({ abandon, reason }) => view.change('stop', {
      pipelineName: state.pipelineName,
      pipelineExecutionId: execution.pipelineExecutionId,
      abandon: abandon === 'true',
      ...(reason ? { reason } : {}),
    }, t.stop.done(number(execution))),
  });
}
