import type { CommandId } from '#commands';

export type DialogName =
  | 'guided-start'
  | 'views'
  | 'print'
  | 'export'
  | 'check-in'
  | 'keys'
  | 'about'
  | 'licences'
  | 'report'
  | 'link'
  | 'edge-source'
  | 'edge-target'
  | 'prices'
  | 'packs'
  | 'settings';

/** The dialogs and lists that are open. */
export class Dialogs {
  open = $state<DialogName | undefined>(undefined);
  /** Commands that the command palette offers, while it is open. */
  offered = $state.raw<ReadonlySet<CommandId> | undefined>(undefined);
  history = $state(false);
  /** The place of the help that is shown while it is open: the id of a page, or nothing for the contents. */
  help = $state<string | undefined>(undefined);
  /** Position of the context menu while it is open. */
  menuAt = $state.raw<{ readonly x: number; readonly y: number } | undefined>(undefined);

  close(): void {
    this.open = undefined;
  }
}
