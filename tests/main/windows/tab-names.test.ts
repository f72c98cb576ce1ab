import { expect, it } from 'vitest';
import { wordsOfTabs, type NamedTab } from '../../../src/main/windows/tab-names.ts';

const words = (...tabs: readonly (readonly [name: string, folder: string | null])[]) =>
  wordsOfTabs(tabs.map(([name, folder]): NamedTab => ({ name, folder }))).map(({ name, where }) =>
    where === null ? name : `${name} | ${where}`,
  );

it.each([
  ['the usual ending is left out', [['churn.pipedraft.yaml', '/p']], ['churn']],
  ['another ending stays', [['churn.yaml', '/p']], ['churn.yaml']],
  ['a plan without a file has its own name', [['churn.pipedraft.yaml', null]], ['churn.pipedraft.yaml']],
  [
    'names that differ need no folder',
    [
      ['a.pipedraft.yaml', '/p'],
      ['b.pipedraft.yaml', '/p'],
    ],
    ['a', 'b'],
  ],
  [
    'names that differ in the ending keep it',
    [
      ['a.pipedraft.yaml', '/p'],
      ['a.pipedraft.json', '/p'],
    ],
    ['a.pipedraft.yaml', 'a.pipedraft.json'],
  ],
  [
    'equal names have the folder',
    [
      ['a.pipedraft.yaml', '/work/one'],
      ['a.pipedraft.yaml', '/work/two'],
    ],
    ['a | one', 'a | two'],
  ],
  [
    'folders of equal names have as much of their path as tells them apart',
    [
      ['a.pipedraft.yaml', '/one/plans'],
      ['a.pipedraft.yaml', '/two/plans'],
      ['b.pipedraft.yaml', '/two/plans'],
    ],
    ['a | one/plans', 'a | two/plans', 'b'],
  ],
  [
    'a folder that is the end of the other has all of its path',
    [
      ['a.pipedraft.yaml', '/plans'],
      ['a.pipedraft.yaml', '/work/plans'],
    ],
    ['a | /plans', 'a | work/plans'],
  ],
  [
    'folders of Windows keep their separators',
    [
      ['a.pipedraft.yaml', 'C:\\one\\plans'],
      ['a.pipedraft.yaml', 'C:\\two\\plans'],
    ],
    ['a | one\\plans', 'a | two\\plans'],
  ],
  [
    'two plans without a file cannot be told apart',
    [
      ['Untitled', null],
      ['Untitled', null],
    ],
    ['Untitled', 'Untitled'],
  ],
] as const)('%s', (_, tabs, expected) => {
  expect(words(...tabs)).toEqual(expected);
});
