import { describe, expect, it } from 'vitest';
import { hashOf, type CheckInRecord, type ComparedExport, type ComparedFile } from '#disk';
import { changedFiles, filesAfter } from '../../../src/main/output/check-in-files.ts';

const file = (path: string, state: ComparedFile['state'], next: string | undefined): ComparedFile => ({
  path,
  state,
  disk: next,
  next,
  executable: false,
});
const compared = (isWhole: boolean, ...files: ComparedFile[]): ComparedExport => ({
  folder: '/work',
  files,
  isWhole,
  record: { plan: 'a.yaml', name: 'A', plans: {}, files: {} },
});
const last = (files: Record<string, string> | undefined, beside: Record<string, string> = {}): CheckInRecord => ({
  plan: '',
  beside,
  files,
});
const none = { written: [], hashes: {} };

describe('the files of a check-in', () => {
  it('are all of them the first time, also those that an export has written before', () => {
    const all = compared(true, file('a.yml', 'same', 'a'), file('b.yml', 'new', 'b'), file('README.md', 'foreign', 'ours'));
    const after = filesAfter(all, undefined);
    expect(after).toEqual({ 'a.yml': hashOf('a'), 'b.yml': hashOf('b') });
    const beside = { written: [], hashes: { 'a.svg': hashOf('svg') } };
    expect(changedFiles(all, undefined, after, beside)).toEqual({ written: ['a.yml', 'b.yml', 'a.svg'], removed: [] });
  });

  it('are those that differ from the last check-in, whoever wrote or removed them since', () => {
    const all = compared(true, file('a.yml', 'same', 'a2'), file('b.yml', 'edited', 'b'), file('d.yml', 'gone', undefined));
    const before = last({ 'a.yml': hashOf('a'), 'b.yml': hashOf('b'), 'c.yml': hashOf('c'), 'd.yml': hashOf('d') });
    const after = filesAfter(all, before);
    expect(changedFiles(all, before, after, none)).toEqual({ written: ['a.yml'], removed: ['c.yml', 'd.yml'] });
  });

  it('keep those of targets that were left out', () => {
    const some = compared(false, file('a.yml', 'changed', 'a2'));
    const before = last({ 'a.yml': hashOf('a'), 'b.yml': hashOf('b') });
    const after = filesAfter(some, before);
    expect(after).toEqual({ 'a.yml': hashOf('a2'), 'b.yml': hashOf('b') });
    expect(changedFiles(some, before, after, none)).toEqual({ written: ['a.yml'], removed: [] });
  });

  it('are those that this export has written, after a check-in of an earlier version', () => {
    const all = compared(true, file('a.yml', 'same', 'a'), file('b.yml', 'changed', 'b'), file('c.yml', 'gone', undefined));
    const before = last(undefined);
    expect(changedFiles(all, before, filesAfter(all, before), none)).toEqual({ written: ['b.yml'], removed: ['c.yml'] });
  });
});
