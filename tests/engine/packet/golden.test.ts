import { describe, expect, it } from 'vitest';
import type { DisplayList, Sheet, TextMark } from '#engine/packet';
import { readPlan, type Plan } from '#engine/plan';
import { examples } from '../../harness/resources.ts';
import { allMarks, cardsOf, packetOf, planOf, textsOf, type Found } from './harness.ts';

/* Texts and positions of packets, to be read and compared. Writers are not involved, so no pixel changes them. */

const churn = examples.find(({ file }) => file === 'churn-scoring.pipedraft.yaml');

it.each(['A4', 'A3'] as const)('lays the churn example out on %s as before', async (paper) => {
  const { plan } = readPlan(churn?.text ?? '', 'churn');
  const packet = packetOf(plan, { paper, parts: ['overview', 'details', 'findings', 'decisions'] });
  await expect(inFull(packet)).toMatchFileSnapshot(`golden/churn-${paper}.txt`);
});

it('lays one node out on A4 as before, with every part', async () => {
  await expect(inFull(packetOf(planOf(1)))).toMatchFileSnapshot('golden/1-A4.txt');
});

describe.each(['A4', 'A3'] as const)('%s', (paper) => {
  it.each([1, 12, 60, 200, 500])('lays out the drawing of %i nodes as before', async (count) => {
    const packet = packetOf(planOf(count), { paper, parts: ['overview', 'details'] });
    await expect(inShort(packet)).toMatchFileSnapshot(`golden/drawing-${count}-${paper}.txt`);
  });
});

it('lays out a drawing whose stages go right as before', async () => {
  const plan: Plan = { ...planOf(30), direction: 'left-to-right' };
  await expect(inShort(packetOf(plan, { parts: ['overview', 'details'] }))).toMatchFileSnapshot('golden/drawing-30-right.txt');
});

/** Every text with its place, a line for each line of text on the sheet. From the third sheet on, without the strip of the title block. */
function inFull({ sheets }: DisplayList): string {
  const shown = (sheet: Sheet, at: number) =>
    textsOf(sheet).filter(({ within }) => at < 2 || within.at(-1) !== 'artifact' || within.length > 1);
  return sheets.map((sheet, at) => `${headOf(sheet, at)}\n${rowsOf(shown(sheet, at)).join('\n')}\n`).join('\n');
}

function headOf({ title, width, height }: Sheet, at: number): string {
  return `## ${at + 1}: ${title} (${Math.round(width)} × ${Math.round(height)})`;
}

/** Texts on one baseline are one row: `y: x text | x text`. */
function rowsOf(found: readonly Found<TextMark>[]): readonly string[] {
  const rows = new Map<string, TextMark[]>();
  for (const { mark } of found) {
    const key = `${mark.y.toFixed(1)} (${mark.size})`;
    rows.set(key, [...(rows.get(key) ?? []), mark]);
  }
  return [...rows]
    .sort(([, [a]], [, [b]]) => (a?.y ?? 0) - (b?.y ?? 0) || (a?.size ?? 0) - (b?.size ?? 0))
    .map(([key, marks]) => {
      const texts = [...marks].sort((a, b) => a.x - b.x).map(({ x, line }) => `${x.toFixed(1)} ${line.text}`);
      return `${key}: ${texts.join(' | ')}`;
    });
}

/** The cards and connectors of each sheet with their places. */
function inShort({ sheets }: DisplayList): string {
  return sheets
    .map((sheet, at) => {
      const cards = [...cardsOf(sheet)].map(([id, { x, y, width }]) => `${id} @${Math.round(x)},${Math.round(y)} w${width.toFixed(1)}`);
      const chips = allMarks(sheet.marks).flatMap(({ mark }) => {
        if (mark.kind !== 'group' || !mark.of.id.startsWith('connector')) return [];
        const box = mark.marks.flatMap((inner) => (inner.kind === 'rect' ? [inner.box] : []))[0];
        return [`${mark.of.id.replaceAll('connector ', '')} @${Math.round(box?.x ?? 0)},${Math.round(box?.y ?? 0)}`];
      });
      const shown = sheet.title === 'Overview' ? cards.slice(0, 3) : cards;
      const grid = sheet.title === 'Overview' ? gridOf(sheet) : [];
      return [headOf(sheet, at), ...inLines(shown), ...inLines(grid), ...(chips.length > 0 ? ['connectors:', ...inLines(chips)] : [])].join(
        '\n',
      );
    })
    .join('\n\n')
    .concat('\n');
}

/** The numbers of the detail sheets over the overview. */
function gridOf(sheet: Sheet): readonly string[] {
  return textsOf(sheet)
    .filter(({ mark, within }) => within.at(-1) === 'Figure' && mark.face === 'bold')
    .map(({ mark }) => `sheet ${mark.line.text} @${Math.round(mark.x)},${Math.round(mark.y)}`);
}

function inLines(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < words.length; at += 6) lines.push(words.slice(at, at + 6).join('; '));
  return lines;
}
