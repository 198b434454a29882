import { html, nothing } from './lit/lit-html.js';
import { shortRevision } from './execution.js';
import { link, safe } from './link.js';
import { moment } from './time.js';

/** So many changes are told without being asked. */
const FEW = 3;

/**
 * What something would bring: commits, the newest first, with who wrote them and when. Many of them are told when asked for; what is
 * not listed is counted.
 */
export function changes(view, { changes: listed = [], moreChanges: more = 0 } = {}, told = true) {
  if (!listed.length) return nothing;
  const { t } = view;
  const several = new Set(listed.map(({ actionName }) => actionName)).size > 1;
  return html`<details class="changes" ?open=${told && listed.length + more <= FEW}><summary>${t.approval.changes(listed.length + more)}</summary>
    <ul>${listed.map((one) => html`<li>${several ? html`<span class="author">${one.actionName}</span> ` : nothing}<code>${id(one)}</code>
      ${(one.revisionSummary ?? '').split('\n')[0]} ${by(view, one)}</li>`)}
      ${more ? html`<li class="unlisted">${t.approval.moreChanges(more)}</li>` : nothing}</ul></details>`;
}

function id(one) {
  return safe(one.revisionUrl) ? link(one.revisionUrl, shortRevision(one)) : shortRevision(one);
}

function by({ t, clock }, { author, authored }) {
  const at = moment(authored);
  const words = [author, at === undefined ? '' : t.when(at, clock())].filter(Boolean).join(', ');
  return words ? html`<span class="author">${words}</span>` : nothing;
}
