import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, fitText, textWidth } from '#engine/draw';
import { anyText } from '../../harness/arbitraries.ts';

const weights = ['regular', 'medium'] as const;

describe.each(weights)('%s', (weight) => {
  it.each([
    // as Chromium measures them, from the font files that ship
    ['0123456789', { regular: 56.2, medium: 56.8 }],
    ['Azure', { regular: 25.67, medium: 26.14 }],
    ['€', { regular: 5.62, medium: 5.62 }],
  ])('%s is as wide as the font has it', (text, widths) => {
    expect(textWidth(text, 10, weight)).toBeCloseTo(widths[weight], 5);
  });

  it('grows with the size, and with every character', () => {
    expect(textWidth('Train', 20, weight)).toBeCloseTo(2 * textWidth('Train', 10, weight), 10);
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(textWidth(a + b, 10, weight)).toBeCloseTo(textWidth(a, 10, weight) + textWidth(b, 10, weight), 6);
      }),
    );
  });

  it('counts what it does not know as wide', () => {
    expect(textWidth('漢', 10, weight)).toBe(7);
    expect(textWidth('\u0000', 10, weight)).toBe(7);
  });

  it('shortens to what fits, and only then', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 12, max: 300 }), (text, width) => {
        const fitted = fitText(text, width, 10, weight);
        const line = text.replace(/\s+/g, ' ').trim();
        expect(textWidth(fitted, 10, weight)).toBeLessThanOrEqual(width);
        if (fitted !== line) {
          expect(fitted.endsWith('…')).toBe(true);
          expect(line.startsWith(fitted.slice(0, -1))).toBe(true);
          expect(textWidth(line, 10, weight)).toBeGreaterThan(width * 0.96);
        }
      }),
    );
  });

  it('breaks into lines that fit and lose nothing', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 20 }), fc.integer({ min: 12, max: 300 }), (texts, width) => {
        const text = texts.join(' ');
        const lines = breakLines(text, width, 10, weight);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        expect(lines.filter((line) => textWidth(line, 10, weight) > width || line.trim() !== line || line === '')).toEqual([]);
      }),
    );
  });
});

it('breaks at spaces where it can', () => {
  expect(breakLines('one two  three', 40, 10)).toEqual(['one two', 'three']);
  expect(breakLines('a Supercalifragilistic b', 40, 10)).toEqual(['a', 'Superca', 'lifragilist', 'ic b']);
});
