// What went wrong, said where it is seen, one line per cause, with the way to try again.

const GOES_AFTER_MILLIS = 5_000;

export class Notices {
  #list;
  #shown = new Map();

  constructor(list) {
    this.#list = list;
  }

  /** A line that goes away by itself. */
  show(cause, text) {
    this.dismiss(cause);
    const line = this.#line(cause, text);
    line.append(this.#button('Dismiss', () => this.dismiss(cause)));
    setTimeout(() => this.#shown.get(cause)?.line === line && this.dismiss(cause), GOES_AFTER_MILLIS);
  }

  /**
   * Something was not done. Failures of the same cause share a line, and one retry tries them all again.
   *
   * @param words what to say of that many of them
   */
  failed(cause, words, retry) {
    const retries = [...(this.#shown.get(cause)?.retries ?? []), retry];
    this.dismiss(cause);
    const line = this.#line(cause, words(retries.length), retries);
    line.append(
      this.#button('Retry', () => {
        this.dismiss(cause);
        retries.forEach((again) => again());
      }),
      this.#button('Discard', () => this.dismiss(cause)),
    );
  }

  dismiss(cause) {
    this.#shown.get(cause)?.line.remove();
    this.#shown.delete(cause);
  }

  #line(cause, text, retries = []) {
    const line = document.createElement('div');
    line.className = 'notice';
    const words = document.createElement('span');
    words.textContent = text;
    line.append(words);
    this.#list.append(line);
    this.#shown.set(cause, { line, retries });
    return line;
  }

  #button(text, act) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'small';
    button.textContent = text;
    button.addEventListener('click', act);
    return button;
  }
}
