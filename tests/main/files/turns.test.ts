import { expect, it } from 'vitest';
import { Turns } from '../../../src/main/files/turns.ts';

it('does one task about a thing after the other, also after one that failed, and others meanwhile', async () => {
  const turns = new Turns();
  const done: string[] = [];
  let end = (): void => {};
  const first = turns.take('a', () => new Promise<void>((_, fail) => (end = () => fail(new Error('no')))));
  const second = turns.take('a', () => Promise.resolve(done.push('second')));
  await turns.take('b', () => Promise.resolve(done.push('other')));
  expect(done).toEqual(['other']);
  end();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(done).toEqual(['other', 'second']);
});
