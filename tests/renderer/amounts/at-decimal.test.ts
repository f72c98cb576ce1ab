import { describe, expect, it } from 'vitest';
import { englishMarks, marksOf } from '#engine/format';
import { atDecimal } from '../../../src/renderer/amounts/at-decimal';

describe('an amount in a column', () => {
  it.each([
    ['98.54', '98', '.54'],
    ['1,235', '1,235', ''],
    ['at least 50.00', 'at least 50', '.00'],
    ['under 0.01', 'under 0', '.01'],
    ['+12.50', '+12', '.50'],
    ['unknown', 'unknown', ''],
    ['free', 'free', ''],
    ['0', '0', ''],
  ])('splits %s', (text, whole, fraction) => {
    expect(atDecimal(text, englishMarks)).toEqual({ whole, fraction });
  });

  it('splits at the mark of the language', () => {
    expect(atDecimal('98,54', marksOf('de-DE'))).toEqual({ whole: '98', fraction: ',54' });
    expect(atDecimal('1.235', marksOf('de-DE'))).toEqual({ whole: '1.235', fraction: '' });
  });
});
