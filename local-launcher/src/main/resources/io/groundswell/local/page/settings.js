// The viewer's name and choices, remembered by this browser.

import { hue, initial } from './looks.js';

const NAME = 'groundswell.name';
const SHORTCUTS = 'groundswell.shortcuts';

export class Settings {
  #dialog = document.getElementById('settings');
  #name = document.getElementById('name');
  #shortcuts = document.getElementById('shortcuts');
  #named;

  /** @param named told the name, now and whenever it changes */
  constructor(named) {
    this.#named = named;
    document.getElementById('you').addEventListener('click', () => this.#open());
    document.getElementById('settings-cancel').addEventListener('click', () => this.#dialog.close());
    document.getElementById('settings-form').addEventListener('submit', () => this.#save());
    this.#show();
  }

  get name() {
    return recall(NAME) ?? '';
  }

  /** Whether a single key sends a reaction. */
  get shortcuts() {
    return recall(SHORTCUTS) !== 'off';
  }

  #open() {
    this.#name.value = this.name;
    this.#shortcuts.checked = this.shortcuts;
    this.#dialog.showModal();
  }

  #save() {
    remember(NAME, this.#name.value.trim());
    remember(SHORTCUTS, this.#shortcuts.checked ? 'on' : 'off');
    this.#show();
  }

  #show() {
    const shown = this.name || 'Guest';
    document.getElementById('you-name').textContent = shown;
    const avatar = document.getElementById('you-avatar');
    avatar.textContent = initial(shown);
    avatar.style.setProperty('--hue', hue(shown));
    this.#named(this.name);
  }
}

/** A browser may forbid storage; then what is chosen lives as long as the page. */
const fallback = new Map();

function recall(key) {
  try {
    return localStorage.getItem(key) ?? fallback.get(key);
  } catch {
    return fallback.get(key);
  }
}

function remember(key, value) {
  fallback.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // The map above has it.
  }
}
