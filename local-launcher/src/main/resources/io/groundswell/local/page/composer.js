// What the viewer writes, until the stream shows it. A comment leaves the outbox only when it is seen in the log or when
// the viewer discards it.

import { requestKey } from './api.js';

const MOST_CHARACTERS = 1_000;
const WARN_BELOW = 100;
const MOST_WAITING = 20;
const SHOW_AFTER_MILLIS = 400;

export class Composer {
  #api;
  #comments;
  #input = document.getElementById('comment');
  #left = document.getElementById('left');
  #outbox = document.getElementById('outbox');
  #waiting = new Set();

  constructor({ api, comments }) {
    this.#api = api;
    this.#comments = comments;
    document.getElementById('composer').addEventListener('submit', (event) => this.#submit(event));
    this.#input.addEventListener('input', () => this.#showLeft());
  }

  /** A comment has been shown: if it was written here it is no longer on its way. */
  seen(eventId) {
    for (const draft of this.#waiting) if (draft.eventId === eventId) this.#remove(draft);
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#input.value.trim();
    if (!text || this.#waiting.size >= MOST_WAITING) return;
    this.#input.value = '';
    this.#showLeft();
    const draft = { text, key: requestKey(), item: this.#item(text) };
    this.#waiting.add(draft);
    this.#send(draft);
  }

  async #send(draft) {
    this.#state(draft, 'Sending…');
    setTimeout(() => this.#waiting.has(draft) && this.#show(draft), SHOW_AFTER_MILLIS);
    try {
      const { eventId } = await this.#api.comment(draft.text, draft.key);
      draft.eventId = eventId;
      this.#comments.own(eventId);
      if (this.#comments.has(eventId)) return this.#remove(draft);
      this.#state(draft, 'Accepted; it shows here as soon as the stream brings it');
    } catch (failure) {
      this.#failed(draft, failure.message);
    }
  }

  #item(text) {
    const item = document.createElement('li');
    const words = document.createElement('div');
    words.className = 'words';
    const said = document.createElement('span');
    said.className = 'text';
    said.textContent = text;
    const state = document.createElement('span');
    state.className = 'state';
    state.setAttribute('role', 'status');
    words.append(said, state);
    item.append(words);
    return item;
  }

  #state(draft, text) {
    draft.item.querySelector('.state').textContent = text;
  }

  #show(draft) {
    this.#outbox.append(draft.item);
    this.#outbox.hidden = false;
  }

  #failed(draft, why) {
    this.#show(draft);
    this.#state(draft, `Not sent: ${why}`);
    draft.item.dataset.failed = '';
    const retry = this.#button('Retry', () => {
      delete draft.item.dataset.failed;
      retry.remove();
      discard.remove();
      this.#input.focus();
      this.#send(draft);
    });
    const discard = this.#button('Discard', () => this.#remove(draft));
    draft.item.append(retry, discard);
  }

  #button(text, act) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'small';
    button.textContent = text;
    button.addEventListener('click', act);
    return button;
  }

  #remove(draft) {
    if (draft.item.contains(document.activeElement)) this.#input.focus();
    this.#waiting.delete(draft);
    draft.item.remove();
    this.#outbox.hidden = this.#outbox.childElementCount === 0;
  }

  #showLeft() {
    const left = MOST_CHARACTERS - this.#input.value.length;
    this.#left.hidden = left > WARN_BELOW;
    this.#left.textContent = `${left} left`;
  }
}
