import { html, nothing } from './lit/lit-html.js';

const SHORT = 12;

/** The digits of a digest that people compare by. */
export function shortDigest(digest = '') {
  return digest.replace(/^sha256:/, '').slice(0, SHORT);
}

/** What an execution's actions put out, and where each was used. An artifact is its bytes: the digest tells them apart. */
export function artifacts({ t }, actions) {
  const made = bundles(actions);
  if (!made.length) return html`<p class="hint">${t.artifact.none}</p>`;
  return html`<table class="artifacts">
    <thead><tr>${['name', 'digest', 'size', 'madeBy', 'usedBy'].map((name) => html`<th scope="col">${t.artifact[name]}</th>`)}</tr></thead>
    <tbody>${made.map(({ name, digest, size, from, used }) => html`<tr>
      <th scope="row">${name}</th>
      <td><code class="digest">${digest}</code></td>
      <td class="span">${size === undefined ? nothing : t.size(size)}</td>
      <td>${from ? place(from) : t.artifact.inherited}</td>
      <td>${used.length ? html`<ul>${used.map((one) => html`<li>${place(one)}</li>`)}</ul>` : t.artifact.unused}</td>
    </tr>`)}</tbody>
  </table>`;
}

/** Every artifact that was put out or taken in, once for each digest, in the order of its making. */
export function bundles(actions) {
  const all = new Map();
  const key = ({ name, digest }) => `${name} ${digest}`;
  const ordered = [...actions].sort((one, other) => (one.startTime < other.startTime ? -1 : 1));
  for (const action of ordered) {
    for (const one of action.output?.outputArtifacts ?? []) all.set(key(one), { ...one, from: action, used: [] });
  }
  for (const action of ordered) {
    for (const one of action.input?.inputArtifacts ?? []) {
      if (!all.has(key(one))) all.set(key(one), { ...one, used: [] });
      const { used } = all.get(key(one));
      if (!used.some(({ stageName, actionName }) => stageName === action.stageName && actionName === action.actionName)) used.push(action);
    }
  }
  return [...all.values()];
}

function place({ stageName, actionName }) {
  return html`<span class="author">${stageName}</span> ${actionName}`;
}
