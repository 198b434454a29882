/** Seconds between two looks at a host that tells us by itself when something changed: only to notice a silent loss. */
const SAFETY = 30;
const LONGEST = 30;
/** Milliseconds between two answers however often something changes: more pictures a second tell nobody more. */
const BREATH = 100;

/**
 * Keeps the state fresh: by the host's events where it has them, by asking again and again where not, and says when it cannot.
 *
 * What is shown is *stale* from the first failure on, until an answer comes again; clocks on the page then stand still.
 */
export class Live {
  state;
  /** When the last answer came, in this machine's milliseconds. */
  asOf;
  /** The refusal that keeps us from a fresh state, if any. */
  trouble;
  /** True while the host tells us about changes; undefined until it is known for the first time whether it does. */
  told;

  #client;
  /** True if the host is only asked, and never listened to: for pages that show many pipelines, and hosts that tell nothing. */
  #quiet;
  /** Seconds between two questions while the host does not tell by itself. */
  seconds;
  #changed;
  #draw;
  #events;
  #timer;
  #asking;
  #again = false;
  #failures = 0;

  constructor(client, { seconds, changed = () => {}, draw, quiet = false }) {
    this.#client = client;
    this.#quiet = quiet;
    if (quiet) this.told = false;
    this.seconds = seconds;
    this.#changed = changed;
    this.#draw = draw;
  }

  get stale() {
    return Boolean(this.state && this.trouble);
  }

  /** The host's time in milliseconds; the time of the last answer while the state is stale. */
  now() {
    return (this.stale ? this.asOf : Date.now()) + this.#client.skew;
  }

  start() {
    this.stopped = false;
    this.onVisible = () => this.#seen();
    document.addEventListener('visibilitychange', this.onVisible);
    addEventListener('online', this.onVisible);
    return this.#seen();
  }

  /** A page that nobody sees asks nothing and gives its connection back: a browser has six for a host, and people have many tabs. */
  #seen() {
    if (document.visibilityState === 'hidden') {
      clearTimeout(this.#timer);
      this.#events?.close();
      this.#events = undefined;
      this.told = false;
      return undefined;
    }
    if (!this.#events) this.#listen();
    return this.refresh();
  }

  /** Asks nothing any more, until it is started again. */
  stop() {
    this.stopped = true;
    clearTimeout(this.#timer);
    this.#events?.close();
    this.#events = undefined;
    document.removeEventListener('visibilitychange', this.onVisible);
    removeEventListener('online', this.onVisible);
  }

  /** Asks now. Calls that come while an answer is under way share one more question after it. */
  refresh() {
    if (this.#asking) {
      this.#again = true;
      return this.#asking;
    }
    this.#asking = this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask() {
    clearTimeout(this.#timer);
    do {
      this.#again = false;
      await this.#once();
      if (this.#again) await new Promise((done) => setTimeout(done, BREATH));
    } while (this.#again && !this.stopped && !this.trouble);
    if (!this.stopped && document.visibilityState === 'visible') this.#timer = setTimeout(() => this.refresh(), this.#pause());
  }

  async #once() {
    try {
      const state = await this.#client.state();
      const returned = Boolean(this.trouble);
      this.asOf = Date.now();
      this.trouble = undefined;
      this.#failures = 0;
      if (returned && this.#events?.readyState === EventSource.CLOSED) this.#listen();
      if (state) this.#take(state);
      if (state || returned) this.#draw();
    } catch (refusal) {
      this.trouble = refusal;
      this.#failures++;
      this.#draw();
    }
  }

  /** What a host knows besides the pipeline's events, such as who waits for an executor, may change without one. */
  #take(state) {
    const same = state.sequence !== undefined && state.sequence === this.state?.sequence;
    this.state = state;
    if (!same) this.#changed();
  }

  #pause() {
    const calm = this.told ? SAFETY : this.seconds;
    return 1000 * (this.#failures ? Math.min(LONGEST, this.seconds * 2 ** (this.#failures - 1)) : calm);
  }

  /** A host without events answers 404, which closes the source for good: then the timer alone is what asks. */
  #listen() {
    if (this.#quiet) return;
    const events = new EventSource(this.#client.url('events'));
    this.#events = events;
    events.addEventListener('open', () => this.#tell(true));
    events.addEventListener('changed', () => this.refresh());
    events.addEventListener('error', () => this.#tell(false));
  }

  #tell(told) {
    const lost = this.told && !told;
    this.told = told;
    if (lost) this.refresh();
    this.#draw();
  }
}
