import { commandTable, keysOf, type CommandRow, type CommandId, type KeyPreset } from '#commands';
import type { CommandTable } from './command';
import { isTyping, keysLabel, matchesKeys } from '../wording/keys';

/** Menu commands that edit the text instead of the plan while a text field has the focus. */
export const textEdits = ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'select-all'] as const satisfies readonly CommandId[];
export type TextEdit = (typeof textEdits)[number];

/** Runs commands from the menu, keys and buttons. */
export class Commands {
  #typing = $state(false);
  /** Called after a command. */
  ran: () => void = () => undefined;

  constructor(
    readonly table: CommandTable,
    readonly platform: string,
    /** Runs a menu command on the text that has the focus. */
    readonly editText: (edit: TextEdit) => void,
    readonly preset: () => KeyPreset,
    /** True during a pointer gesture: no command runs until it ends or Escape cancels it. */
    readonly isHeld: () => boolean = () => false,
  ) {}

  /** Call it when the focus moves. */
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

  /** The key of a command, as printed on the keyboard. */
  keysLabel(id: CommandId): string | undefined {
    const row: CommandRow | undefined = commandTable.find((one) => one.id === id);
    return row && keysLabel(keysOf(row, this.preset())[0], this.platform);
  }

  run(id: CommandId): void {
    if (this.isHeld()) return;
    if (this.#typing && isTextEdit(id)) this.editText(id);
    else if (this.isEnabled(id)) {
      this.table[id].run();
      this.ran();
    }
  }

  #has(id: CommandId, event: KeyboardEvent): boolean {
    const row = commandTable.find((one) => one.id === id);
    return row !== undefined && keysOf(row, 'standard').some((one) => matchesKeys(event, one, this.platform));
  }

  /** The command for a key press. Text fields keep the keys that edit texts, dialogs keep all of theirs but those that show another tab. */
  commandFor(event: KeyboardEvent): CommandId | undefined {
    if (event.defaultPrevented) return undefined;
    // a dialog belongs to its plan, and the other plans can be looked at while it is open
    if (document.querySelector('dialog[open]')) return tabKeys.find((id) => this.#has(id, event));
    const typing = isTyping(event.target);
    const isList = event.target instanceof HTMLSelectElement; // a choice has no text of its own to undo
    const mayBeLetter = !document.querySelector('[popover]:not([role=tooltip]):popover-open');
    for (const action of commandTable) {
      const keys = keysOf(action, mayBeLetter ? this.preset() : 'standard');
      if (!keys.some((one) => matchesKeys(event, one, this.platform))) continue;
      if (isList && (action.id === 'undo' || action.id === 'redo')) return action.id;
      if (typing && (textKeys.has(action.id) || !(event.ctrlKey || event.metaKey || /^F\d/.test(event.key)))) return undefined;
      return action.id;
    }
    return undefined;
  }
}

const tabKeys = ['next-tab', 'previous-tab'] as const satisfies readonly CommandId[];

function isTextEdit(id: CommandId): id is TextEdit {
  return (textEdits as readonly CommandId[]).includes(id);
}

/** Actions whose keys have another meaning in a text. */
const textKeys: ReadonlySet<CommandId> = new Set([...textEdits, 'rename', 'add-node', 'keys']);
