import { openDetail } from './detail.js';

const NAMES = ['execution', 'stage', 'action'];

/**
 * What the address of the page names: `?execution=ID` opens that execution. With a `stage`, and an `action` in it, it leads to where
 * that execution is asked about there, as long as it is. The same behind `#` will do, but servers that ask people to log in
 * first forget that part.
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
    if (this.#at === location.href) return;
    const place = named();
    const there = place && this.#find(view, place);
    if (view.dialogs.isOpen && (there || !place)) {
      view.dialogs.close();
      return;
    }
    this.#at = location.href;
    if (there) show(there);
    else if (place) openDetail(view, view.reading.executions.get(place.execution) ?? { pipelineExecutionId: place.execution });
  }

  /** Leads from a dialog to where an execution is asked about. */
  lead(view, place) {
    view.dialogs.close();
    this.#write(place);
    this.#at = undefined;
  }

  /** Names an execution that was opened. */
  opened(execution) {
    if (named()?.execution !== execution) this.#write({ execution });
  }

  /** Names no execution any more, if it is that one and nobody wants to go elsewhere. */
  closed(execution) {
    if (this.#at === location.href && named()?.execution === execution) this.#write({});
  }

  #write(place) {
    history.replaceState(history.state, '', naming(location.href, place));
    this.#at = location.href;
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

/** What the address names; undefined if there is nothing of ours in it. */
function named() {
  const { hash, search } = location;
  const words = new URLSearchParams(new URLSearchParams(hash.slice(1)).has('execution') ? hash.slice(1) : search);
  const [execution, stage, action] = NAMES.map((name) => words.get(name) ?? undefined);
  return execution ? { execution, stage, action } : undefined;
}

/** An address that names this, and whatever else it named. */
export function naming(address, place) {
  const url = new URL(address, document.baseURI);
  if (new URLSearchParams(url.hash.slice(1)).has('execution')) url.hash = '';
  for (const name of NAMES) {
    if (place[name] === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, place[name]);
  }
  return url.href;
}
