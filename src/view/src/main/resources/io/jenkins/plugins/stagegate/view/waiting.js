import { html, nothing } from './lit/lit-html.js';
import { moment } from './time.js';
import { local, told } from './told.js';

/** Why something does not move, since when, what would free it, and the button that does: at the place where it waits. */
export function waiting(view, wait, button = nothing) {
  const { t } = view;
  const from = moment(wait.since);
  const what = t.reason[wait.reason];
  const said = sentence(view, wait);
  const frees = freed(view, wait);
  return html`<div class="waiting">
    <p>${what && !said.startsWith(what) ? html`<b>${what}.</b> ` : nothing}${said}</p>
    ${frees ? html`<p class="frees">${t.frees} ${frees}</p>` : nothing}
    ${button === nothing ? nothing : html`<p class="buttons">${button}</p>`}
    ${from ? html`<p class="since">${t.waitsFor} <stage-gate-time .says=${() => t.duration(view.clock() - from)}></stage-gate-time></p>` : nothing}
  </div>`;
}

/** The reason in words of this language; those of the host where it tells no details, or of a reason that is not known here. */
function sentence(view, wait) {
  return worded(view, wait, view.t.why) ?? told(view, wait.sentence);
}

/** Who or what lets it go on; empty if nobody says. */
export function freed(view, wait) {
  return worded(view, wait, view.t.freedBy) ?? (typeof wait.frees === 'string' ? told(view, wait.frees) : '');
}

function worded(view, { reason, details }, words) {
  if (!details || !words[reason]) return undefined;
  const parts = Object.fromEntries(Object.entries(details).map(([name, value]) => [name, local(view, value)]));
  const scope = view.t.lineStop.scopes[details.line] ?? told(view, details.scope);
  return words[reason]({ ...parts, scope });
}
