// Small bounded collections.

/** The ids seen last; the oldest is forgotten when it is full. */
export class RecentIds {
  #ids = new Set();
  #most;

  constructor(most) {
    this.#most = most;
  }

  has(id) {
    return this.#ids.has(id);
  }

  /** @returns {boolean} whether the id was new */
  add(id) {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.#most) this.#ids.delete(this.#ids.values().next().value);
    return true;
  }
}

/** The median of the samples taken last. */
export class RecentMedian {
  #samples = [];
  #most;

  constructor(most) {
    this.#most = most;
  }

  add(sample) {
    this.#samples.push(sample);
    if (this.#samples.length > this.#most) this.#samples.shift();
  }

  get size() {
    return this.#samples.length;
  }

  /** @returns {number} NaN while there is none */
  get value() {
    if (this.#samples.length === 0) return NaN;
    const sorted = [...this.#samples].sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  }
}
