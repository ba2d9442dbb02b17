// The read-out from "the API has read the request" to "this window has painted it". The first is the server's clock, the
// second this device's, and the label says so; where the two disagree by more than the way takes, no number is shown.

import { RecentMedian } from './recent.js';

const SAMPLES = 50;
const OLDEST_LIVE_MILLIS = 30_000;
const SHOW_EVERY_MILLIS = 500;

export class Latency {
  #median = new RecentMedian(SAMPLES);
  #value;
  #note;
  #due = false;

  constructor(value, note) {
    this.#value = value;
    this.#note = note;
  }

  /** Something accepted at that moment is being drawn; what is older than a live event (a replay) does not count. */
  accepted(atMillis) {
    if (!Number.isFinite(atMillis) || document.visibilityState !== 'visible') return;
    requestAnimationFrame(() => {
      const millis = Date.now() - atMillis;
      if (millis > OLDEST_LIVE_MILLIS) return;
      this.#median.add(millis);
      this.#showSoon();
    });
  }

  #showSoon() {
    if (this.#due) return;
    this.#due = true;
    setTimeout(() => this.#show(), this.#median.size === 1 ? 0 : SHOW_EVERY_MILLIS);
  }

  #show() {
    this.#due = false;
    const median = this.#median.value;
    const known = median >= 0;
    this.#value.textContent = known ? format(median) : '–';
    this.#note.textContent = known ? `median of ${this.#median.size} · this device’s clock` : 'this device’s clock is behind the server’s';
  }
}

function format(millis) {
  return millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`;
}
