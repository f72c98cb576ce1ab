import { expect, it } from 'vitest';
import { nearestOf } from '#engine/plan';

it.each([
  ['sgv', ['png', 'svg', 'csv'], 'svg'], // two letters that changed places are one slip
  ['jsn', ['text', 'json'], 'json'],
  ['dbt', ['git', 'sql'], undefined], // another word of three letters is no slip
  ['Servcie', ['service', 'settings'], 'service'],
  ['ab', ['ba'], 'ba'],
  ['svg', ['svg'], 'svg'],
])('%s among %j means %s', (word, known, meant) => {
  expect(nearestOf(word, known)).toBe(meant);
});
