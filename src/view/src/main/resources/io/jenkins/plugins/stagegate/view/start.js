/** Asks what it takes to release a change: variables, and for who wants it another revision than the newest. */
export function askStart(view) {
  const { t, state, reading } = view;
  const variables = state.variables ?? [];
  const sources = (reading.stages[0]?.groups ?? []).flat().filter(({ revisionTypes = ['COMMIT_ID'] }) => revisionTypes.length);
  view.dialogs.open({
    title: t.start.title(state.pipelineName),
    says: t.start.says,
    fields: [
      ...variables.map(({ name, defaultValue, description }) => ({
        name: `variable:${name}`, label: name, hint: description, value: defaultValue, required: defaultValue === undefined, maxlength: 1000,
      })),
      ...sources.map(({ actionName }) => ({
        name: `revision:${actionName}`, label: t.start.revision(actionName), hint: t.start.revisionHint, placeholder: t.start.newest,
      })),
    ],
    verb: t.start.verb,
    send: (answers) => view.change('start', {
      name: state.pipelineName,
      clientRequestToken: requestToken(),
      ...some('variables', named(answers, 'variable:', (name, value) => ({ name, value }))),
      ...some('sourceRevisions', named(answers, 'revision:', (actionName, revisionValue) =>
        ({ actionName, revisionType: typeOf(sources, actionName), revisionValue }))),
    }, t.start.done),
  });
}

function typeOf(sources, action) {
  return sources.find(({ actionName }) => actionName === action)?.revisionTypes?.[0] ?? 'COMMIT_ID';
}

function named(answers, prefix, make) {
  return Object.entries(answers)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => make(name.slice(prefix.length), value));
}

function some(name, list) {
  return list.length ? { [name]: list } : {};
}

/** A token that makes a repeated request the same request. `crypto.randomUUID` is not there on plain http. */
function requestToken() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
