import { describe, expect, it } from 'vitest';
import { drawPlan } from '#engine/draw';
import { documentOf } from '#engine/plan';
import { drawnFrom } from '../../harness/drawn.ts';
import { planOfTexts, withEveryText } from '../../harness/texts-of-plan.ts';
import { readXml, textOf } from '../../harness/xml.ts';
import { packetOf, wordsOf } from '../packet/harness.ts';

/* Texts of a plan, whoever wrote them, have no power over a drawing or a sheet, and take no more room than a person reads. */

const controls =
  '\u0000\u0007\u001b[2J\u007f\u009b\u0085\u200e\u200f\u061c\u2028\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe';
const acting = /(?![\n\t])\p{Cc}|\p{Bidi_Control}|\p{Cs}|\p{Zl}|\p{Zp}|[\ufffe\uffff]/gu;

function sheetsOf(text: string) {
  const packs = [{ id: 'own', name: text, version: text }];
  return packetOf(withEveryText(planOfTexts, text), {}, { packs, file: text, author: text }).sheets.map(wordsOf);
}

describe('control characters in every text of a plan', () => {
  const text = `${'x'.repeat(3)}${controls}y`;
  const drawn = drawnFrom(withEveryText(planOfTexts, text));

  it('are in it', () => {
    expect(JSON.stringify(documentOf(drawn.plan)).split('xxx').length).toBeGreaterThan(25);
    expect(JSON.stringify(drawn.findings)).toContain('xxx');
  });

  it('are escapes in a drawing', () => {
    const { svg } = drawPlan(drawn);
    expect([...svg.matchAll(acting)].map(([sign]) => escape(sign))).toEqual([]);
    expect(textOf(readXml(svg))).toContain('xxx\\u0000\\u0007\\u001b[2J\\u007f\\u009b');
    expect(textOf(readXml(svg))).toContain('\\u202e\\u2066');
  });

  it('are escapes on sheets', () => {
    const said = sheetsOf(text).join('\n');
    expect([...said.matchAll(acting)].map(([sign]) => escape(sign))).toEqual([]);
    expect(said).toContain('\\u001b[2J');
  });
});

it('keeps titles in Arabic and Hebrew as they are', () => {
  const title = 'איסוף נתונים – جمع البيانات (v2)';
  const svg = textOf(readXml(drawPlan(drawnFrom(withEveryText(planOfTexts, title))).svg));
  expect(svg).toContain(title);
});

describe('texts of 200,000 characters', () => {
  it.each(['w'.repeat(200_000), 'word '.repeat(40_000), '語'.repeat(200_000)])('fit on a few sheets', (text) => {
    const sheets = sheetsOf(text);
    expect(sheets.length).toBeLessThan(40);
    expect(sheets.join('').length).toBeLessThan(300_000);
    expect(sheets.join('')).toContain('…');
  });

  it('are shortened in a drawing', () => {
    const { svg, height } = drawPlan(drawnFrom(withEveryText(planOfTexts, 'word '.repeat(40_000))));
    expect(svg.length).toBeLessThan(60_000);
    expect(height).toBeLessThan(3000);
  });
});
