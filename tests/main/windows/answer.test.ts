import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Answer } from '../../../src/main/windows/answer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks once for callers that wait at the same time, and again later', async () => {
  const answer = new Answer<string>('none');
  const ask = vi.fn();
  const both = Promise.all([answer.wait(ask), answer.wait(ask)]);
  answer.give('yes');
  expect(await both).toEqual(['yes', 'yes']);
  expect(ask).toHaveBeenCalledTimes(1);
  const again = answer.wait(ask);
  answer.give('no');
  expect(await again).toBe('no');
  expect(ask).toHaveBeenCalledTimes(2);
});

it('does not wait for a page that hangs', async () => {
  const answer = new Answer<string>('none');
  const waiting = answer.wait(() => undefined);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await waiting).toBe('none');
  answer.give('too late');
});
