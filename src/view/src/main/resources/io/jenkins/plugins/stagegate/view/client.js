/** The host's answer to a change that it does not allow, or that could not reach it. */
export class Refusal extends Error {
  constructor(status, type, message) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

const PATIENCE = 15_000;

/** Talks to the host. Keeps no state but the tag of the last answer and how far the host's clock is from ours. */
export class Client {
  #base;
  #options;
  #tag;
  /** Milliseconds to add to this machine's clock to get the host's. */
  skew = 0;

  constructor(base, options) {
    this.#base = new URL(base, document.baseURI);
    this.#options = options;
  }

  url(path, query = {}) {
    const url = new URL(path, this.#base);
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    return url;
  }

  /** The pipeline's state, or undefined if it is what the last call answered. */
  async state() {
    return this.#news(this.url('state'));
  }

  /** The pipelines of a host whose list this client was made for, or undefined if they are what the last call answered. */
  async pipelines() {
    return this.#news(this.url(''));
  }

  async #news(url) {
    const answer = await this.#read(url, this.#tag ? { 'If-None-Match': this.#tag } : {});
    if (answer.status === 304) return undefined;
    const news = await json(answer);
    this.#tag = answer.headers.get('ETag');
    return news;
  }

  async executions(query) {
    return json(await this.#read(this.url('executions', query)));
  }

  async execution(pipelineExecutionId) {
    return json(await this.#read(this.url('execution', { pipelineExecutionId })));
  }

  /** What one execution has beyond an earlier one. */
  async changes(from, to) {
    return json(await this.#read(this.url('changes', { from, to })));
  }

  /** Where the bundles of an execution were put out and taken in, by any execution. */
  async uses(pipelineExecutionId) {
    return json(await this.#read(this.url('uses', { pipelineExecutionId })));
  }

  /** Where an action's log is, from an offset on. */
  logUrl({ actionExecutionId, pipelineExecutionId }, start) {
    return this.url('log', { actionExecutionId, pipelineExecutionId, start });
  }

  /** A piece of an action's log from an offset: `{ text, more, next }`. */
  async log(action, start) {
    const answer = await this.#read(this.logUrl(action, start));
    const text = await answer.text();
    const next = Number(answer.headers.get('X-Next') ?? start + new Blob([text]).size);
    return { text, next, more: answer.headers.get('X-More') === 'true' };
  }

  async change(path, body) {
    const headers = { 'Content-Type': 'application/json' };
    if (this.#options.tokenName) headers[this.#options.tokenName] = this.#options.token ?? '';
    const answer = await this.#send(this.url(path), { method: 'POST', headers, body: JSON.stringify(body) });
    return answer.json().catch(() => ({}));
  }

  async #read(url, headers = {}) {
    return this.#send(url, { headers, cache: 'no-store' });
  }

  async #send(url, request) {
    request.headers['Accept-Language'] = this.#options.language;
    request.signal = AbortSignal.timeout(PATIENCE);
    request.credentials = 'same-origin';
    const answer = await fetch(url, request).catch(() => {
      throw new Refusal(0, 'Unreachable', '');
    });
    const date = Date.parse(answer.headers.get('Date'));
    if (!Number.isNaN(date)) this.skew = Math.abs(date - Date.now()) > 2_000 ? date - Date.now() : 0;
    if (answer.ok || answer.status === 304) return answer;
    const said = await answer.json().catch(() => ({}));
    throw new Refusal(answer.status, said.__type ?? '', said.message ?? '');
  }
}

/** The data of an answer. A proxy or a login page may answer 200 and no data at all. */
async function json(answer) {
  return answer.json().catch(() => {
    throw new Refusal(answer.status, 'Unreadable', '');
  });
}
