import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, fitText, textWidth } from '#engine/draw';
import { clusters, legible } from '#engine/plan';
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

  it('grows with the size, and with every character that does not join the one before', () => {
    expect(textWidth('Train', 20, weight)).toBeCloseTo(2 * textWidth('Train', 10, weight), 10);
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(textWidth(`${a} ${b}`, 10, weight)).toBeCloseTo(
          textWidth(a, 10, weight) + textWidth(' ', 10, weight) + textWidth(b, 10, weight),
          6,
        );
      }),
    );
  });

  it.each([
    ['漢', 10],
    ['デ', 10],
    ['（', 10],
    ['Ａ', 10],
    ['한', 10],
    ['\u1112\u1161\u11ab', 10], // the same syllable in its parts
    ['😀', 14],
    ['🧑‍💻', 14],
    ['👩🏽‍🔬', 14],
    ['🇩🇪', 14],
    ['\u0000', 7],
  ])('%s is not wider than it is counted', (text, units) => {
    expect(textWidth(text, 10, weight)).toBe(units);
  });

  it('counts no room for accents and joiners', () => {
    expect(textWidth('e\u0302\u0303\u0304', 10, weight)).toBe(textWidth('e', 10, weight));
    expect(textWidth('ż', 10, weight)).toBe(textWidth('z', 10, weight));
    expect(textWidth('a\u200d\u200bb', 10, weight)).toBe(textWidth('ab', 10, weight));
    expect(textWidth('กำลัง', 10, weight)).toBeLessThanOrEqual(4 * 7);
  });

  it('cuts no character in two', () => {
    const anyCharacter = fc.constantFrom('客', 'デ', 'ー', '（', '）', '한', '🧑‍💻', '👩🏽‍🔬', '🇩🇪', 'e\u0302\u0303', 'กำ', 'क्षि', 'ш', 'a', ' ');
    fc.assert(
      fc.property(fc.array(anyCharacter, { maxLength: 30 }), fc.integer({ min: 30, max: 200 }), (characters, width) => {
        const text = characters.join('');
        const whole = new Set([...clusters(text), '…']);
        expect(clusters(fitText(text, width, 10, weight)).filter((cluster) => !whole.has(cluster))).toEqual([]);
        const lines = breakLines(text, width, 10, weight);
        expect(lines.flatMap((line) => clusters(line)).filter((cluster) => !whole.has(cluster))).toEqual([]);
        expect(lines.filter((line) => textWidth(line, 10, weight) > width)).toEqual([]);
      }),
    );
  });

  it('shortens to what fits, and only then', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 12, max: 300 }), (text, width) => {
        const fitted = fitText(text, width, 10, weight);
        const line = legible(text).replace(/\s+/g, ' ').trim();
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
      fc.property(fc.array(anyText, { maxLength: 20 }), fc.integer({ min: 40, max: 300 }), (texts, width) => {
        const text = texts.join(' ');
        const lines = breakLines(text, width, 10, weight);
        expect(lines.join('').replace(/\s/g, '')).toBe(legible(text).replace(/\s/g, ''));
        expect(lines.filter((line) => textWidth(line, 10, weight) > width || line.trim() !== line || line === '')).toEqual([]);
      }),
    );
  });
});

it('breaks at spaces where it can', () => {
  expect(breakLines('one two  three', 40, 10)).toEqual(['one two', 'three']);
  expect(breakLines('a Supercalifragilistic b', 40, 10)).toEqual(['a', 'Superca', 'lifragilist', 'ic b']);
});

it('breaks between characters of scripts without spaces, and leaves punctuation where it belongs', () => {
  expect(breakLines('客户流失评分模型', 52, 10)).toEqual(['客户流失评', '分模型']);
  expect(breakLines('データ（原本）を保存', 42, 10)).toEqual(['データ', '（原本）', 'を保存']);
  expect(breakLines('顧客データ。次', 52, 10)).toEqual(['顧客デー', 'タ。次']);
  expect(breakLines('GPU训练 v2', 42, 10)).toEqual(['GPU训练', 'v2']);
});
