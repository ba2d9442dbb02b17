// The moving picture in place of a video: a canvas drawn some twenty times a second, and only while it can be seen.

import { Scene } from './scene.js';

const FRAMES_PER_SECOND = 24;

export class Picture {
  #canvas;
  #button;
  #scene;
  #still = matchMedia('(prefers-reduced-motion: reduce)');
  #paused = false;
  #seconds = 40;
  #last = 0;

  constructor(canvas, button) {
    this.#canvas = canvas;
    this.#button = button;
    this.#scene = new Scene(canvas.width, canvas.height);
  }

  start() {
    this.#set(this.#still.matches);
    this.#still.addEventListener('change', () => this.#set(this.#still.matches));
    this.#button.addEventListener('click', () => this.#set(!this.#paused));
    this.#draw();
    requestAnimationFrame((now) => this.#frame(now));
  }

  #set(paused) {
    const resumes = this.#paused && !paused;
    this.#paused = paused;
    this.#button.setAttribute('aria-pressed', paused);
    this.#button.querySelector('use').setAttribute('href', paused ? '#icon-play' : '#icon-pause');
    if (resumes) requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now) {
    if (this.#paused) return;
    requestAnimationFrame((next) => this.#frame(next));
    const elapsed = now - this.#last;
    if (elapsed < 1000 / FRAMES_PER_SECOND - 2) return;
    this.#last = now;
    this.#seconds += Math.min(elapsed, 100) / 1000;
    this.#draw();
  }

  #draw() {
    this.#scene.draw(this.#canvas.getContext('2d', { alpha: false }), this.#seconds);
  }
}
