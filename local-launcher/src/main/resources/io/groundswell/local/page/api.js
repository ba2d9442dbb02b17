// The requests of the page. All go to the page's own origin.

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
  #name = '';
  #token = null;

  constructor(video) {
    this.#video = `/v1/videos/${encodeURIComponent(video)}`;
  }

  /** Who posts from now on; an empty name is a guest. */
  set name(name) {
    if (name === this.#name) return;
    this.#name = name;
    this.#token = null;
  }

  totals() {
    return request(this.#video);
  }

  /** @returns the latest comments, newest first */
  async comments(limit) {
    return (await request(`${this.#video}/comments?limit=${limit}`)).comments;
  }

  like(reaction, key) {
    return this.#post(`${this.#video}/likes`, { reaction }, key);
  }

  /** @returns {Promise<{eventId: string, acceptedAt: number}>} */
  comment(text, key) {
    return this.#post(`${this.#video}/comments`, { text }, key);
  }

  async #post(path, body, key) {
    try {
      return await this.#attempt(path, body, key);
    } catch (failure) {
      if (failure.status !== 401 || !this.#token) throw failure;
      this.#token = null; // Tokens of the local mode end; a new one is asked for once.
      return this.#attempt(path, body, key);
    }
  }

  async #attempt(path, body, key) {
    const headers = { 'Idempotency-Key': key };
    if (this.#name) headers.Authorization = `Bearer ${(await this.#credentials()).token}`;
    return request(path, body, headers);
  }

  #credentials() {
    this.#token ??= request('/local/tokens', { name: this.#name }).catch((failure) => {
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
