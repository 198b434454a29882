import { html } from './lit/lit-html.js';

/**
 * Panels of which one is shown. The tabs are one stop of the keyboard; arrows, Home and End go from one to the next.
 *
 * @param {{ name: string, label: unknown, panel: () => unknown }[]} all
 * @param {(name: string) => void} choose
 */
export function tabs(all, chosen, choose, label) {
  const at = Math.max(0, all.findIndex(({ name }) => name === chosen));
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${(event) => go(event, all, at, choose)}>
      ${all.map((one, index) => html`<button type="button" role="tab" id="tab-${one.name}" aria-selected=${index === at} aria-controls="panel"
        tabindex=${index === at ? 0 : -1} @click=${() => choose(one.name)}>${one.label}</button>`)}
    </div>
    <div role="tabpanel" id="panel" class="panel" aria-labelledby="tab-${all[at].name}">${all[at].panel()}</div>`;
}

function go(event, all, at, choose) {
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const { name } = all[(next + all.length) % all.length];
  choose(name);
  event.currentTarget.querySelector(`#tab-${CSS.escape(name)}`).focus();
}
