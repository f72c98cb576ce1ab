import { expect, it, vi } from 'vitest';
import { steadyWheel } from '../../../../src/renderer/canvas/interaction/steady-wheel';

function turn(element: HTMLElement): void {
  element.dispatchEvent(new WheelEvent('wheel'));
}

it('adds nothing to the element for as long as listeners come and go, and still tells them of the wheel', () => {
  const element = document.createElement('div');
  const early = vi.fn();
  element.addEventListener('wheel', early);
  const added = vi.spyOn(element, 'addEventListener');
  steadyWheel(element);
  added.mockClear();
  const [first, second] = [vi.fn(), vi.fn()];
  element.addEventListener('wheel', first);
  element.removeEventListener('wheel', early);
  element.removeEventListener('wheel', first);
  element.addEventListener('wheel', second);
  expect(added).not.toHaveBeenCalled();
  turn(element);
  expect([early, first, second].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 1]);
});

it('leaves other listeners alone', () => {
  const element = document.createElement('div');
  steadyWheel(element);
  const pressed = vi.fn();
  element.addEventListener('click', pressed);
  element.click();
  element.removeEventListener('click', pressed);
  element.click();
  expect(pressed).toHaveBeenCalledTimes(1);
});

it('gives the element its listeners back when it is undone', () => {
  const element = document.createElement('div');
  const undo = steadyWheel(element);
  const heard = vi.fn();
  element.addEventListener('wheel', heard);
  undo();
  turn(element);
  element.removeEventListener('wheel', heard);
  turn(element);
  expect(heard).toHaveBeenCalledTimes(1);
});
