import { beforeEach, describe, expect, it } from 'vitest';
import type { ShapedLine, Shaper } from '#engine/packet';
import { createShaper } from '#paper';

let shaper: Shaper;
beforeEach(async () => {
  shaper = await createShaper();
});

const runsOf = ({ runs }: ShapedLine) => runs.map(({ font, rightToLeft, text }) => `${font} ${rightToLeft ? '<' : '>'} ${text}`);

describe('a shaped line', () => {
  it('is as wide as its glyphs', () => {
    for (const text of ['Hello', 'a → b', 'مرحبا بالعالم', 'กำลัง', '', '   ']) {
      const line = shaper.shape(text, 'regular');
      const advances = line.runs.flatMap(({ clusters }) => clusters.flatMap(({ glyphs }) => glyphs.map(({ advance }) => advance)));
      expect(line.width).toBeCloseTo(
        advances.reduce((sum, one) => sum + one, 0),
        6,
      );
    }
    expect(shaper.shape('', 'regular').runs).toEqual([]);
  });

  it('has the width that Roboto gives it', () => {
    // units of the font: A 1336, space 507; of 2048
    expect(shaper.shape('A', 'regular').width).toBeCloseTo((1336 / 2048) * 1000, 3);
    expect(shaper.shape('A A', 'regular').width).toBeCloseTo(((2 * 1336 + 507) / 2048) * 1000, 3);
  });

  it('says which characters each glyph draws, so that all text is in the clusters', () => {
    for (const text of ['filed data', 'Ärger → Öl', 'กำลังทำ', '👩‍👩‍👧 ok'])
      expect(
        shaper
          .shape(text, 'regular')
          .runs.flatMap(({ clusters }) => clusters.map((one) => one.text))
          .join(''),
      ).toBe(text);
  });

  it('takes a font of the face, and the regular one where there is none', () => {
    expect(runsOf(shaper.shape('Ab', 'bold'))).toEqual(['roboto-latin-700 > Ab']);
    expect(runsOf(shaper.shape('Ab', 'mono'))).toEqual(['mono-latin > Ab']);
    expect(runsOf(shaper.shape('ŁΩ', 'medium'))).toEqual(['roboto-latin-ext-500 > Ł', 'roboto-greek-500 > Ω']);
    expect(runsOf(shaper.shape('模', 'bold'))).toEqual(['chinese > 模']);
  });

  it('keeps emoji of several characters whole', () => {
    for (const text of ['👩‍👩‍👧', '🇩🇪', '👍🏽', '❤️']) expect(runsOf(shaper.shape(text, 'regular'))).toEqual([`emoji > ${text}`]);
    expect(shaper.shape('👩‍👩‍👧', 'regular').runs[0]?.clusters).toHaveLength(1);
  });

  it('draws digits and marks between words with the font of the words', () => {
    expect(runsOf(shaper.shape('模型（一）', 'regular'))).toEqual(['chinese > 模型（一）']);
    expect(runsOf(shaper.shape('1 👍 2', 'regular'))).toEqual(['roboto-latin-400 > 1 ', 'emoji > 👍', 'roboto-latin-400 >  2']);
  });
});

describe('directions', () => {
  it('orders words of Hebrew from right to left', () => {
    const [run] = shaper.shape('שלום עולם', 'regular').runs;
    expect(run?.clusters.map(({ text }) => text).join('')).toBe([...'שלום עולם'].reverse().join(''));
  });

  it('takes the direction of a line from its first letter', () => {
    expect(runsOf(shaper.shape('abc שלום', 'regular'))).toEqual(['roboto-latin-400 > abc ', 'hebrew < שלום']);
    expect(runsOf(shaper.shape('שלום abc', 'regular'))).toEqual(['roboto-latin-400 > abc', 'hebrew < שלום ']);
  });

  it('keeps numbers readable inside of Arabic', () => {
    const shown = shaper.shape('نموذج 12 جديد', 'regular').runs.map(({ rightToLeft, text }) => (rightToLeft ? '<' : '>') + text.trim());
    expect(shown.filter((run) => run.length > 1)).toEqual(['<جديد', '>12', '<نموذج']);
  });

  it('joins letters of Arabic', () => {
    const joined = shaper.shape('بب', 'regular').runs[0]?.clusters.map(({ glyphs }) => glyphs[0]?.id);
    expect(new Set(joined).size).toBe(2);
  });
});

describe('characters that no font has', () => {
  it('are listed, and only they', () => {
    shaper.shape('ok \ue000 模 ꙮ', 'regular');
    shaper.shape('ok \u{f0000}', 'mono');
    expect([...shaper.missing].sort()).toEqual(['\ue000', 'ꙮ', '\u{f0000}'].sort());
  });

  it('are none of those that have no picture', () => {
    shaper.shape('a\u200bb\u2003c\u00adé\u0301\t', 'regular');
    expect([...shaper.missing]).toEqual([]);
  });

  it('are drawn as a sign if they are halves of characters', () => {
    const line = shaper.shape('a\ud800', 'regular');
    expect(line.text).toBe('a\ud800');
    expect(runsOf(line)).toEqual(['roboto-latin-400 > a\ufffd']);
  });
});
