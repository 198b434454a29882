/**
 * Defines <stage-gate-overview>: many pipelines at a glance.
 *
 * The page puts plain links to the pipelines into it, each to the address that a line has for its `base`. They stay the way to
 * a line where the element cannot work. The hosts are only asked, not listened to: a browser has few connections. Only for
 * pipelines that are in sight they are asked at all, so that hundreds of them cost no more than a screen of them. With the
 * attribute `pipelines`, the address of a list, pipelines come and go while the page is open.
 */
import { html, nothing, render } from './lit/lit-html.js';
import { repeat } from './lit/directives/repeat.js';
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
  #timer;
  #drawing = false;
  #words = '';
  /** Starts to ask a little before a pipeline comes into sight. */
  #sight = new IntersectionObserver((changes) => this.#see(changes), { rootMargin: '50%' });

  async connectedCallback() {
    this.#root.append(document.createElement('slot'));
    this.#root.adoptedStyleSheets = await sheets;
    this.unmatch = matchScheme(this);
    this.strings = await speak(this.closest('[lang]')?.lang || navigator.language);
    if (!this.isConnected) return;
    this.#root.replaceChildren();
    this.#take([...this.querySelectorAll('a[href]')].map((link) => ({ name: link.textContent.trim(), href: link.href })));
    this.#again();
  }

  get #seconds() {
    return Number(this.getAttribute('poll')) || 5;
  }

  /** Shows these pipelines from now on; lines that stay are not touched. */
  #take(pipelines) {
    const before = new Map(this.#lines.map((line) => [line.href, line]));
    this.#lines = pipelines.map(({ name, href }) => before.get(href) ?? this.#line(name, href));
    const here = new Set(this.#lines);
    for (const line of before.values()) if (!here.has(line)) line.live.stop();
    this.draw();
  }

  #see(changes) {
    for (const { target, isIntersecting } of changes) {
      const line = this.#lines.find(({ href }) => href === target.dataset.href);
      if (isIntersecting) line?.live.start();
      else line?.live.stop();
    }
  }

  #line(name, href) {
    const client = new Client(href, { language: this.strings.language });
    return { name, href, live: new Live(client, { seconds: this.#seconds, draw: () => this.draw(), quiet: true }) };
  }

  #again() {
    if (this.hasAttribute('pipelines')) this.#timer = setTimeout(() => this.#look(), 1000 * this.#seconds);
  }

  /** Asks which pipelines there are now. Without an answer those that were there stay: each says itself that it has no contact. */
  async #look() {
    if (document.visibilityState === 'visible') {
      const address = new URL(this.getAttribute('pipelines'), document.baseURI);
      this.list ??= new Client(address, { language: this.strings.language });
      const answer = await this.list.pipelines().catch(() => undefined);
      if (!this.isConnected) return;
      if (answer) this.#take(answer.pipelines.map(({ name, href }) => ({ name, href: new URL(href, address).href })));
    }
    this.#again();
  }

  disconnectedCallback() {
    this.unmatch?.();
    clearTimeout(this.#timer);
    this.#sight.disconnect();
    for (const { live } of this.#lines) live.stop();
  }

  #find(words) {
    this.#words = words;
    this.draw();
  }

  draw() {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      render(overview(this.strings, this.#lines, this.#words, (words) => this.#find(words)), this.#root);
      // Each element is told of once, however often it is observed.
      for (const element of this.#root.querySelectorAll('[data-href]')) this.#sight.observe(element);
    });
  }
}

/** So many are found by eye. */
const FEW = 5;

function overview(t, lines, words, find) {
  const shown = lines.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  return html`<div class="overview-head"><h2 class="overview-title">${t.overview.title}</h2>
      ${lines.length > FEW ? html`<input type="search" aria-label=${t.overview.find} placeholder=${t.overview.find} @input=${(event) => find(event.target.value)}>` : nothing}</div>
    ${shown.length ? nothing : html`<p class="hint" role="status">${lines.length ? t.overview.unfound : t.overview.none}</p>`}
    <ul class="overview">${repeat(shown, ({ href }) => href, (line) => html`<li data-href=${line.href} class="${line.live.stale ? 'stale' : ''}">${card(t, line)}</li>`)}</ul>`;
}

function card(t, { name, href, live }) {
  const { state } = live;
  const view = { t, state, live, reading: state && read(state), clock: () => live.now() };
  return html`<h3><a href=${href}>${name}</a></h3>
    ${live.trouble ? html`<p class="refusal" role="alert">${live.stale ? t.noContact(t.clockTime(live.asOf)) : ''} ${t.refusal(live.trouble)}</p>` : nothing}
    ${state ? html`${(state.lineStops ?? []).map((stop) => html`<p class="stopped"><b>${t.lineStop.stopped}.</b> ${t.quote(stop.reason)} <span class="author">${stop.by}</span></p>`)}
      ${view.reading.stages.length ? nothing : html`<p class="hint">${t.noStages}</p>`}
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
