import { describe, expect, it } from 'vitest';
import { PlanProblems, UserError, type Problem } from '#engine/errors';
import { refusedBy } from '../../../src/main/ipc/refused.ts';

describe('what a window is told of something that was not done', () => {
  it('is what the error says, and nothing is logged', () => {
    const log: unknown[] = [];
    expect(refusedBy(new UserError('The disk is full.', 'Make room.'), (error) => log.push(error))).toEqual({
      problem: 'The disk is full.',
      fix: 'Make room.',
    });
    expect(log).toEqual([]);
  });

  it('is one calm sentence for a fault of ours, which is logged whole', () => {
    const log: unknown[] = [];
    const fault = new TypeError('undefined is not a function at /somewhere/secret');
    expect(JSON.stringify(refusedBy(fault, (error) => log.push(error)))).not.toContain('secret');
    expect(log).toEqual([fault]);
  });

  it('names the first problems of a file and how many there are, each cut to a length that can be read', () => {
    const problem: Problem = {
      message: `"${'x'.repeat(100_000)}" is not a key of a plan.`,
      fix: 'Remove it.',
      place: { line: 1, column: 2 },
    };
    const many = Array.from({ length: 4999 }, () => problem);
    const { unreadable } = refusedBy(new PlanProblems('plan.yaml', [problem, ...many]), () => {});
    expect(unreadable).toMatchObject({ file: 'plan.yaml', count: 5000, isCut: false });
    expect(unreadable?.problems).toHaveLength(50);
    const [first] = unreadable?.problems ?? [];
    expect(first).toEqual({
      message: expect.stringMatching(/^"x{400,600} … x+" is not a key of a plan\.$/),
      fix: 'Remove it.',
      place: { line: 1, column: 2 },
    });
  });
});
