import { afterEach, describe, expect, it } from 'vitest';
import { commandIds, commandTable, keysOf, type CommandRow, type KeyPreset } from '#commands';
import type { CommandTable } from '../../../src/renderer/commands/command.ts';
import { Commands } from '../../../src/renderer/commands/commands.svelte.ts';

const table = Object.fromEntries(commandIds.map((id) => [id, { run: () => undefined }])) as unknown as CommandTable;
const commands = (preset: KeyPreset) =>
  new Commands(
    table,
    'linux',
    () => undefined,
    () => preset,
  );

/** The action that a key asks for, pressed in an element of the page. */
function pressed(preset: KeyPreset, init: KeyboardEventInit, target: HTMLElement = document.body): string | undefined {
  let asked: string | undefined;
  const hear = (event: Event) => (asked = commands(preset).commandFor(event as KeyboardEvent));
  document.body.append(target === document.body ? '' : target);
  window.addEventListener('keydown', hear);
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
  window.removeEventListener('keydown', hear);
  return asked;
}

afterEach(() => document.body.replaceChildren());

describe('letters', () => {
  it('are commands only where that was chosen', () => {
    expect(pressed('letters', { key: 'e' })).toBe('rename');
    expect(pressed('letters', { key: 'c' })).toBe('link');
    expect(pressed('letters', { key: 'n' })).toBe('add-node');
    expect(pressed('standard', { key: 'e' })).toBeUndefined();
  });

  it('do not take the place of the other keys', () => {
    expect(pressed('letters', { key: 'F2' })).toBe('rename');
    expect(pressed('letters', { key: 'c', ctrlKey: true })).toBe('copy');
    expect(pressed('letters', { key: 'E', shiftKey: true })).toBeUndefined();
    expect(commands('letters').keysLabel('rename')).toBe('E');
    expect(commands('standard').keysLabel('rename')).toBe('F2');
    expect(commands('letters').keysLabel('save')).toBe('Ctrl+S');
  });

  it('stay letters where something is typed', () => {
    expect(pressed('letters', { key: 'e' }, document.createElement('input'))).toBeUndefined();
    expect(pressed('letters', { key: 'F8' }, document.createElement('input'))).toBe('next-finding');
  });
});

describe('a list of choices', () => {
  it('leaves undo and redo to the plan, since it has no text of its own', () => {
    const list = () => document.createElement('select');
    expect(pressed('standard', { key: 'z', ctrlKey: true }, list())).toBe('undo');
    expect(pressed('standard', { key: 'z', ctrlKey: true, shiftKey: true }, list())).toBe('redo');
    expect(pressed('standard', { key: 'z', ctrlKey: true }, document.createElement('input'))).toBeUndefined();
    expect(pressed('standard', { key: 'Delete' }, list())).toBeUndefined();
    expect(pressed('letters', { key: 'e' }, list())).toBeUndefined();
  });
});

describe.each<KeyPreset>(['standard', 'letters'])('the keys (%s)', (preset) => {
  it('each mean one action', () => {
    const keys = (commandTable as readonly CommandRow[]).flatMap((action) => keysOf(action, preset));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});
