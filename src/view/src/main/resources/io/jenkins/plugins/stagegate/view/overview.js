/**
 * Defines <stage-gate-overview>: many pipelines at a glance.
 *
 * The page puts plain links to the pipelines into it, each to the address that a line has for its `base`. They stay the way to
 * a line where the element cannot work. The hosts are only asked, not listened to: a browser has few connections.
 */
import { html, nothing, render } from './lit/lit-html.js';
import { Client } from './client.js';
import { tag } from './execution.js';
import { Live } from './live.js';
import { read } from './reading.js';
import { matchScheme } from './scheme.js';
import { kind, status } from './status.js';
import { speak } from './strings.js';
import { sheets } from './styles.js';
import './time.js';

class StageGateOverview extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #lines = [];
  #drawing = false;

  async connectedCallback() {
    this.#root.append(document.createElement('slot'));
    this.#root.adoptedStyleSheets = await sheets;
    this.unmatch = matchScheme(this);
    this.strings = await speak(this.closest('[lang]')?.lang || navigator.language);
    if (!this.isConnected) return;
    this.#lines = [...this.querySelectorAll('a[href]')].map((link) => this.#line(link));
    this.#root.replaceChildren();
    this.draw();
    for (const { live } of this.#lines) live.start();
  }

  #line(link) {
    const client = new Client(link.href, { language: this.strings.language });
    const live = new Live(client, { seconds: Number(this.getAttribute('poll')) || 5, draw: () => this.draw(), quiet: true });
    return { name: link.textContent.trim(), href: link.href, live };
  }

  disconnectedCallback() {
    this.unmatch?.();
    for (const { live } of this.#lines) live.stop();
  }

  draw() {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      render(overview(this.strings, this.#lines), this.#root);
    });
  }
}

function overview(t, lines) {
  return html`<h2 class="overview-title">${t.overview.title}</h2>
    <ul class="overview">${lines.map((line) => html`<li class="${line.live.stale ? 'stale' : ''}">${card(t, line)}</li>`)}</ul>`;
}

function card(t, { name, href, live }) {
  const { state } = live;
  const view = { t, state, live, reading: state && read(state), clock: () => live.now() };
  return html`<h3><a href=${href}>${name}</a></h3>
    ${live.trouble ? html`<p class="refusal" role="alert">${live.stale ? t.noContact(t.clockTime(live.asOf)) : ''} ${t.refusal(live.trouble)}</p>` : nothing}
    ${state ? html`${(state.lineStops ?? []).map((stop) => html`<p class="stopped"><b>${t.lineStop.stopped}.</b> ${t.quote(stop.reason)} <span class="author">${stop.by}</span></p>`)}
      <ol class="stations">${view.reading.stages.map((stage) => station(view, stage))}</ol>`
    : live.trouble ? nothing : html`<p>${t.loading}</p>`}`;
}

/** A stage in one line of text: how it stands, what is there, what waits before it. */
function station(view, { name, status: how, current, inside, gate, attempt }) {
  const { t } = view;
  const shut = gate?.barriers.some(({ open }) => !open);
  const queue = gate?.queue.length ?? 0;
  const there = inside[0] ?? current;
  return html`<li class="station kind-${kind(how)}">
    <p class="name">${name}</p>
    ${status(view, how, attempt)}
    ${there ? tag(view, there.execution) : nothing}
    ${inside.length > 1 ? html`<span class="author">+${inside.length - 1}</span>` : nothing}
    ${shut ? html`<p class="shut">${t.overview.closed}</p>` : nothing}
    ${queue ? html`<p class="queued">${t.overview.before(queue)}</p>` : nothing}
  </li>`;
}

customElements.define('stage-gate-overview', StageGateOverview);
