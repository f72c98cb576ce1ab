import { describe, expect, it } from 'vitest';
import { commandTable, keysOf, type CommandRow, type KeyPreset } from '#commands';
import { matchesKeys } from '../../../src/renderer/wording/keys.ts';
import { typesLetter } from '../../../src/renderer/ui/pressed-key.ts';
import { layoutNames, namedStrokes, strokesOf, type LayoutName, type Stroke } from '../ui/layouts.ts';

type Modifiers = Partial<Record<'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey', boolean>>;

function press(key: string, code: string, modifiers: Modifiers = {}, altGr = false): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, code, ...modifiers });
  Object.defineProperty(event, 'getModifierState', { value: (name: string) => name === 'AltGraph' && altGr });
  return event;
}

const table: readonly CommandRow[] = commandTable;
const presets: readonly KeyPreset[] = ['standard', 'letters'];

/** The commandTable that a key press asks for; more than one would be a mistake. */
function asked(event: KeyboardEvent, preset: KeyPreset = 'standard', platform = 'linux'): string[] {
  return table.filter((action) => keysOf(action, preset).some((keys) => matchesKeys(event, keys, platform))).map(({ id }) => id);
}

/** A key press of each key of a layout with each of the modifiers that keys of commands have. */
function presses(name: LayoutName): readonly KeyboardEvent[] {
  return [...strokesOf(name), ...namedStrokes].flatMap(({ code, key, shiftKey }: Stroke) =>
    [false, true].flatMap((ctrlKey) => [false, true].map((altKey) => press(key, code, { ctrlKey, altKey, shiftKey }))),
  );
}

describe.each(layoutNames)('on %s', (name) => {
  it.each(presets)('every command that has a key can be reached (%s)', (preset) => {
    const reached = new Set(presses(name).flatMap((event) => asked(event, preset)));
    expect(table.filter((action) => keysOf(action, preset).length > 0 && !reached.has(action.id)).map(({ id }) => id)).toEqual([]);
  });

  it.each(presets)('no key means two commands (%s)', (preset) => {
    const shared = presses(name)
      .map((event) => ({ pressed: `${event.code} ${event.key}`, ids: asked(event, preset) }))
      .filter(({ ids }) => ids.length > 1);
    expect(shared).toEqual([]);
  });

  it('a Latin letter counts where it is written, and the key of it where there is none', () => {
    const strokes = strokesOf(name).filter(({ shiftKey }) => !shiftKey);
    const onTheKey = (letter: string) => strokes.find(({ code }) => code === `Key${letter.toUpperCase()}`);
    for (const [letter, id] of [
      ['z', 'undo'],
      ['s', 'save'],
      ['w', 'close'],
      ['a', 'select-all'],
    ] as const) {
      const stroke = strokes.find(({ key }) => key === letter) ?? onTheKey(letter);
      expect(asked(press(stroke?.key ?? '', stroke?.code ?? '', { ctrlKey: true }))).toEqual([id]);
    }
  });
});

describe('AltGr', () => {
  it.each([
    ['@', 'KeyQ'],
    ['@', 'Digit0'],
    ['[', 'Digit8'],
    [']', 'Digit9'],
    ['{', 'Digit7'],
    ['}', 'Digit0'],
    ['€', 'KeyE'],
    ['ł', 'KeyL'],
    ['g', 'KeyG'],
    ['.', 'Period'],
  ])('types %s and runs no command, whether Windows reports Ctrl and Alt with it or not', (key, code) => {
    expect(asked(press(key, code, { ctrlKey: true, altKey: true }, true))).toEqual([]);
    expect(asked(press(key, code, {}, true))).toEqual([]);
    if (!/[a-z]/.test(key)) expect(asked(press(key, code, { ctrlKey: true, altKey: true }))).toEqual([]);
  });

  it('with Ctrl besides reaches a sign that the layout has nowhere else', () => {
    expect(asked(press('[', 'Digit5', { ctrlKey: true }, true))).toEqual(['back']);
  });
});

describe('a key that types no character of its own', () => {
  it.each(['Dead', 'Process', 'Unidentified'])('is no command as %s', (key) => {
    expect(asked(press(key, 'KeyS', { ctrlKey: true }))).toEqual([]);
    expect(asked(press(key, 'BracketLeft', { ctrlKey: true }))).toEqual([]);
  });
});

describe('Caps Lock', () => {
  it('changes no command', () => {
    expect(asked(press('S', 'KeyS', { ctrlKey: true }))).toEqual(['save']);
    expect(asked(press('s', 'KeyS', { ctrlKey: true, shiftKey: true }))).toEqual(['save-as']);
    expect(asked(press('Ы', 'KeyS', { ctrlKey: true }))).toEqual(['save']);
  });
});

describe('the number pad', () => {
  it('has the digits and signs of commands too', () => {
    expect(asked(press('0', 'Numpad0', { ctrlKey: true }))).toEqual(['zoom-reset']);
    expect(asked(press('+', 'NumpadAdd', { ctrlKey: true }))).toEqual(['zoom-in']);
    expect(asked(press('-', 'NumpadSubtract', { ctrlKey: true }))).toEqual(['zoom-out']);
    expect(asked(press('Enter', 'NumpadEnter', { ctrlKey: true }))).toEqual(['append']);
  });
});

describe('Option on a Mac', () => {
  it('leaves a sign that it types to the menu, which knows the letter', () => {
    expect(asked(press('π', 'KeyP', { metaKey: true, altKey: true }), 'standard', 'darwin')).toEqual([]);
    expect(asked(press('l', 'KeyL', { metaKey: true, altKey: true }), 'standard', 'darwin')).toEqual(['tidy-selection']);
  });

  it('commands have the Command key there', () => {
    expect(asked(press('ы', 'KeyS', { metaKey: true }), 'standard', 'darwin')).toEqual(['save']);
    expect(asked(press('s', 'KeyS', { ctrlKey: true }), 'standard', 'darwin')).toEqual([]);
  });
});

describe('Tab', () => {
  it('shows another plan with Control, on a Mac too, and is nothing else otherwise', () => {
    for (const platform of ['linux', 'win32', 'darwin']) {
      expect(asked(press('Tab', 'Tab', { ctrlKey: true }), 'standard', platform)).toEqual(['next-tab']);
      expect(asked(press('Tab', 'Tab', { ctrlKey: true, shiftKey: true }), 'standard', platform)).toEqual(['previous-tab']);
      for (const held of [{}, { shiftKey: true }, { altKey: true }, { metaKey: true }])
        expect(asked(press('Tab', 'Tab', held), 'standard', platform)).toEqual([]);
    }
  });
});

describe('text typed where it begins a search', () => {
  it.each(['a', 'É', 'ф', 'λ', 'ש', 'لا', 'か'])('is a letter of any script: %s', (key) => {
    expect(typesLetter(press(key, 'KeyA'))).toBe(true);
  });
  it.each(['Enter', 'F2', 'Dead', 'Process', '1', '?', ' ', 'ArrowUp'])('is not %s', (key) => {
    expect(typesLetter(press(key, 'KeyA'))).toBe(false);
  });
});
