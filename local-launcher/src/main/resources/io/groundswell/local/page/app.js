// Puts the page together. Start reading here: what the page must know → the stream → what each of its events does.

import { Api, pageSettings } from './api.js';
import { Comments } from './comments.js';
import { Composer } from './composer.js';
import { Connection } from './connection.js';
import { Hearts } from './hearts.js';
import { Latency } from './latency.js';
import { Notices } from './notices.js';
import { Picture } from './picture.js';
import { Reactions } from './reactions.js';
import { Settings } from './settings.js';
import { LiveStream, waitMillis } from './stream.js';

const COMMENTS_READ = 30;
const VIDEO_ID = /^[A-Za-z0-9._~-]{1,128}$/;

const byId = (id) => document.getElementById(id);

/** One video, watched. */
class Page {
  #topic;
  #api;
  #notices = new Notices(byId('notices'));
  #comments = new Comments();
  #latency = new Latency(byId('latency'), byId('latency-note'));
  #composer;
  #reactions;
  #stream;
  /** Whether the totals shown are the stream's, which are newer than any that are asked for. */
  #told = false;

  constructor(video, { stream, guests, reactions }) {
    this.#topic = `video:${video}`;
    this.#api = new Api(video, { stream, guests });
    this.#composer = new Composer({ api: this.#api, comments: this.#comments });
    this.#reactions = new Reactions({ api: this.#api, notices: this.#notices, hearts: new Hearts(byId('hearts')), reactions });
    const connection = new Connection(() => this.#stream.start());
    this.#stream = new LiveStream(stream, this.#topic, () => this.#api.ticket(), {
      event: (kind, data) => this.#heard(kind, data),
      state: (state) => connection.show(state),
    });
  }

  start() {
    const settings = new Settings((name) => (this.#api.name = name));
    addEventListener('keydown', (event) => settings.shortcuts && this.#pressed(event));
    addEventListener('online', () => this.#stream.hurry());
    document.addEventListener('visibilitychange', () => document.hidden || this.#stream.hurry());
    addEventListener('pagehide', () => this.#stream.pause());
    addEventListener('pageshow', (event) => event.persisted && this.#stream.start());
    this.#stream.start();
  }

  #heard(kind, data) {
    if (kind === 'open') return this.#opened(data);
    if (data.topic !== this.#topic) return;
    if (kind === 'likes') this.#liked(data);
    if (kind === 'comment') this.#commented(data);
    if (kind === 'viewers' && data.key === 'total') showViewers(data.value);
    if (kind === 'gap') this.#missed();
  }

  #opened({ node, region, totals }) {
    byId('node').textContent = node;
    byId('region').textContent = region ?? '';
    const known = totals[this.#topic] ?? {};
    this.#told = Object.keys(known).length > 0; // A node that has just begun to listen does not know them yet.
    if (this.#told) this.#reactions.likes({ totals: known });
    else this.#readTotals();
    this.#readPast();
  }

  #liked(likes) {
    this.#told = true;
    this.#reactions.likes(likes);
    if (likes.counts) this.#latency.accepted(likes.at?.first);
  }

  #commented(comment) {
    if (this.#comments.add(comment)) this.#latency.accepted(comment.at);
    this.#composer.seen(comment.eventId);
  }

  #missed() {
    this.#comments.addBreak('Some comments of the time you were away may be missing');
    this.#readPast();
  }

  /** What the stream does not repeat: read at the start, and again after each break. */
  #readPast() {
    return this.#read('past', 'Earlier comments', async () => {
      const latest = await this.#api.comments(COMMENTS_READ);
      this.#comments.addPast(latest);
      latest.forEach((comment) => this.#composer.seen(comment.eventId));
    });
  }

  #readTotals() {
    return this.#read('totals', 'The totals', async () => {
      const { totals } = await this.#api.totals();
      if (!this.#told) this.#reactions.likes({ totals });
    });
  }

  async #read(cause, what, reading) {
    this.#notices.dismiss(cause);
    try {
      await reading();
    } catch (failure) {
      this.#notices.dismiss(cause);
      this.#notices.failed(cause, () => `${what} could not be read: ${failure.message}`, () => this.#read(cause, what, reading));
    }
  }

  #pressed(event) {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, dialog')) return;
    if (/^[1-9]$/.test(event.key)) this.#reactions.sendByIndex(Number(event.key) - 1);
  }
}

function showViewers(count) {
  byId('viewers').dataset.value = count;
  byId('viewers').textContent = count.toLocaleString('en');
}

function chosenVideo(fallback) {
  const asked = new URLSearchParams(location.search).get('video') ?? '';
  return VIDEO_ID.test(asked) ? asked : fallback;
}

/** Without its server the page can only say so, and wait for it. */
async function settingsOfPage() {
  for (let attempt = 0; ; attempt++) {
    try {
      return await pageSettings();
    } catch {
      byId('connection-text').textContent = 'Reconnecting…';
      await new Promise((resolve) => setTimeout(resolve, waitMillis(attempt, Math.random)));
    }
  }
}

new Picture(byId('picture'), byId('pause')).start();
const page = await settingsOfPage();
const video = chosenVideo(page.video);
byId('video').textContent = video;
byId('second').href = `/?video=${encodeURIComponent(video)}`;
byId('last-key').textContent = Math.min(9, page.reactions.length);
new Page(video, page).start();
