import { expect, it } from 'vitest';
import { mostAwake, tooMany } from '../../../src/main/windows/sleep.ts';

const tab = (shownAt: number, { isShown = false, isAwake = true } = {}) => ({ shownAt, isShown, isAwake });

it('lets as many pages stay as are allowed', () => {
  expect(tooMany(Array.from({ length: mostAwake }, (_, at) => tab(at)))).toEqual([]);
});

it('puts those to sleep that were not shown for longest', () => {
  expect(tooMany([tab(5), tab(1), tab(3), tab(2), tab(4, { isShown: true })], 3).map(({ shownAt }) => shownAt)).toEqual([1, 2]);
});

it('never takes a page that is on the screen, of however many windows', () => {
  const shown = [1, 2, 3].map((at) => tab(at, { isShown: true }));
  expect(tooMany(shown, 2)).toEqual([]);
  expect(tooMany([...shown, tab(9)], 2).map(({ shownAt }) => shownAt)).toEqual([9]);
});

it('does not count tabs that sleep already', () => {
  expect(tooMany([tab(1, { isAwake: false }), tab(2), tab(3)], 2)).toEqual([]);
});
