import { html, nothing } from './lit/lit-html.js';
import { field, values } from './field.js';
import { icon } from './icons.js';

/**
 * Keeps the one dialog of the page.
 *
 * What is asked is given as `{ title, says, fields, verb, danger, send }`: the dialog says what will be done, asks what it must,
 * calls `send` with the answers, closes when that succeeds and shows the refusal when it does not. A dialog that only shows has a
 * `body` instead, a function of the view, and may have `closed`, called once when it goes. One without `send` only says something.
 * A title, too, may be a function of the view.
 */
export class DialogKeeper {
  #root;
  #draw;
  #open;
  #busy = false;
  #refusal;

  constructor(root, draw) {
    this.#root = root;
    this.#draw = draw;
  }

  open(asked) {
    this.#open?.closed?.();
    this.#open = asked;
    this.#busy = false;
    this.#refusal = undefined;
    this.#draw();
  }

  get isOpen() {
    return Boolean(this.#open);
  }

  redraw() {
    this.#draw();
  }

  close() {
    const gone = this.#open;
    this.#open = undefined;
    gone?.closed?.();
    this.#draw();
  }

  /** Makes the element what was drawn: the browser keeps focus inside, closes on Escape, and gives focus back. */
  show() {
    const element = this.#root.querySelector('dialog');
    if (this.#open && !element.open) element.showModal();
    if (!this.#open && element.open) element.close();
  }

  template(view) {
    const asked = this.#open;
    const { t } = view;
    return html`<dialog class=${asked?.body ? 'wide' : ''} aria-labelledby="dialog-title" @close=${() => this.#open === asked && asked && this.close()}>
      ${asked ? html`
        <div class="dialog-head">
          <h2 id="dialog-title">${typeof asked.title === 'function' ? asked.title(view) : asked.title}</h2>
          <button type="button" class="quiet close" aria-label=${t.close} @click=${() => this.close()}>${icon('close')}</button>
        </div>
        ${asked.body ? asked.body(view) : this.#form(view, asked)}` : nothing}
    </dialog>`;
  }

  #form({ t }, { says, fields, verb, danger, send }) {
    // Where nothing can be done, nothing is offered but to go away.
    if (!send) return html`<div class="ask"><p class="says">${says}</p><p class="buttons"><button type="button" autofocus @click=${() => this.close()}>${t.close}</button></p></div>`;
    return html`<form class="ask" @submit=${(event) => this.#submit(event, send, t)}>
      <p class="says">${says}</p>
      ${fields.map((one, index) => field(one, 'dialog', index === 0))}
      ${this.#refusal ? html`<p class="refusal" role="alert">${this.#refusal}</p>` : nothing}
      <p class="buttons">
        <button class=${danger ? 'danger' : 'primary'} ?autofocus=${!fields.length} ?disabled=${this.#busy}>${verb}</button>
        <button type="button" @click=${() => this.close()}>${t.cancel}</button>
      </p>
    </form>`;
  }

  async #submit(event, send, t) {
    event.preventDefault();
    const asked = this.#open;
    this.#busy = true;
    this.#refusal = undefined;
    this.#draw();
    try {
      await send(values(event.target));
      if (this.#open === asked) this.close();
    } catch (refusal) {
      this.#refusal = t.refusal(refusal);
    } finally {
      this.#busy = false;
      this.#draw();
    }
  }
}
