/**
 * The entry of the view: defines <stage-gate-line>, and with it <stage-gate-overview>.
 *
 * The element fetches the pipeline's state, keeps it fresh, and draws it. All else are functions from state to markup, so that
 * what is on the page follows from one object, `view`, that is made new for every drawing.
 */
import { render } from './lit/lit-html.js';
import { Address } from './address.js';
import { Alone } from './alone.js';
import { Client } from './client.js';
import { DialogKeeper } from './dialog.js';
import { History } from './history.js';
import { safe } from './link.js';
import { Live } from './live.js';
import { page } from './page.js';
import { read } from './reading.js';
import { matchScheme } from './scheme.js';
import { speak } from './strings.js';
import { sheets } from './styles.js';
import './overview.js';
import './time.js';

class StageGateLine extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #notes = new Map();
  #choices = new Map();
  #said = '';
  #drawing = false;
  #address = new Address(this.#root);
  #moved = () => this.draw();

  constructor() {
    super();
    this.#root.addEventListener('mouseover', (event) => this.#trace(event));
    this.#root.addEventListener('focusin', (event) => this.#trace(event));
  }

  async connectedCallback() {
    this.#root.adoptedStyleSheets = await sheets;
    this.unmatch = matchScheme(this);
    this.strings = await speak(this.closest('[lang]')?.lang || navigator.language);
    if (!this.isConnected) return;
    this.client = new Client(this.getAttribute('base') ?? './', {
      tokenName: this.getAttribute('token-name'),
      token: this.getAttribute('token'),
      language: this.strings.language,
    });
    this.alone = this.hasAttribute('execution') ? new Alone(this.getAttribute('execution'), safe(this.getAttribute('line'))) : undefined;
    this.history = new History(this.client, () => this.draw());
    this.dialogs = new DialogKeeper(this.#root, () => this.draw());
    this.live = new Live(this.client, {
      seconds: Number(this.getAttribute('poll')) || 5,
      quiet: this.hasAttribute('no-events'),
      changed: () => this.history.refresh(),
      draw: () => this.draw(),
    });
    addEventListener('hashchange', this.#moved);
    this.draw();
    this.live.start();
  }

  disconnectedCallback() {
    removeEventListener('hashchange', this.#moved);
    this.unmatch?.();
    this.live?.stop();
    this.dialogs?.close();
  }

  /** Draws soon, once however often it is asked until then. */
  draw() {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      const view = this.#view();
      this.toggleAttribute('data-stale', view.live.stale);
      render(this.alone ? page(view, () => this.alone.template(view)) : page(view), this.#root);
      this.dialogs.show();
      if (view.state && !this.alone) this.#address.follow(view);
    });
  }

  #view() {
    const { state } = this.live;
    return {
      t: this.strings,
      state,
      reading: state && this.#read(state),
      can: state?.can ?? {},
      live: this.live,
      client: this.client,
      history: this.history,
      overview: safe(this.getAttribute('overview')),
      dialogs: this.dialogs,
      address: this.#address,
      alone: this.alone,
      said: this.#said,
      clock: () => this.live.now(),
      choices: this.#choices,
      draw: () => this.draw(),
      note: (key) => this.#notes.get(key) ?? {},
      change: (path, body, done, key) => this.change(path, body, done, key),
    };
  }

  #read(state) {
    if (this.lastRead !== state) {
      this.lastRead = state;
      this.reading = read(state);
    }
    return this.reading;
  }

  /**
   * Sends a change to the host and draws what became of it.
   *
   * With a key the refusal is kept for the part of the page that asked under it; without, it is thrown to the caller.
   */
  async change(path, body, done, key) {
    try {
      if (key) this.#note(key, { busy: true });
      const answer = await this.client.change(path, body);
      if (key) this.#notes.delete(key);
      this.#said = done ?? '';
      await this.live.refresh();
      this.draw();
      return answer;
    } catch (refusal) {
      if (!key) throw refusal;
      this.#note(key, { refusal: this.strings.refusal(refusal) });
    }
  }

  #note(key, note) {
    this.#notes.set(key, note);
    this.draw();
  }

  /** Marks every chip of the execution that is pointed at: one change, followed by eye. */
  #trace(event) {
    const traced = event.target.closest?.('[data-execution]')?.dataset.execution;
    if (traced === this.traced) return;
    this.traced = traced;
    for (const chip of this.#root.querySelectorAll('[data-execution]')) {
      chip.toggleAttribute('data-traced', chip.dataset.execution === traced);
    }
  }
}

customElements.define('stage-gate-line', StageGateLine);
