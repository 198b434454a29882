/**
 * A text that follows the clock, `<stage-gate-time .says=${() => '3 min'}>`: rewritten once a second without drawing anything else.
 */
const shown = new Set();
let ticking;

function tick() {
  for (const element of shown) element.tell();
}

class StageGateTime extends HTMLElement {
  #says = () => '';

  set says(says) {
    this.#says = says;
    this.tell();
  }

  connectedCallback() {
    shown.add(this);
    ticking ??= setInterval(tick, 1000);
  }

  disconnectedCallback() {
    shown.delete(this);
    if (shown.size) return;
    clearInterval(ticking);
    ticking = undefined;
  }

  tell() {
    const said = this.#says();
    if (said !== this.textContent) this.textContent = said;
  }
}

customElements.define('stage-gate-time', StageGateTime);

/** Milliseconds of an ISO 8601 time, or of a number of seconds as CodePipeline's JSON has it; undefined if it is neither. */
export function moment(time) {
  const milliseconds = typeof time === 'number' ? time * 1000 : Date.parse(time);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
