import { describe, expect, it } from 'vitest';
import { choiceOf, choiceWords, groupChoices } from '../../../src/renderer/outline/group-choice.ts';

const groups = {
  ingest: { title: 'Ingest', nodes: ['a'] },
  serve: { title: 'Serve and ingest back', nodes: ['b'] },
  untitled: { nodes: ['c'] },
};
const offered = (now: string | undefined, typed: string | undefined) => groupChoices(groups, now, typed).map(choiceWords);

describe('what a group can be made', () => {
  it('keeps what is so first while nobody types', () => {
    expect(offered('serve', undefined)).toEqual(['Serve and ingest back', 'No group', 'Ingest', 'untitled']);
    expect(offered(undefined, undefined)).toEqual(['No group', 'Ingest', 'Serve and ingest back', 'untitled']);
  });

  it('is none first when the field was emptied', () => {
    expect(offered('serve', ' ')).toEqual(['No group', 'Ingest', 'Serve and ingest back', 'untitled']);
  });

  it('is what matches, and a new one last', () => {
    expect(offered(undefined, 'ing')).toEqual(['Ingest', 'Serve and ingest back', 'New group “ing”']);
    expect(offered('ingest', 'Score')).toEqual(['New group “Score”']);
  });

  it('is the group of that title first, and no new one of the same', () => {
    expect(offered(undefined, 'INGEST')).toEqual(['Ingest', 'Serve and ingest back']);
    expect(offered(undefined, 'untitled')).toEqual(['untitled']);
  });
});

it('takes a text for the group of its title, the own one of two', () => {
  const twice = { one: { title: 'Twice', nodes: ['a'] }, other: { title: 'Twice', nodes: ['b'] } };
  expect(choiceOf(twice, 'other', 'twice ')).toEqual({ type: 'group', id: 'other', title: 'Twice' });
  expect(choiceOf(twice, undefined, 'twice')).toEqual({ type: 'group', id: 'one', title: 'Twice' });
  expect(choiceOf(twice, 'one', '')).toEqual({ type: 'none' });
  expect(choiceOf(twice, 'one', 'Third')).toEqual({ type: 'new', title: 'Third' });
});
