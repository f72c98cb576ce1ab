import { expect, it, vi } from 'vitest';
import { CanvasKeys } from '../../../../src/renderer/canvas/interaction/keyboard.ts';
import { chainOnCanvas } from './canvas-bench.ts';

function atTheKeys(keyPreset: 'standard' | 'letters' = 'standard') {
  const chain = chainOnCanvas();
  const { groups, selection, planFlow, chosen, moves } = chain;
  const [on, start, look, pickService] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  const keys = new CanvasKeys({
    settings: { choices: { keyPreset } },
    groups,
    selection,
    planFlow,
    visible: { overview: false },
    camera: { look },
    notes: { start },
    moves,
    chosen,
    keyboard: { on },
    pickService,
  });
  /** @param card id of what has the keyboard */
  const press = (key: string, init: KeyboardEventInit = {}, card?: string) => {
    const target = document.createElement('div');
    if (card !== undefined) {
      target.className = 'svelte-flow__node';
      target.dataset['id'] = card;
    }
    const event = new KeyboardEvent('keydown', { key, cancelable: true, ...init });
    target.addEventListener('keydown', (heard) => keys.pressed(heard));
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { ...chain, keys, press, on, start, pickService };
}

it('moves what is selected by a step of the grid, with Shift by five', () => {
  const { editor, selection, press } = atTheKeys();
  selection.select(['a']);
  expect(press('ArrowRight')).toBe(true);
  const [step = 0] = editor.plan.layout['a'] ?? [];
  press('ArrowRight', { shiftKey: true });
  expect(step).toBeGreaterThan(0);
  expect(editor.plan.layout['a']).toEqual([6 * step, 0]);
});

it('walks along the edges with Alt, past a collapsed group, and keeps Alt from opening the menu then', () => {
  const { selection, groups, keys, press, on } = atTheKeys();
  groups.collapse(['both']);
  const release = () => {
    const event = new KeyboardEvent('keyup', { key: 'Alt', cancelable: true });
    keys.released(event);
    return event.defaultPrevented;
  };
  expect(release()).toBe(false);
  selection.select(['a']);
  press('ArrowRight', { altKey: true });
  expect([[...selection.nodes], [...groups.collapsed], on.mock.lastCall]).toEqual([['b', 'c'], ['both'], ['b']]);
  press('ArrowRight', { altKey: true });
  expect([[...selection.nodes], on.mock.lastCall]).toEqual([['d'], ['d']]);
  expect([release(), release()]).toEqual([true, false]);
  keys.usedAlt(); // as a drag that copies does
  expect([release(), release()]).toEqual([true, false]);
});

it('opens a block and writes a note with Enter', () => {
  const { selection, groups, press, on, start } = atTheKeys();
  groups.collapse(['both']);
  expect(press('Enter', {}, 'group:both')).toBe(true);
  expect([[...groups.collapsed], [...selection.nodes], on.mock.lastCall]).toEqual([[], ['b', 'c'], ['b']]);
  press('Enter', {}, 'note:why');
  expect(start).toHaveBeenCalledWith('note:why');
  expect(press('Enter', {}, 'a')).toBe(false);
});

it('picks a service by the letter it begins with, and leaves letters to commands that have them', () => {
  const typed = atTheKeys();
  expect(typed.press('k')).toBe(true);
  expect(typed.pickService).toHaveBeenCalledWith('k');
  const letters = atTheKeys('letters');
  expect(letters.press('k')).toBe(false);
  expect(letters.press('ArrowRight', { ctrlKey: true })).toBe(false);
  expect(letters.pickService).not.toHaveBeenCalled();
});
