import { number } from './execution.js';
import { moment } from './time.js';

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z/g;
const ID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** A sentence of the host as people here read it: in their language, with their times, and executions by their numbers. */
export function told(view, text = '') {
  const { executions } = view.reading;
  const rows = view.history?.rows ?? [];
  return local(view, view.t.said(text)).replaceAll(ID, (id) => {
    const known = executions.get(id) ?? rows.find(({ pipelineExecutionId }) => pipelineExecutionId === id);
    return known ? number(known) : id;
  });
}

/** Times in what the host tells as people here read them. */
export function local(view, text = '') {
  return text.replaceAll(TIME, (time) => view.t.when(moment(time), view.clock()));
}
