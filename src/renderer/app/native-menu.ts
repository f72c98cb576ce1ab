import { commandTable } from '#commands';
import type { Input } from '#ipc';
import type { Commands } from '../commands/commands.svelte';
import { ask } from '../state/ask';

/** Time for which successive changes are collected, in milliseconds. */
const waitMs = 100;

/** Keeps the native menu up to date with the commands that are possible. */
export class NativeMenu {
  #sent = '';
  #sentAt = -waitMs;
  #next: Input<'menuState'> | undefined;

  constructor(
    private readonly commands: Pick<Commands, 'isEnabled' | 'isChecked'>,
    private readonly fail: (error: unknown) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Sends the possible commands if they differ. An edit changes them in several steps: the first is sent at once, the others together. */
  update(): void {
    const ids = commandTable.map(({ id }) => id);
    const isWaiting = this.#next !== undefined;
    this.#next = { enabled: ids.filter((id) => this.commands.isEnabled(id)), checked: ids.filter((id) => this.commands.isChecked(id)) };
    if (isWaiting) return;
    if (this.now() - this.#sentAt >= waitMs) this.#send();
    else setTimeout(() => this.#send(), waitMs);
  }

  #send(): void {
    const state = this.#next;
    this.#next = undefined;
    const text = JSON.stringify(state);
    if (!state || text === this.#sent) return;
    this.#sent = text;
    this.#sentAt = this.now();
    void ask('menuState', state).catch(this.fail);
  }
}
