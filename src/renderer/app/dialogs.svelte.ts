import type { CommandId } from '#commands';

export type DialogName = 'guided-start' | 'views' | 'print' | 'keys' | 'about' | 'link' | 'prices' | 'packs' | 'settings';

/** The dialogs and lists that are open. */
export class Dialogs {
  open = $state<DialogName | undefined>(undefined);
  /** Commands that the command palette offers, while it is open. */
  offered = $state.raw<ReadonlySet<CommandId> | undefined>(undefined);
  history = $state(false);
  /** Where the context menu is open. */
  menuAt = $state.raw<{ readonly x: number; readonly y: number } | undefined>(undefined);

  close(): void {
    this.open = undefined;
  }
}
