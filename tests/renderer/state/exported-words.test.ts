import { describe, expect, it, vi } from 'vitest';
import type { CheckedIn } from '#ipc';
import { showCheckedIn, showExported } from '../../../src/renderer/state/exported-words.ts';
import { Messages } from '../../../src/renderer/state/messages.svelte.ts';

const result = (more: Partial<CheckedIn> = {}): CheckedIn => ({
  folder: 'repository',
  files: 3,
  written: 0,
  merged: 0,
  removed: 0,
  edited: 0,
  gaps: 0,
  remarks: 0,
  readme: 'README.md',
  lookAt: [],
  beside: [],
  message: 'Change Train\n',
  isLost: false,
  ...more,
});
const none = () => undefined;
const texts = (messages: Messages) => messages.shown.map(({ text }) => text);

describe('the messages of an export', () => {
  it('call files "as the plan gives them" only if all are', () => {
    vi.useFakeTimers();
    const messages = new Messages();
    showExported(messages, result(), none);
    expect(texts(messages)[0]).toContain('All 3 files in “repository” are as the plan gives them.');
    showExported(messages, result({ edited: 1 }), none);
    expect(texts(messages)[0]).toContain('Nothing was written to “repository”: 1 file edited, the others as the plan gives them.');
    showExported(messages, result({ lookAt: [{ path: 'cost.csv', state: 'foreign' }] }), none);
    expect(texts(messages).join()).not.toContain('as the plan gives them');
    vi.useRealTimers();
  });

  it('take the place of those of the last one, also of its conflict', () => {
    vi.useFakeTimers();
    const messages = new Messages();
    showCheckedIn(messages, result({ lookAt: [{ path: 'a.yml', state: 'conflict' }] }), none);
    expect(messages.shown).toHaveLength(2);
    showCheckedIn(messages, result({ written: 1 }), none);
    expect(messages.shown).toHaveLength(1);
    expect(texts(messages)[0]).toContain('1 file of 3 written');
    vi.useRealTimers();
  });

  it.each([
    [{}, 'Nothing is left to be filled in.'],
    [{ gaps: 2 }, '2 values left to be filled in: README.md lists them.'],
    [{ remarks: 1 }, 'Nothing is left to be filled in. 1 remark on what is in no file: README.md lists it.'],
    [
      { gaps: 1, remarks: 3, readme: 'docs/README.md' },
      '1 value left to be filled in and 3 remarks on what is in no file: docs/README.md lists them.',
    ],
    [{ gaps: 1, readme: null }, '1 value left to be filled in.'], // of an exporter alone
  ])('say what the files leave open, for a check-in as for an export: %o', (open, words) => {
    vi.useFakeTimers();
    for (const show of [showExported, showCheckedIn]) {
      const messages = new Messages();
      show(messages, result({ written: 1, ...open }), none);
      expect(texts(messages)[0]).toContain(words);
    }
    vi.useRealTimers();
  });

  it('say that the record of the last check-in was damaged', () => {
    vi.useFakeTimers();
    const messages = new Messages();
    showCheckedIn(messages, result({ isLost: true }), none);
    expect(texts(messages)[1]).toContain('.pipedraft/check-in.json, was damaged');
    vi.useRealTimers();
  });
});
