// The requests of the page. All go to the page's own origin, but for the one for a ticket, which goes where the stream is.

const ANSWER_WITHIN_MILLIS = 10_000;

/** A request that was not taken; the message is fit for the viewer. */
export class RequestFailed extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** A key that stays the same over the repeats of one request. */
export function requestKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export class Api {
  #video;
  #stream;
  #guests;
  #name = '';
  #token = null;

  /** @param page the page's settings: where streams are, and whether one without a name needs no token */
  constructor(video, { stream, guests }) {
    this.#video = `/v1/videos/${encodeURIComponent(video)}`;
    this.#stream = stream;
    this.#guests = guests;
  }

  /** Who posts from now on; an empty name is a guest. */
  set name(name) {
    if (name === this.#name) return;
    this.#name = name;
    this.#token = null;
  }

  totals() {
    return this.#get(this.#video);
  }

  /** What opens a stream in place of a token, which an EventSource cannot send; null where guests are admitted. */
  async ticket() {
    if (this.#guests) return null;
    return (await this.#withToken((headers) => request(new URL('/v1/stream-tickets', this.#stream), {}, headers))).ticket;
  }

  /** @returns the latest comments, newest first */
  async comments(limit) {
    return (await this.#get(`${this.#video}/comments?limit=${limit}`)).comments;
  }

  like(reaction, key) {
    return this.#post(`${this.#video}/likes`, { reaction }, key);
  }

  /** @returns {Promise<{eventId: string, acceptedAt: number}>} */
  comment(text, key) {
    return this.#post(`${this.#video}/comments`, { text }, key);
  }

  #get(path) {
    return this.#withToken((headers) => request(path, undefined, headers));
  }

  #post(path, body, key) {
    return this.#withToken((headers) => request(path, body, { 'Idempotency-Key': key, ...headers }));
  }

  async #withToken(attempt) {
    try {
      return await attempt(await this.#headers());
    } catch (failure) {
      if (failure.status !== 401 || !this.#token) throw failure;
      this.#token = null; // Tokens of the local mode end; a new one is asked for once.
      return attempt(await this.#headers());
    }
  }

  async #headers() {
    if (this.#guests && !this.#name) return {};
    return { Authorization: `Bearer ${(await this.#credentials()).token}` };
  }

  #credentials() {
    this.#token ??= request('/local/tokens', { name: this.#name || 'Guest' }).catch((failure) => {
      this.#token = null;
      throw failure;
    });
    return this.#token;
  }
}

/** What the page must know before it can begin. */
export function pageSettings() {
  return request('/local/page.json');
}

async function request(path, body, headers = {}) {
  const options = { headers: { Accept: 'application/json', ...headers }, signal: AbortSignal.timeout(ANSWER_WITHIN_MILLIS) };
  if (body !== undefined) {
    options.method = 'POST';
    options.body = JSON.stringify(body);
    options.headers['Content-Type'] = 'application/json';
  }
  const response = await fetch(path, options).catch((failure) => {
    throw new RequestFailed(failure.name === 'TimeoutError' ? 'no answer in time' : 'the server cannot be reached', 0);
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new RequestFailed(answer.detail || answer.title || `status ${response.status}`, response.status);
  return answer;
}
