import { html } from './lit/lit-html.js';
import { icon } from './icons.js';

/** What kind of thing each status is; a kind has its own colours and its own shape. */
const KINDS = {
  Succeeded: 'ok',
  Approved: 'ok',
  InProgress: 'run',
  Waiting: 'wait',
  Held: 'wait',
  Failed: 'bad',
  Rejected: 'bad',
  Errored: 'bad',
  Stopping: 'stop',
  Stopped: 'stop',
  Abandoned: 'stop',
  Cancelled: 'stop',
  Superseded: 'over',
  Skipped: 'skip',
  Overridden: 'skip',
  RolledBack: 'back',
};

/** The kind of a status: `ok`, `run`, `wait`, `bad`, `stop`, `over`, `skip`, `back` or `none`. */
export function kind(status) {
  return KINDS[status] ?? 'none';
}

/**
 * Icon and word of a status. A success that took more than one attempt has an outline for an icon, and a badge with the number
 * unless that stands elsewhere.
 */
export function status(view, name, attempt = 1, badge = true) {
  const again = attempt > 1;
  const shape = again && kind(name) === 'ok' ? 'retried' : kind(name);
  return html`<span class="status kind-${kind(name)}"
    >${icon(shape)}<span class="word">${view.t.status[name] ?? name}</span>${again && badge ? attemptBadge(view, attempt) : ''}</span>`;
}

export function attemptBadge(view, attempt) {
  return html`<span class="attempt">${view.t.attempt(attempt)}</span>`;
}
