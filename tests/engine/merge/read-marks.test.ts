import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarks, reconcileTexts } from '#engine/merge';
import { markedDifference } from '../../../src/engine/merge/text/marks.ts';
import { catalog } from '../../harness/resources.ts';

/* The sides of texts with conflict marks. */

const names = { base: 'base', ours: 'ours', theirs: 'theirs' };
const plan = (title: string, more = '') => `pipedraft: 1\nname: Small\nnodes:\n  lake: {service: azure-storage, title: ${title}}\n${more}`;
const marked = `pipedraft: 1
name: Small
nodes:
<<<<<<< HEAD
  lake: {service: azure-storage, title: Mine}
||||||| 4f0c1b2
  lake: {service: azure-storage, title: Old}
=======
  lake: {service: azure-storage, title: Theirs}
>>>>>>> feature/lake of Ada
`;

describe('the sides of a text with conflict marks', () => {
  it('are read with their names and the base', () => {
    expect(readMarks(marked)).toEqual({
      base: plan('Old'),
      ours: plan('Mine'),
      theirs: plan('Theirs'),
      names: { ours: 'HEAD', theirs: 'feature/lake of Ada' },
      conflicts: 1,
    });
  });

  it('are read with the line ends of Windows, longer marks, an empty side, and no base', () => {
    const text = 'a\r\n<<<<<<<<< ours\r\n=========\r\n=======\r\nb\r\n>>>>>>>>> theirs\r\n';
    expect(readMarks(text)).toEqual({
      ours: 'a\r\n',
      theirs: 'a\r\n=======\r\nb\r\n',
      names: { ours: 'ours', theirs: 'theirs' },
      conflicts: 1,
    });
  });

  it.each([
    ['none', 'name: Small\n'],
    ['an end without a beginning', 'a\n=======\nb\n>>>>>>> theirs\n'],
    ['no end', '<<<<<<< ours\na\n=======\nb\n'],
    ['no middle', '<<<<<<< ours\na\n>>>>>>> theirs\n'],
    ['one in the other', '<<<<<<< ours\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n'],
    ['short ones', '<<<<<< ours\na\n======\nb\n>>>>>> theirs\n'],
  ])('are not read from a text with %s', (_, text) => {
    expect(readMarks(text)).toBeUndefined();
  });

  it('are the texts that were marked', () => {
    const texts = fc
      .array(fc.constantFrom('a', 'b', 'c', '', '=====', 'x: 1'), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(texts, texts, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 7, max: 12 }), (ours, theirs, end, size) => {
        fc.pre(ours !== theirs);
        const [mine, yours] = [ours.replaceAll('\n', end), theirs.replaceAll('\n', end)];
        const { text, conflicts } = markedDifference(mine, yours, size);
        expect(readMarks(text)).toEqual({ ours: mine, theirs: yours, names: { ours: 'ours', theirs: 'theirs' }, conflicts });
      }),
      { numRuns: 500 },
    );
  });
});

describe('texts to reconcile', () => {
  it('have our side of each conflict, and what only they changed', () => {
    const base = plan('Old');
    const made = reconcileTexts(
      { base, ours: plan('Mine'), theirs: plan('Theirs', '  train: {service: azure-ml-command-job}\n') },
      catalog,
      'yaml',
      names,
    );
    if ('unreadable' in made) throw new Error('both can be read');
    expect(made.text).toBe(plan('Mine', '  train:\n    service: azure-ml-command-job\n'));
    expect(made.other.nodes).toMatchObject({ lake: { title: 'Theirs' }, train: {} });
    expect(made.conflicts.map(({ id, path }) => [id, ...path])).toEqual([['lake', 'title']]);
  });

  it.each([
    ['without a base', undefined],
    ['with a base that is no plan', 'pipedraft: 99\n'],
  ])('are the two sides %s', (_, base) => {
    const made = reconcileTexts({ base, ours: plan('Mine'), theirs: plan('Theirs') }, catalog, 'yaml', names);
    expect(made).toMatchObject({
      text: plan('Mine'),
      plan: { nodes: { lake: { title: 'Mine' } } },
      other: { nodes: { lake: { title: 'Theirs' } } },
    });
  });

  it('name the side that is no plan', () => {
    const made = reconcileTexts({ ours: plan('Mine'), theirs: 'pipedraft: 99\n' }, catalog, 'yaml', names);
    expect('unreadable' in made && made.unreadable.map(({ side }) => side)).toEqual(['theirs']);
  });
});
