import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardComposition } from '../../../src/renderer/ui/composition.ts';

const root = join(import.meta.dirname, '..', '..', '..', 'src', 'renderer');
const heard: string[] = [];
let stop: () => void;
const hear = ({ key }: KeyboardEvent) => heard.push(key);

beforeEach(() => {
  heard.length = 0;
  stop = guardComposition(window);
  window.addEventListener('keydown', hear, true);
});
afterEach(() => {
  stop();
  window.removeEventListener('keydown', hear, true);
  document.body.replaceChildren();
});

function press(init: KeyboardEventInit): KeyboardEvent {
  const field = document.createElement('input');
  document.body.append(field);
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  if (init.keyCode !== undefined) Object.defineProperty(event, 'keyCode', { value: init.keyCode });
  field.dispatchEvent(event);
  return event;
}

describe('while text is composed', () => {
  it.each(['Enter', 'Escape', 'ArrowDown', 'Backspace', 'Delete', 'Tab', 's'])('%s is heard by nobody', (key) => {
    press({ key, isComposing: true });
    expect(heard).toEqual([]);
  });

  it('a key that an input method has taken is heard by nobody, also after the composition has ended', () => {
    press({ key: 'Enter', keyCode: 229 });
    press({ key: 'Process', keyCode: 229, ctrlKey: true });
    expect(heard).toEqual([]);
  });

  it('Enter and Escape do nothing to the dialog or form around; other keys are left to the browser', () => {
    expect(press({ key: 'Enter', isComposing: true }).defaultPrevented).toBe(true);
    expect(press({ key: 'Escape', isComposing: true }).defaultPrevented).toBe(true);
    expect(press({ key: 'ArrowLeft', isComposing: true }).defaultPrevented).toBe(false);
  });

  it('every other key press is heard as ever', () => {
    expect(press({ key: 'Enter' }).defaultPrevented).toBe(false);
    expect(heard).toEqual(['Enter']);
  });
});

describe('the window', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('composition.ts'))
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

  it('guards compositions before anything else listens, so that no field can be without it', () => {
    const main = files.find(({ name }) => name === join('app', 'main.ts'))?.text ?? '';
    expect(main).toContain('guardComposition(window)');
    expect(main.indexOf('guardComposition(window)')).toBeLessThan(main.indexOf('new WindowDatabase'));
    expect(main.indexOf('guardComposition(window)')).toBeLessThan(main.indexOf('mount('));
  });

  it('has no field with a way of its own with compositions, but for the source pane, whose editor composes by itself', () => {
    const own = /isComposing|oncomposition|compositionstart|compositionend|keyCode|onkeypress/;
    const others = files.filter(({ name }) => !name.startsWith('source'));
    expect(others.filter(({ text }) => own.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('has no listener that is there before its main module', () => {
    const early = files.filter(({ name, text }) => /^(?:window|document)\.addEventListener/m.test(text) && name !== join('app', 'main.ts'));
    expect(early.map(({ name }) => name)).toEqual([]);
  });
});
