import { describe, expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import { withinTime } from '../../../src/main/output/limits';

describe('what takes too long', () => {
  it('is given up, with words', async () => {
    await expect(withinTime('The PDF', new Promise(() => undefined), 1)).rejects.toThrow(UserError);
  });

  it('is no matter when it comes in time, and a failure is said as one', async () => {
    await expect(withinTime('The PDF', Promise.resolve(7), 60_000)).resolves.toBe(7);
    await expect(withinTime('The PDF', Promise.reject(new Error('Printing failed')), 60_000)).rejects.toMatchObject({
      problem: 'The PDF could not be made: Printing failed.',
    });
  });
});
