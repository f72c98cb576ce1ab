import { commandTable, keysOf, type CommandRow, type CommandId, type KeyPreset } from '#commands';
import type { CommandTable } from './command';
import { isTyping, keysLabel, matchesKeys } from '../wording/keys';

/** What the menu does to a text while one is typed in, instead of to the plan. */
export const textEdits = ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'select-all'] as const satisfies readonly CommandId[];
export type TextEdit = (typeof textEdits)[number];

/** Runs commands, from the menu, the keys and the buttons alike. */
export class Commands {
  #typing = $state(false);

  constructor(
    readonly table: CommandTable,
    readonly platform: string,
    /** Does to the text that is typed in what the menu was asked for. */
    readonly editText: (edit: TextEdit) => void,
    readonly preset: () => KeyPreset,
    /** Whether the pointer is doing something: until it is done, or Escape cancels it, no command runs. */
    readonly isHeld: () => boolean = () => false,
  ) {}

  /** To be called when the focus moves. */
  focused(element: Element | null): void {
    this.#typing = isTyping(element) && !(element instanceof HTMLSelectElement);
  }

  isEnabled(id: CommandId): boolean {
    if (this.#typing && isTextEdit(id)) return true;
    return this.table[id].enabled?.() ?? true;
  }

  isChecked(id: CommandId): boolean {
    return this.table[id].checked?.() ?? false;
  }

  /** The key of a command, as it stands on the keyboard. */
  keysLabel(id: CommandId): string | undefined {
    const row: CommandRow | undefined = commandTable.find((one) => one.id === id);
    return row && keysLabel(keysOf(row, this.preset())[0], this.platform);
  }

  run(id: CommandId): void {
    if (this.isHeld()) return;
    if (this.#typing && isTextEdit(id)) this.editText(id);
    else if (this.isEnabled(id)) this.table[id].run();
  }

  /** The command that a key press asks for. Texts keep the keys that edit texts, dialogs keep all of theirs. */
  commandFor(event: KeyboardEvent): CommandId | undefined {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return undefined;
    const typing = isTyping(event.target);
    const mayBeLetter = !document.querySelector('[popover]:popover-open');
    for (const action of commandTable) {
      const keys = keysOf(action, mayBeLetter ? this.preset() : 'standard');
      if (!keys.some((one) => matchesKeys(event, one, this.platform))) continue;
      if (typing && (textKeys.has(action.id) || !(event.ctrlKey || event.metaKey || /^F\d/.test(event.key)))) return undefined;
      return action.id;
    }
    return undefined;
  }
}

function isTextEdit(id: CommandId): id is TextEdit {
  return (textEdits as readonly CommandId[]).includes(id);
}

/** Actions whose keys mean something of their own in a text. */
const textKeys: ReadonlySet<CommandId> = new Set([...textEdits, 'rename', 'add-node', 'keys']);
