// Glyphs that rise over the video. Only transform and opacity are animated, so the compositor does the work, and there
// are never more than a bounded number of them, however many likes a frame brings.

import { glyph } from './looks.js';

const MOST_AT_ONCE = 60;
const MOST_PER_FRAME = 30;
const EACH_UP_TO = 8;
const SPREAD_MILLIS = 700;
const BURST_FROM = 10;

/** How many glyphs stand for that many likes: each one for few, then ever fewer. */
export function heartsFor(likes) {
  if (likes <= EACH_UP_TO) return Math.max(0, likes);
  return Math.min(MOST_PER_FRAME, Math.round(EACH_UP_TO + 4 * Math.log2(likes / EACH_UP_TO)));
}

export class Hearts {
  #stage;
  #flying = 0;
  #still = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(stage) {
    this.#stage = stage;
  }

  rise(reaction, likes) {
    if (likes <= 0) return;
    if (this.#still.matches || likes >= BURST_FROM) this.#burst(reaction, likes);
    if (this.#still.matches) return;
    const count = Math.min(heartsFor(likes), MOST_AT_ONCE - this.#flying);
    for (let i = 0; i < count; i++) this.#fly(reaction, count === 1 ? 0 : Math.random() * SPREAD_MILLIS);
  }

  #fly(reaction, delay) {
    const heart = this.#add('heart', reaction);
    heart.style.right = `${3 + Math.random() * 13}%`;
    const height = this.#stage.clientHeight;
    const drift = (Math.random() - 0.5) * 90;
    const turn = (Math.random() - 0.5) * 50;
    const size = 0.75 + Math.random() * 0.55;
    const rise = height * (0.62 + Math.random() * 0.3);
    this.#flying++;
    const frames = [
      { transform: `translate(0, 10px) scale(${size * 0.3})`, opacity: 0 },
      { transform: `translate(${drift * 0.1}px, ${-rise * 0.12}px) scale(${size * 1.15})`, opacity: 1, offset: 0.1 },
      { transform: `translate(${-drift * 0.5}px, ${-rise * 0.5}px) rotate(${turn * 0.5}deg) scale(${size})`, opacity: 1, offset: 0.55 },
      { transform: `translate(${drift}px, ${-rise}px) rotate(${turn}deg) scale(${size * 0.9})`, opacity: 0 },
    ];
    this.#finish(heart.animate(frames, { duration: 2200 + Math.random() * 1300, delay, easing: 'ease-out', fill: 'both' }), heart)
      .then(() => this.#flying--);
  }

  /** The number itself: for a crowd, and instead of movement where the viewer wants none. */
  #burst(reaction, likes) {
    this.#stage.querySelector('.burst')?.remove();
    const burst = this.#add('burst', reaction);
    burst.append(`+${likes.toLocaleString('en')}`);
    this.#finish(burst.animate([{ opacity: 1 }, { opacity: 1, offset: 0.75 }, { opacity: 0 }], { duration: 1600 }), burst);
  }

  #add(name, reaction) {
    const element = document.createElement('div');
    element.className = name;
    element.dataset.reaction = reaction;
    element.append(glyph(reaction));
    this.#stage.append(element);
    return element;
  }

  #finish(animation, element) {
    return animation.finished.catch(() => {}).then(() => element.remove());
  }
}
