// One live stream that keeps itself alive. It closes and reopens the connection itself, by one rule for every way to lose
// it (refused, cut, gone silent, told to move): wait, longer each time and never the same for two viewers, then connect
// again from the last id seen. The browser's own reconnect would give up for good after any answer but 200.

const CONNECT_WITHIN_MILLIS = 10_000;
const SILENT_HEARTBEATS = 2.5;
const DEFAULT_HEARTBEAT_MILLIS = 15_000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 15_000;
const SETTLED_AFTER_MILLIS = 5_000;
const KINDS = ['open', 'likes', 'comment', 'viewers', 'ping', 'gap', 'reconnect'];

/** How long to wait before try number `attempt` (from 0): doubling, bounded, a random half of it taken off. */
export function waitMillis(attempt, random) {
  const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** attempt);
  return Math.round(longest * (0.5 + random() / 2));
}

export class LiveStream {
  #url;
  #topic;
  #ticket;
  #on;
  #random;
  #turn = 0;
  #source = null;
  #timer = 0;
  #watch = 0;
  #attempt = 0;
  #lastEventId = '';
  #heardAt = 0;
  #openedAt = 0;
  #silenceMillis = CONNECT_WITHIN_MILLIS;

  /**
   * @param ticket gives a promise of what to show in the address, or of null
   * @param on `event(name, data)` for each event, `state({name, reason, retryAt})` for each change of the connection
   */
  constructor(url, topic, ticket, on, random = Math.random) {
    this.#url = url;
    this.#topic = topic;
    this.#ticket = ticket;
    this.#on = on;
    this.#random = random;
  }

  /** Connects now, also where it was waiting or had stopped. */
  async start() {
    const turn = this.#drop();
    this.#on.state({ name: 'connecting' });
    try {
      const ticket = await this.#ticket();
      if (turn === this.#turn) this.#connect(ticket);
    } catch (failure) {
      if (turn === this.#turn) this.#retry(failure.message);
    }
  }

  #connect(ticket) {
    const address = new URL(this.#url);
    address.searchParams.set('topic', this.#topic);
    if (ticket) address.searchParams.set('ticket', ticket);
    if (this.#lastEventId) address.searchParams.set('last_event_id', this.#lastEventId);
    const source = new EventSource(address);
    this.#source = source;
    this.#heardAt = performance.now();
    this.#openedAt = 0;
    this.#silenceMillis = CONNECT_WITHIN_MILLIS;
    for (const kind of KINDS) source.addEventListener(kind, (event) => this.#heard(source, kind, event));
    source.addEventListener('error', (event) => this.#failed(source, event));
    this.#watch = setInterval(() => this.#checkSilence(), 500);
  }

  /** There may be a way again: whoever only waits for the next try need not wait on. */
  hurry() {
    if (this.#timer) this.start();
  }

  /**
   * Lets go of the connection until the next start. A browser may keep a page that was left for a minute, with its connections,
   * of which it has six to a server.
   */
  pause() {
    this.#drop();
  }

  #heard(source, kind, event) {
    if (source !== this.#source || event.data === undefined) return; // The browser has an `open` of its own.
    this.#heardAt = performance.now();
    if (event.lastEventId) this.#lastEventId = event.lastEventId;
    const data = JSON.parse(event.data);
    if (kind === 'open') this.#opened(data);
    if (kind === 'reconnect') this.#waitFor(this.#spread(data.retryMillis), data.reason);
    else this.#on.event(kind, data);
  }

  #opened(data) {
    this.#openedAt = this.#heardAt;
    this.#silenceMillis = (data.heartbeatMillis || DEFAULT_HEARTBEAT_MILLIS) * SILENT_HEARTBEATS;
    this.#on.state({ name: 'live' });
  }

  /** The browser's `error` and the stream's own event of that name arrive here both; only the second has data. */
  #failed(source, event) {
    if (source !== this.#source) return;
    if (event.data === undefined) return this.#retry('The connection was lost');
    const { code, reason, reconnectable } = JSON.parse(event.data);
    if (reconnectable) this.#retry(reason || code);
    else this.#stop(reason || code);
  }

  #checkSilence() {
    if (performance.now() - this.#heardAt > this.#silenceMillis) this.#retry('Nothing was heard for too long');
  }

  #retry(reason) {
    const settled = this.#openedAt && performance.now() - this.#openedAt > SETTLED_AFTER_MILLIS;
    if (settled) this.#attempt = 0;
    this.#waitFor(waitMillis(this.#attempt++, this.#random), reason);
  }

  /** The server has already spread its viewers; without a wish of its own the usual wait counts. */
  #spread(retryMillis) {
    return Number.isFinite(retryMillis) ? Math.max(0, retryMillis) : waitMillis(this.#attempt++, this.#random);
  }

  #waitFor(millis, reason) {
    this.#drop();
    this.#on.state({ name: 'waiting', reason, retryAt: performance.now() + millis });
    this.#timer = setTimeout(() => this.start(), millis);
  }

  #stop(reason) {
    this.#drop();
    this.#on.state({ name: 'stopped', reason });
  }

  /** @returns the number of the turn that begins; who waited during another has come too late */
  #drop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    clearInterval(this.#watch);
    this.#source?.close();
    this.#source = null;
    return ++this.#turn;
  }
}
