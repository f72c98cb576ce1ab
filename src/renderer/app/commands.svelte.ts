import { actions, type ActionId } from '#actions';
import { isTyping, matchesKeys } from '../ui/keys';

/** What an action does now, and whether it can be done. */
export interface Command {
  readonly run: () => void;
  readonly enabled?: () => boolean;
  readonly checked?: () => boolean;
}
export type CommandTable = Readonly<Record<ActionId, Command>>;

/** Runs actions, from the menu, the keys and the buttons alike. */
export class Commands {
  constructor(
    readonly table: CommandTable,
    readonly platform: string,
  ) {}

  isEnabled(id: ActionId): boolean {
    return this.table[id].enabled?.() ?? true;
  }

  isChecked(id: ActionId): boolean {
    return this.table[id].checked?.() ?? false;
  }

  run(id: ActionId): void {
    if (this.isEnabled(id)) this.table[id].run();
  }

  /** The action that a key press asks for. Texts keep the keys that edit texts, dialogs keep all of theirs. */
  actionFor(event: KeyboardEvent): ActionId | undefined {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return undefined;
    const typing = isTyping(event.target);
    for (const action of actions) {
      const keys: readonly string[] = 'keys' in action ? action.keys : [];
      if (!keys.some((one) => matchesKeys(event, one, this.platform))) continue;
      if (typing && (textKeys.has(action.id) || !(event.ctrlKey || event.metaKey || /^F\d/.test(event.key)))) return undefined;
      return action.id;
    }
    return undefined;
  }
}

/** Actions whose keys mean something of their own in a text. */
const textKeys: ReadonlySet<ActionId> = new Set([
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'delete',
  'select-all',
  'rename',
  'add-node',
  'keys',
]);
