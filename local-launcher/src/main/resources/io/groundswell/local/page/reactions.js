// The reaction bar: buttons, totals, and the likes on their way to the server.

import { requestKey } from './api.js';
import { glyph, label } from './looks.js';

const MOST_ON_THE_WAY = 40;
const ANNOUNCE_EVERY_MILLIS = 20_000;
const COUNT_UP_MILLIS = 350;

const exact = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export class Reactions {
  #api;
  #hearts;
  #notices;
  #reactions;
  #buttons = new Map();
  #totals = {};
  #shown = new Map();
  /** Likes of this window whose heart has risen and whose frame has not come yet, by reaction. */
  #ahead = new Map();
  #onTheWay = 0;
  #announced = '';
  #announceDue = false;

  constructor({ api, hearts, notices, reactions }) {
    this.#api = api;
    this.#hearts = hearts;
    this.#notices = notices;
    this.#reactions = reactions;
    reactions.forEach((reaction, index) => this.#addButton(reaction, index));
  }

  /** Totals are always set, never added to; the increments only say what is to be seen. */
  likes({ totals, counts }) {
    this.#set(totals);
    if (!counts) return this.#ahead.clear();
    for (const [reaction, count] of Object.entries(counts)) {
      const mine = Math.min(count, this.#ahead.get(reaction) ?? 0);
      this.#ahead.set(reaction, (this.#ahead.get(reaction) ?? 0) - mine);
      this.#hearts.rise(reaction, count - mine);
      this.#bump(reaction);
    }
  }

  #set(totals) {
    this.#totals = { ...totals };
    for (const reaction of this.#reactions) this.#showCount(reaction, totals[reaction] ?? 0);
    this.#showAll(Object.values(totals).reduce((sum, count) => sum + count, 0));
    this.#announceSoon();
  }

  sendByIndex(index) {
    if (index < this.#reactions.length) this.send(this.#reactions[index]);
  }

  async send(reaction, key = requestKey()) {
    if (this.#onTheWay >= MOST_ON_THE_WAY) return this.#notices.show('busy', 'Slow down a little: the last likes are still on their way.');
    this.#onTheWay++;
    this.#ahead.set(reaction, (this.#ahead.get(reaction) ?? 0) + 1);
    this.#hearts.rise(reaction, 1);
    this.#bump(reaction);
    try {
      await this.#api.like(reaction, key);
    } catch (failure) {
      this.#ahead.set(reaction, Math.max(0, (this.#ahead.get(reaction) ?? 0) - 1));
      const words = (times) => `${label(reaction)}${times > 1 ? ` × ${times}` : ''} not sent: ${failure.message}`;
      this.#notices.failed(`like:${reaction}`, words, () => this.send(reaction, key));
    } finally {
      this.#onTheWay--;
    }
  }

  #addButton(reaction, index) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'reaction';
    button.dataset.reaction = reaction;
    button.setAttribute('aria-label', label(reaction));
    const words = document.createElement('span');
    words.className = 'words';
    words.append(span('word', label(reaction)), span('count', '–'));
    const key = document.createElement('kbd');
    key.textContent = index + 1;
    button.append(glyph(reaction), words, key);
    button.addEventListener('click', () => this.send(reaction));
    this.#buttons.set(reaction, button);
    document.getElementById('reactions').append(button);
  }

  #showCount(reaction, to) {
    const button = this.#buttons.get(reaction);
    button.dataset.total = to;
    button.title = `${label(reaction)}: ${exact.format(to)}`;
    const from = this.#shown.get(reaction) ?? to;
    const count = button.querySelector('.count');
    if (from === to && this.#shown.has(reaction)) return;
    this.#shown.set(reaction, to);
    countUp(count, from, to);
  }

  #showAll(sum) {
    const all = document.getElementById('all-reactions');
    const from = Number(all.dataset.total || sum);
    all.dataset.total = sum;
    if (from !== sum || all.textContent === '–') countUp(all, from, sum, exact);
  }

  #bump(reaction) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const drawing = this.#buttons.get(reaction)?.querySelector('svg');
    if (!drawing || drawing.getAnimations().length > 0) return;
    drawing.animate([{ transform: 'scale(1)' }, { transform: 'scale(1.28)' }, { transform: 'scale(1)' }], { duration: 260, easing: 'ease-out' });
  }

  /** Said politely, and seldom: a listener wants the state of things, not each like. */
  #announceSoon() {
    if (this.#announceDue) return;
    this.#announceDue = true;
    setTimeout(() => this.#announce(), this.#announced ? ANNOUNCE_EVERY_MILLIS : 2_000);
  }

  #announce() {
    this.#announceDue = false;
    const parts = this.#reactions.filter((reaction) => this.#totals[reaction]).map((reaction) => `${label(reaction)} ${exact.format(this.#totals[reaction])}`);
    const text = parts.length === 0 ? 'No reactions yet' : `Reactions so far: ${parts.join(', ')}`;
    if (text === this.#announced) return;
    this.#announced = text;
    document.getElementById('totals').textContent = text;
  }
}

function span(name, text) {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}

const running = new WeakMap();

/** Lets a number run to its new value; jumps where that is no step up, or where the viewer wants no motion. */
function countUp(element, from, to, format = { format: (value) => (value < 10_000 ? exact : compact).format(value) }) {
  cancelAnimationFrame(running.get(element));
  const jump = to <= from + 1 || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (jump) return void (element.textContent = format.format(to));
  const start = performance.now();
  const step = (now) => {
    const part = Math.min(1, Math.max(0, (now - start) / COUNT_UP_MILLIS));
    element.textContent = format.format(Math.round(from + (to - from) * (1 - (1 - part) ** 3)));
    if (part < 1) running.set(element, requestAnimationFrame(step));
  };
  running.set(element, requestAnimationFrame(step));
}
