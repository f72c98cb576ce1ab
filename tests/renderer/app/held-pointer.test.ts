import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandIds, commandTable, keysOf, type CommandRow, type CommandId } from '#commands';
import type { CommandTable } from '../../../src/renderer/commands/command.ts';
import { Commands } from '../../../src/renderer/commands/commands.svelte.ts';
import { HeldPointer } from '../../../src/renderer/ui/held-pointer.ts';

let pointer: HeldPointer;
let ran: CommandId[];
let commands: Commands;
const hear = (event: KeyboardEvent): void => {
  const id = commands.commandFor(event);
  if (id !== undefined) commands.run(id);
};

beforeEach(() => {
  ran = [];
  pointer = new HeldPointer(window);
  const table = Object.fromEntries(commandIds.map((id) => [id, { run: () => ran.push(id) }])) as unknown as CommandTable;
  commands = new Commands(
    table,
    'linux',
    () => undefined,
    () => 'letters',
    () => pointer.isHeld,
  );
  window.addEventListener('keydown', hear);
});

afterEach(() => {
  pointer.stop();
  window.removeEventListener('keydown', hear);
  document.body.replaceChildren();
});

function point(type: string, on: EventTarget = document.body, buttons = 0): void {
  on.dispatchEvent(Object.assign(new MouseEvent(type, { bubbles: true, buttons }), { pointerId: 1 }));
}

function press(keys: string): void {
  const parts = keys.split('+').map((part) => part || '+');
  const named = parts.at(-1) ?? '';
  const key = named === 'Plus' ? '+' : /^(Up|Down)$/.test(named) ? `Arrow${named}` : named;
  const init = {
    key,
    ctrlKey: parts.includes('Mod') || parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  };
  document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
}

describe.each((commandTable as readonly CommandRow[]).map((action) => [action.id as CommandId, keysOf(action, 'letters')] as const))(
  'the command “%s”',
  (id, keys) => {
    it('does not run while the pointer holds something, by no key and not by the menu, and runs again after', () => {
      point('pointerdown');
      keys.forEach(press);
      commands.run(id);
      expect(ran).toEqual([]);
      point('pointerup');
      commands.run(id);
      const typed = keys.filter((one) => !one.startsWith('Mod+Alt+')); // Ctrl+Alt types a third sign here, as AltGr does
      typed.forEach(press);
      expect(ran).toEqual([id, ...typed.map(() => id)]);
    });
  },
);

it('lets Escape and modifiers through', () => {
  const heard: string[] = [];
  const listen = ({ key }: KeyboardEvent): void => void heard.push(key);
  window.addEventListener('keydown', listen);
  point('pointerdown');
  ['Escape', 'Alt', 'Shift', 'Delete', 'ArrowUp', 'a'].forEach(press);
  window.removeEventListener('keydown', listen);
  expect(heard).toEqual(['Escape', 'Alt', 'Shift']);
});

it('is over when the release was not heard, or the window lost the keyboard', () => {
  point('pointerdown');
  point('pointermove', document.body, 1);
  expect(pointer.isHeld).toBe(true);
  point('pointermove', document.body, 0);
  expect(pointer.isHeld).toBe(false);
  point('pointerdown');
  window.dispatchEvent(new Event('blur'));
  expect(pointer.isHeld).toBe(false);
});

it('a press in a text keeps its keys', () => {
  const input = document.createElement('input');
  document.body.append(input);
  point('pointerdown', input);
  expect(pointer.isHeld).toBe(false);
});
