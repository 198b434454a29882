import { html, nothing } from './lit/lit-html.js';

const PAUSE = 1000;
/** Characters kept on the page; what came before them is dropped, the whole is at the host. */
const KEPT = 2_000_000;

/** Opens an action's log and follows it while the action may still write. */
export function openLog(view, action) {
  const log = new Log(view, action.latest);
  view.dialogs.open({
    title: view.t.log.title(action.stageName, action.actionName),
    body: (now) => log.template(now),
    closed: () => log.stop(),
  });
  log.follow();
}

class Log {
  #view;
  #action;
  #text = document.createTextNode('');
  #next = 0;
  #timer;
  #stopped = false;
  #state = 'loading';
  #refusal;
  #dropped = false;

  constructor(view, action) {
    this.#view = view;
    this.#action = action;
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async follow() {
    try {
      const { text, more, next } = await this.#view.client.log(this.#action, this.#next);
      if (this.#stopped) return;
      this.#next = next;
      this.#refusal = undefined;
      this.#append(plain(text));
      this.#state = more ? 'following' : this.#text.length ? 'done' : 'empty';
      if (more) this.#timer = setTimeout(() => this.follow(), PAUSE);
    } catch (refusal) {
      this.#refusal = refusal;
      if (!this.#stopped && refusal.status === 0) this.#timer = setTimeout(() => this.follow(), 5 * PAUSE);
    }
    if (!this.#stopped) this.#view.dialogs.redraw();
  }

  /** Appends, and stays at the end if the reader is there. */
  #append(text) {
    const pane = this.#text.parentElement;
    const atEnd = !pane || pane.scrollHeight - pane.scrollTop - pane.clientHeight < 40;
    this.#text.appendData(text);
    if (this.#text.length > KEPT) {
      this.#text.deleteData(0, this.#text.length - KEPT);
      this.#dropped = true;
    }
    if (pane && atEnd) pane.scrollTop = pane.scrollHeight;
  }

  template({ t, client }) {
    return html`
      <p class="log-bar">
        <span class="log-state ${this.#state}">${this.#refusal ? t.refusal(this.#refusal) : t.log[this.#state]}</span>
        <a href=${client.logUrl(this.#action, 0).href} target="_blank" rel="noopener">${t.log.plain}</a>
      </p>
      ${this.#dropped ? html`<p class="hint">${t.log.dropped}</p>` : nothing}
      <pre class="log" tabindex="0" aria-label=${t.log.text}>${this.#text}</pre>`;
  }
}

/** The text without terminal colours and cursor movements. */
function plain(text) {
  return text.replaceAll(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '').replaceAll('\r\n', '\n');
}
