import { commandTable } from '#commands';
import type { Commands } from '../commands/commands.svelte';
import { ask } from '../state/ask';

/** Keeps the native menu in step with what the window can do. */
export class NativeMenu {
  #sent = '';

  constructor(
    private readonly commands: Pick<Commands, 'isEnabled' | 'isChecked'>,
    private readonly fail: (error: unknown) => void,
  ) {}

  /** Sends what can be done now, when it is something else than before. */
  update(): void {
    const ids = commandTable.map(({ id }) => id);
    const state = { enabled: ids.filter((id) => this.commands.isEnabled(id)), checked: ids.filter((id) => this.commands.isChecked(id)) };
    const text = JSON.stringify(state);
    if (text === this.#sent) return;
    this.#sent = text;
    void ask('menuState', state).catch(this.fail);
  }
}
