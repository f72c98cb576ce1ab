/** The places of the help that were visited, as in a browser. A place is the id of a page, and perhaps `#` and a heading. */
export class HelpPath {
  #places = $state.raw<readonly string[]>([]);
  #at = $state(0);

  constructor(start: string) {
    this.#places = [start];
  }

  get place(): string {
    return this.#places[this.#at] ?? '';
  }

  readonly page = $derived(this.place.split('#')[0] ?? '');
  readonly anchor = $derived(this.place.split('#')[1]);
  readonly canGoBack = $derived(this.#at > 0);
  readonly canGoForward = $derived(this.#at < this.#places.length - 1);

  go(place: string): void {
    if (place === this.place) return;
    this.#places = [...this.#places.slice(0, this.#at + 1), place];
    this.#at += 1;
  }

  back(): void {
    if (this.canGoBack) this.#at -= 1;
  }

  forward(): void {
    if (this.canGoForward) this.#at += 1;
  }
}
