import { describe, expect, it } from 'vitest';
import { englishMarks } from '#engine/format';
import { readTyped } from '../../../src/renderer/amounts/typed.ts';

describe.each([
  ['-1 TB', 'size', 'An amount cannot be negative.'],
  ['-5 min', 'duration', 'A time cannot be negative.'],
] as const)('“%s”', (text, dimension, problem) => {
  it('is refused while it is typed', () => {
    expect(readTyped(text, { kind: 'quantity', dimension }, englishMarks)).toEqual({ problem });
    expect(readTyped(text, { kind: 'any' }, englishMarks)).toEqual({ problem });
  });
});

it('nothing at all of an amount is possible', () => {
  expect(readTyped('0 GB', { kind: 'quantity', dimension: 'size' }, englishMarks)).toMatchObject({ value: '0 GB' });
});
