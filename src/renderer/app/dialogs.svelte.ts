import type { CommandId } from '#commands';
import type { ComparedWith } from '#ipc';

export type DialogName =
  | 'guided-start'
  | 'views'
  | 'print'
  | 'revision'
  | 'export'
  | 'picture'
  | 'check-in'
  | 'compare'
  | 'checkpoints'
  | 'plans'
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
  /** What the comparison begins with; `null` for what is usual. */
  comparedWith = $state.raw<ComparedWith | null>(null);
  /** The comparison that is to be printed, to which closing that dialog leads back; `undefined` to print the plan. */
  printed = $state.raw<{ readonly with: ComparedWith; readonly name: string } | undefined>(undefined);
  /** The place of the help that is shown while it is open: the id of a page, or nothing for the contents. */
  help = $state<string | undefined>(undefined);
  /** Position of the context menu while it is open. */
  menuAt = $state.raw<{ readonly x: number; readonly y: number } | undefined>(undefined);

  /** Opens the comparison. @param other what with; `null` for what is usual */
  compare(other: ComparedWith | null): void {
    this.comparedWith = other;
    this.open = 'compare';
  }

  /** Opens the dialog that prints a comparison. */
  printComparison(compared: { readonly with: ComparedWith; readonly name: string }): void {
    this.printed = compared;
    this.open = 'print';
  }

  close(): void {
    this.open = undefined;
    this.printed = undefined;
  }
}
