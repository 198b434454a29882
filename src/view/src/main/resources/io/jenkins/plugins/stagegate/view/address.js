import { openDetail } from './detail.js';

/**
 * What the address of the page names behind its `#`: `execution`, an id, opens that execution. With a `stage`, and an `action` in
 * it, it leads to where that execution is asked about there, as long as it is.
 *
 * Opening and closing an execution keeps the address right and adds no step to Back: that leaves the page.
 */
export class Address {
  /** What was followed or written last; undefined if there is something to follow. */
  #at;
  #root;

  constructor(root) {
    this.#root = root;
  }

  /** Goes where the address leads, once. Called when the line is drawn: while a dialog is open nothing behind it can have the focus. */
  follow(view) {
    if (this.#at === location.hash) return;
    const place = named(location.hash);
    const there = place && this.#find(view, place);
    if (view.dialogs.isOpen && (there || !place)) {
      view.dialogs.close();
      return;
    }
    this.#at = location.hash;
    if (there) show(there);
    else if (place) openDetail(view, view.reading.executions.get(place.execution) ?? { pipelineExecutionId: place.execution });
  }

  /** Leads from a dialog to where an execution is asked about. */
  lead(view, place) {
    view.dialogs.close();
    this.#write(fragment(place));
    this.#at = undefined;
  }

  /** Names an execution that was opened. */
  opened(execution) {
    if (named(location.hash)?.execution !== execution) this.#write(fragment({ execution }));
  }

  /** Names no execution any more, if it is that one and nobody wants to go elsewhere. */
  closed(execution) {
    if (this.#at === location.hash && named(location.hash)?.execution === execution) this.#write('');
  }

  #write(hash) {
    history.replaceState(history.state, '', `${location.pathname}${location.search}${hash}`);
    this.#at = location.hash;
  }

  /** The question that the execution is asked at that place, or the execution where it stands there. */
  #find({ reading }, { execution, stage, action }) {
    const step = [...this.#root.querySelectorAll('.step')].find(({ dataset }) => dataset.stage === stage);
    if (!step) return undefined;
    if (!action) return step.querySelector(`.chip[data-execution="${CSS.escape(execution)}"]`);
    const asks = reading.stages.find(({ name }) => name === stage).groups.flat()
      .some(({ actionName, status, latest }) => actionName === action && status === 'Waiting' && latest.pipelineExecutionId === execution);
    return asks ? [...step.querySelectorAll('.action')].find(({ dataset }) => dataset.action === action)?.querySelector('.approval') : undefined;
  }
}

function show(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center', inline: 'center' });
}

/** What an address names; undefined if it is none of ours. */
function named(hash) {
  const { execution, stage, action } = Object.fromEntries(new URLSearchParams(hash.slice(1)));
  return execution ? { execution, stage, action } : undefined;
}

/** The end of an address that names this. */
export function fragment(place) {
  const known = Object.entries(place).filter(([, value]) => value !== undefined);
  return `#${known.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}
