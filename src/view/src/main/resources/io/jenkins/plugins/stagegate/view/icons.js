import { html, svg } from './lit/lit-html.js';

/* Each status has a shape of its own, so that none is told by colour alone. Drawn on 20 x 20. */
const shapes = {
  ok: svg`<circle cx="10" cy="10" r="9" class="fill"/><path d="M5.6 10.4l3 3 5.8-6.3" class="cut"/>`,
  retried: svg`<circle cx="10" cy="10" r="8" class="line"/><path d="M6 10.4l2.8 2.8 5.2-5.8" class="line"/>`,
  run: svg`<circle cx="10" cy="10" r="8" class="ring"/><path d="M10 2a8 8 0 0 1 8 8" class="line"/><circle cx="10" cy="10" r="3" class="fill"/>`,
  wait: svg`<circle cx="10" cy="10" r="9" class="fill"/><path d="M7.4 6v8M12.6 6v8" class="cut"/>`,
  bad: svg`<path d="M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3z" class="fill"/><path d="M6.8 6.8l6.4 6.4m0-6.4l-6.4 6.4" class="cut"/>`,
  stop: svg`<rect x="2" y="2" width="16" height="16" rx="2.5" class="fill"/><rect x="6.5" y="6.5" width="7" height="7" class="hole"/>`,
  skip: svg`<circle cx="10" cy="10" r="8" class="line dashed"/><path d="M6.4 6.6l3.4 3.4-3.4 3.4M10.4 6.6l3.4 3.4-3.4 3.4" class="line"/>`,
  over: svg`<path d="M10 1l9 9-9 9-9-9z" class="line"/><path d="M6 11.6l4-3.6 4 3.6" class="line"/>`,
  back: svg`<path d="M4.5 4v4.5H9" class="line"/><path d="M5 8.2A7 7 0 1 1 3.4 12" class="line"/>`,
  none: svg`<circle cx="10" cy="10" r="8" class="line dashed"/>`,
  out: svg`<path d="M8 4H4v12h12v-4M11 3.5h5.5V9M16 4l-7 7" class="line"/>`,
  person: svg`<circle cx="10" cy="6.2" r="3.6" class="line"/><path d="M3 18c.6-4.4 3.3-6.3 7-6.3s6.4 1.9 7 6.3" class="line"/>`,
  log: svg`<path d="M3 5h14M3 10h14M3 15h8" class="line"/>`,
  close: svg`<path d="M4.5 4.5l11 11m0-11l-11 11" class="line"/>`,
};

/** An icon that says nothing to a screen reader: a word always stands beside it. */
export function icon(name, size = '') {
  return html`<svg class="icon ${name} ${size}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
}
