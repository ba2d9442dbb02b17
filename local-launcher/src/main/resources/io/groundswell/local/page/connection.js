// Says how the connection is: in the bar, over the picture, and to a screen reader once per change.

const SHOW_OUTAGE_AFTER_MILLIS = 600;

const WORDS = { connecting: 'Connecting…', live: 'Connected', waiting: 'Reconnecting…', stopped: 'Disconnected' };

export class Connection {
  #chip = document.getElementById('connection');
  #text = document.getElementById('connection-text');
  #outage = document.getElementById('outage');
  #live = document.getElementById('live');
  #wasLive = false;
  #state = { name: 'connecting' };
  #ticker = 0;
  #delay = 0;

  /** @param reconnect what the button does */
  constructor(reconnect) {
    document.getElementById('reconnect').addEventListener('click', reconnect);
  }

  show(state) {
    this.#state = state;
    const words = state.name === 'connecting' && this.#wasLive ? WORDS.waiting : WORDS[state.name];
    this.#chip.dataset.state = state.name;
    if (this.#text.textContent !== words) this.#text.textContent = words;
    this.#wasLive ||= state.name === 'live';
    this.#live.toggleAttribute('data-off', state.name !== 'live');
    this.#live.textContent = state.name === 'live' || !this.#wasLive ? 'Live' : 'Off line';
    this.#showOutage();
  }

  /** A connection that is back within a blink leaves the picture alone. */
  #showOutage() {
    const broken = this.#state.name === 'waiting' || this.#state.name === 'stopped';
    if (this.#state.name === 'live') return this.#hideOutage();
    if (!broken || this.#delay) return this.#tell();
    this.#delay = setTimeout(() => {
      this.#outage.hidden = false;
      this.#ticker = setInterval(() => this.#tell(), 500);
      this.#tell();
    }, this.#state.name === 'stopped' ? 0 : SHOW_OUTAGE_AFTER_MILLIS);
  }

  #hideOutage() {
    clearTimeout(this.#delay);
    clearInterval(this.#ticker);
    this.#delay = 0;
    this.#outage.hidden = true;
  }

  #tell() {
    const { name, reason, retryAt } = this.#state;
    this.#outage.toggleAttribute('data-stopped', name === 'stopped');
    document.getElementById('outage-title').textContent = name === 'stopped' ? 'Disconnected' : 'Connection lost';
    document.getElementById('outage-text').textContent = name === 'waiting' ? `Trying again ${inSeconds(retryAt)}` : name === 'stopped' ? (reason ?? '') : 'Connecting…';
  }
}

function inSeconds(at) {
  const seconds = Math.ceil((at - performance.now()) / 1000);
  return seconds > 1 ? `in ${seconds} seconds` : 'now';
}
