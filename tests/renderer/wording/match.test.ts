import { describe, expect, it } from 'vitest';
import { matchRank, ranked, wordsOf } from '../../../src/renderer/wording/match.ts';

const find = (query: string, ...titles: string[]) => ranked(titles, query, (title) => [[title, 1]]);

describe('what was typed', () => {
  it('is words without capitals', () => expect(wordsOf('  Azure  ML ')).toEqual(['azure', 'ml']));
});

describe('a ranked search', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['copy', ['Photocopy', 'Copying', 'A copy', 'Copy'], ['Copy', 'A copy', 'Copying', 'Photocopy']],
    ['plan', ['Fit the plan', 'Explanation', 'Plan'], ['Plan', 'Fit the plan', 'Explanation']],
    ['zoom in', ['Zoom into it', 'Zoom in', 'In'], ['Zoom in', 'Zoom into it']],
    ['über', ['Überwachen', 'tauber'], ['Überwachen']],
    ['nothing', ['One', 'Two'], []],
  ])('of “%s” puts exact names first, then whole words, then beginnings', (query, titles, found) => {
    expect(find(query, ...titles)).toEqual(found);
  });

  it('keeps the order of what matches alike, and of everything when nothing was typed', () => {
    expect(find('a', 'a 2', 'a 1')).toEqual(['a 2', 'a 1']);
    expect(find(' ', 'b', 'a')).toEqual(['b', 'a']);
  });

  it('wants every word, and takes the better of two texts', () => {
    const texts = [
      ['Tidy', 10],
      ['lay out', 2],
    ] as const;
    expect(matchRank(texts, ['tidy', 'copy'])).toBe(0);
    expect(matchRank(texts, ['tidy'])).toBeGreaterThan(matchRank(texts, ['lay']));
    expect(matchRank(texts, ['tidy', 'out'])).toBeGreaterThan(0);
  });
});
