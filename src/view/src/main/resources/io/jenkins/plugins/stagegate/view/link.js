import { html, nothing } from './lit/lit-html.js';
import { icon } from './icons.js';

/** The address if a page may safely be sent there (http or https), else undefined: data may carry `javascript:` and worse. */
export function safe(address) {
  if (typeof address !== 'string' || address.trim() === '') return undefined;
  try {
    const url = new URL(address, document.baseURI);
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A link to outside the view; plain text where the address is not safe, nothing where there is neither. */
export function link(address, text, label) {
  const href = safe(address);
  if (!href) return text === undefined ? nothing : html`<span>${text}</span>`;
  return html`<a href=${href} target="_blank" rel="noopener noreferrer" aria-label=${label ?? nothing}
    >${text}${icon('out', 'small')}</a>`;
}
