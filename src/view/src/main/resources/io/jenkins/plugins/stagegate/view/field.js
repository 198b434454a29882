import { html, nothing } from './lit/lit-html.js';

/**
 * One field of a form, with its label and what is to know about it.
 *
 * A field is `{ name, label, kind, value, hint, required, maxlength, choices: [{ value, label, hint }] }`; its kind is `text`
 * (the default), `area`, `select`, `radio`, `check` or `checks`. The first of a dialog takes the focus.
 */
export function field(one, prefix = 'field', first = false) {
  const id = `${prefix}-${one.name}`.replaceAll(/\W/g, '-');
  const kinds = { area, select, radio, check, checks };
  return (kinds[one.kind] ?? text)({ ...one, first }, id);
}

function label({ label: words, required }, id) {
  return html`<label for=${id}>${words}${required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</label>`;
}

function hint({ hint: words }, id) {
  return words ? html`<p class="hint" id="${id}-hint">${words}</p>` : nothing;
}

function text(one, id) {
  return html`<div class="field">${label(one, id)}
    <input id=${id} name=${one.name} ?autofocus=${one.first} value=${one.value ?? ''} ?required=${one.required} maxlength=${one.maxlength ?? nothing}
      placeholder=${one.placeholder ?? nothing} aria-describedby=${one.hint ? `${id}-hint` : nothing} autocomplete="off">
    ${hint(one, id)}</div>`;
}

function area(one, id) {
  return html`<div class="field">${label(one, id)}
    <textarea id=${id} ?autofocus=${one.first} name=${one.name} rows="2" ?required=${one.required} maxlength=${one.maxlength ?? nothing}
      aria-describedby=${one.hint ? `${id}-hint` : nothing}></textarea>
    ${hint(one, id)}</div>`;
}

function select(one, id) {
  return html`<div class="field">${label(one, id)}
    <select id=${id} ?autofocus=${one.first} name=${one.name} ?required=${one.required} aria-describedby=${one.hint ? `${id}-hint` : nothing}>
      ${one.choices.map(({ value, label: words }) => html`<option value=${value} ?selected=${value === one.value}>${words}</option>`)}
    </select>
    ${hint(one, id)}</div>`;
}

function radio(one, id) {
  return html`<fieldset class="field"><legend>${one.label}</legend>
    ${one.choices.map(({ value, label: words, hint: more }, index) => html`<div class="choice">
      <input type="radio" id="${id}-${index}" name=${one.name} value=${value} ?checked=${value === one.value} ?autofocus=${one.first && value === one.value} aria-describedby=${more ? `${id}-${index}-hint` : nothing} ?required=${one.required}>
      <label for="${id}-${index}">${words}</label>${hint({ hint: more }, `${id}-${index}`)}</div>`)}
  </fieldset>`;
}

function check(one, id) {
  return html`<div class="field choice">
    <input type="checkbox" id=${id} name=${one.name} value="true" ?checked=${one.value} aria-describedby=${one.hint ? `${id}-hint` : nothing}>
    ${label(one, id)}${hint(one, id)}</div>`;
}

function checks(one, id) {
  return html`<fieldset class="field" aria-describedby=${one.hint ? `${id}-hint` : nothing}><legend>${one.label}</legend>${hint(one, id)}
    <div class="checks">${one.choices.map(({ value, label: words }, index) => html`<div class="choice">
      <input type="checkbox" id="${id}-${index}" name=${one.name} value=${value}>
      <label for="${id}-${index}">${words}</label></div>`)}</div>
  </fieldset>`;
}

/** What the form says now: name to text, or to a list of texts where several were ticked; what was left empty is left out. */
export function values(form) {
  const said = {};
  for (const [name, value] of new FormData(form)) {
    if (value !== '') said[name] = name in said ? [said[name], value].flat() : value;
  }
  return said;
}
