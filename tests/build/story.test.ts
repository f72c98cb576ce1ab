import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionCount, mostActions, parts, storyPage } from '../../scripts/story.mjs';

const guide = join(import.meta.dirname, '..', '..', 'docs', 'guide');

describe('the story of a first plan', () => {
  it('takes no more actions than it may', () => {
    expect(actionCount).toBeLessThanOrEqual(mostActions);
  });

  it('is the page of the guide, word for word', () => {
    expect(readFileSync(join(guide, 'first-plan.md'), 'utf8')).toBe(storyPage());
  });

  it('has all its pictures', () => {
    expect(parts.filter(({ picture }) => !existsSync(join(guide, 'pictures', picture)))).toEqual([]);
  });

  it('numbers its actions from the first part to the last', () => {
    const numbers = [...storyPage().matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: actionCount }, (_, at) => at + 1));
  });
});
