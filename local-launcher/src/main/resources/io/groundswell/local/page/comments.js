// The comments as the stream brings them, each once, in the order of their ids.

import { hue, initial, memberName } from './looks.js';
import { RecentIds } from './recent.js';

const MOST_SHOWN = 200;
const MOST_REMEMBERED = 2_000;
const NEAR_THE_END_PIXELS = 60;

const clock = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit' });

export class Comments {
  #log = document.getElementById('log');
  #list = document.getElementById('comments');
  #newer = document.getElementById('newer');
  #seen = new RecentIds(MOST_REMEMBERED);
  #own = new RecentIds(MOST_REMEMBERED);
  #following = true;

  constructor() {
    this.#log.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#following && this.#toEnd()).observe(this.#log);
    this.#newer.addEventListener('click', () => {
      this.#toEnd();
      this.#log.focus({ preventScroll: true });
    });
  }

  has(eventId) {
    return this.#seen.has(eventId);
  }

  /** The comment with that id is this viewer's, whether it is already shown or not. */
  own(eventId) {
    this.#own.add(eventId);
    const shown = [...this.#list.children].find((item) => item.dataset.eventId === eventId);
    if (shown && !shown.querySelector('.mine')) shown.querySelector('.name').after(mark());
  }

  /** The latest comments, read rather than told of; a listener is not read all of them. */
  addPast(comments) {
    this.#log.setAttribute('aria-busy', 'true');
    comments.toReversed().forEach((comment) => this.#add(comment, false));
    this.#log.setAttribute('aria-busy', 'false');
  }

  /** @returns {boolean} whether it was new */
  add(comment) {
    return this.#add(comment, true);
  }

  /** Says in its place that something may be missing. */
  addBreak(text) {
    const item = document.createElement('li');
    item.className = 'break';
    item.textContent = text;
    this.#insert(item, null);
  }

  #add(comment, fresh) {
    if (!this.#seen.add(comment.eventId)) return false;
    const item = row(comment, this.#own.has(comment.eventId));
    if (fresh) item.dataset.new = '';
    this.#insert(item, this.#after(comment.eventId));
    return true;
  }

  /** Event ids sort by time; nearly always the new one is the last. */
  #after(eventId) {
    let next = null;
    for (let item = this.#list.lastElementChild; item; item = item.previousElementSibling) {
      if (!item.dataset.eventId) continue;
      if (item.dataset.eventId < eventId) break;
      next = item;
    }
    return next;
  }

  #insert(item, before) {
    document.getElementById('empty').hidden = true;
    this.#list.insertBefore(item, before);
    while (this.#list.childElementCount > MOST_SHOWN) this.#list.firstElementChild.remove();
    if (this.#following) this.#toEnd();
    else this.#newer.hidden = false;
  }

  #scrolled() {
    this.#following = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_THE_END_PIXELS;
    if (this.#following) this.#newer.hidden = true;
  }

  #toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#newer.hidden = true;
  }
}

function row({ eventId, actor, at, content }, own) {
  const item = document.createElement('li');
  item.className = 'comment';
  item.dataset.eventId = eventId;
  const name = memberName(actor);
  item.style.setProperty('--hue', hue(name));
  const avatar = element('span', 'avatar', initial(name));
  avatar.setAttribute('aria-hidden', 'true');
  const who = element('p', 'who');
  const time = element('time', '', clock.format(at));
  time.dateTime = new Date(at).toISOString();
  who.append(element('span', 'name', name), ...(own ? [mark()] : []), time);
  item.append(avatar, who, element('p', 'text', content.text));
  return item;
}

function mark() {
  return element('span', 'mine', 'you');
}

function element(tag, name, text = '') {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
