import { describe, expect, it } from 'vitest';
import { UserError } from '#engine/errors';
import { drawingSheet, layoutPacket } from '#engine/packet';
import { paperSizes, type PaperName } from '#engine/plan';
import { drawnFrom } from '../../harness/drawn.ts';
import { plainShaper } from '../../harness/shaper.ts';
import { allMarks, cardsOf, inputOf, packetOf, planOf, sheetsNamed, textsOf, wordsOf } from './harness.ts';

const mm = (points: number) => Math.round((points * 25.4) / 72);

describe('paper', () => {
  it.each(Object.keys(paperSizes) as PaperName[])('%s has its size, upright and across', (paper) => {
    const [short, long] = paperSizes[paper];
    for (const orientation of ['portrait', 'landscape'] as const) {
      const [sheet] = packetOf(planOf(1), { paper, orientation, parts: ['overview'] }).sheets;
      const size = [mm(sheet?.width ?? 0), mm(sheet?.height ?? 0)];
      expect(size).toEqual((orientation === 'portrait' ? [short, long] : [long, short]).map(Math.round));
    }
  });

  it('takes fewer sheets in the better orientation', () => {
    const sheets = (orientation: 'portrait' | 'landscape' | 'best') => packetOf(planOf(60), { orientation }).facts.detailSheets;
    expect(sheets('best')).toBeLessThanOrEqual(Math.min(sheets('portrait'), sheets('landscape')));
  });

  it('takes fewer sheets on larger paper, and one where the plan is legible on it', () => {
    const facts = (paper: PaperName) => packetOf(planOf(60), { paper }).facts;
    expect(facts('A3').detailSheets).toBeLessThan(facts('A4').detailSheets);
    expect(facts('A0').detailSheets).toBe(0);
    expect(facts('A0').smallestText).toBeGreaterThanOrEqual(6);
  });

  it.each([
    [{ paper: { width: 0, height: 100 } }, 'is not a size that can be printed'],
    [{ paper: { width: 6000, height: 100 } }, 'is not a size that can be printed'],
    [{ margins: { top: 100, right: 50, bottom: 100, left: 50 } }, 'The margins leave 110 × 97 mm of the paper "A4".'],
    [
      { margins: { top: 10, right: 200, bottom: 10, left: 10 }, orientation: 'portrait' as const },
      'The margins are larger than the paper "A4".',
    ],
    [{ margins: { top: -1, right: 10, bottom: 10, left: 10 } }, 'The margins leave'],
    [{ smallestText: 2 }, 'The smallest text cannot have 2 pt.'],
    [{ parts: [] }, 'The packet has no parts.'],
    [{ parts: ['cost', 'cost'] as const }, 'names a part twice'],
    [{ paper: { width: 140, height: 140 }, smallestText: 14 }, 'A card with text of 14 pt does not fit'],
  ])('refuses %j', (options, message) => {
    const attempt = () => packetOf(planOf(1), options);
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(message);
  });
});

it('takes the orientation that the margins leave room in', () => {
  const wide = { top: 10, right: 100, bottom: 10, left: 10 };
  expect(packetOf(planOf(1), { margins: wide }).facts.orientation).toBe('landscape');
});

it('keeps the margins and the gutter free', () => {
  const packet = packetOf(planOf(12), { gutter: 15, margins: { top: 20, right: 5, bottom: 12, left: 8 } });
  const left = Math.min(...packet.sheets.flatMap((sheet) => textsOf(sheet).map(({ mark }) => mark.x)));
  expect(mm(left)).toBeGreaterThanOrEqual(23);
});

it('draws in grey alone if asked', () => {
  const colours = (how: 'colour' | 'grey') =>
    JSON.stringify(packetOf(planOf(12), { colours: how }).sheets.map(({ marks }) => marks)).match(/#[0-9a-f]{6}/g) ?? [];
  const isGrey = (colour: string) => colour.slice(1, 3) === colour.slice(3, 5) && colour.slice(3, 5) === colour.slice(5, 7);
  expect(colours('grey').filter((colour) => !isGrey(colour))).toEqual([]);
  expect(colours('colour').some((colour) => !isGrey(colour))).toBe(true);
});

describe('details', () => {
  const plan = { ...planOf(60), groups: { first: { title: 'First pipeline', nodes: ['n1', 'n2', 'n3'] } } };

  it('by stages have a sheet for each lane', () => {
    const titles = sheetsNamed(packetOf(plan, { details: 'stages' }), 'Detail ').map(({ title }) => title);
    for (const lane of ['Orchestration', 'Data transfer', 'Compute', 'Tracking', 'Monitoring'])
      expect(titles.filter((title) => new RegExp(`: ${lane}($| \\()`).test(title)).length).toBeGreaterThan(0);
  });

  it('by groups have a sheet for each group and for the rest', () => {
    const sheets = sheetsNamed(packetOf(plan, { details: 'groups' }), 'Detail ');
    const [group] = sheets.filter(({ title }) => title.includes('First pipeline'));
    expect(group && [...cardsOf(group).keys()].sort()).toEqual(['n1', 'n2', 'n3']);
    expect(sheets.some(({ title }) => title.includes('Not in a group'))).toBe(true);
  });
});

describe('the title block', () => {
  it('has name, summary, file, date, commit, author, prices, totals, scores, numbers and boxes to sign', () => {
    const plan = { ...planOf(12), summary: 'Twelve steps for a test.' };
    const logo = { data: 'AAAA', grey: 'BBBB', width: 20, height: 10 } as const;
    const packet = packetOf(
      plan,
      { parts: ['overview', 'context'] },
      { commit: '1a2b3c4', author: 'A. Tester', organisation: { name: 'Contoso', logo } },
    );
    const [first, second] = packet.sheets.map((sheet) => wordsOf(sheet).replace(/\n/g, ' '));
    for (const text of [
      '12 nodes',
      'Twelve steps for a test.',
      'plan.pipedraft.yaml',
      '2026-11-21',
      '1a2b3c4',
      'A. Tester',
      'azure-',
      'Maintainability',
      `1 of ${packet.sheets.length}`,
      'Prepared',
      'Checked',
      'Approved',
      'Contoso',
    ])
      expect(first).toContain(text);
    for (const text of [
      '12 nodes',
      'plan.pipedraft.yaml',
      '1a2b3c4',
      'A. Tester',
      `2 of ${packet.sheets.length}`,
      'Checked, date',
      'Contoso',
    ])
      expect(second).toContain(text);
    const images = packet.sheets.flatMap(({ marks }) => allMarks(marks)).filter(({ mark }) => mark.kind === 'image');
    expect(images).toHaveLength(packet.sheets.length);
  });

  it.each([
    ['a wide logo', 900, 90],
    ['a square logo', 300, 300],
    ['a high logo', 20, 640],
  ])('draws %s in its own shape, inside the block, and over nothing', (_, width, height) => {
    const logo = { data: 'AAAA', grey: 'BBBB', width, height };
    for (const paper of ['A4', 'A0'] as const) {
      const packet = packetOf(planOf(3), { parts: ['overview', 'context'], paper }, { organisation: { name: 'Contoso', logo } });
      for (const sheet of packet.sheets) {
        const marks = allMarks(sheet.marks).map(({ mark }) => mark);
        const [box] = marks.flatMap((mark) => (mark.kind === 'image' ? [mark.box] : []));
        if (!box) throw new Error('The sheet has no logo.');
        expect(box.width / box.height / (width / height)).toBeCloseTo(1, 1);
        expect(box.x).toBeGreaterThan(0);
        expect(box.y + box.height).toBeLessThan(sheet.height);
        for (const mark of marks) {
          if (mark.kind !== 'text') continue;
          const [left, right] = [mark.x, mark.x + (mark.line.width * mark.size) / 1000];
          const isApart = right <= box.x || left >= box.x + box.width || mark.y <= box.y || mark.y - mark.size >= box.y + box.height;
          expect(isApart, mark.line.text).toBe(true);
        }
      }
    }
  });

  it('shows the logo in grey on a packet without colours, and nothing without a logo', () => {
    const organisation = { logo: { data: 'AAAA', grey: 'BBBB', width: 2, height: 1 } };
    const dataOf = (packet: ReturnType<typeof packetOf>) =>
      packet.sheets.flatMap(({ marks }) => allMarks(marks)).flatMap(({ mark }) => (mark.kind === 'image' ? [mark.data] : []));
    expect(new Set(dataOf(packetOf(planOf(1), { colours: 'grey' }, { organisation })))).toEqual(new Set(['BBBB']));
    expect(dataOf(packetOf(planOf(1), {}, { organisation: {} }))).toEqual([]);
  });

  it('says what is not known', () => {
    const [first] = packetOf(planOf(1)).sheets;
    expect(first && wordsOf(first)).toContain('not known');
  });
});

describe('drawingSheet', () => {
  const drawn = drawnFrom(planOf(12));

  it('is as large as the drawing, and as its scale asks', () => {
    const [once] = drawingSheet(drawn, plainShaper(), 1).sheets;
    const [twice] = drawingSheet(drawn, plainShaper(), 2).sheets;
    expect((twice?.width ?? 0) / (once?.width ?? 1)).toBeCloseTo(2, 3);
    expect(once && [...cardsOf(once).values()][0]?.width).toBeCloseTo(156);
  });

  it('has title, day and legend only on request, and no links', () => {
    const plain = drawingSheet(drawn, plainShaper(), 1).sheets.map(wordsOf).join('\n');
    const rich = drawingSheet(drawn, plainShaper(), 1, { title: 'A plan', date: '2026-11-21', legend: true });
    for (const text of ['A plan', '2026-11-21', 'hands over data']) {
      expect(plain).not.toContain(text);
      expect(rich.sheets.map(wordsOf).join('\n')).toContain(text);
    }
    expect(rich.sheets.flatMap(({ marks }) => allMarks(marks)).filter(({ mark }) => mark.kind === 'link')).toEqual([]);
  });

  it('shows only the nodes that are asked for, with the edges between them', () => {
    const [sheet] = drawingSheet(drawn, plainShaper(), 1, { only: { nodes: ['n1', 'n2', 'nobody'], notes: [] } }).sheets;
    const ids = sheet ? allMarks(sheet.marks).flatMap(({ mark }) => (mark.kind === 'group' ? [`${mark.of.type} ${mark.of.id}`] : [])) : [];
    expect(ids.filter((id) => id.startsWith('node '))).toEqual(['node n1', 'node n2']);
    expect(ids.filter((id) => id.startsWith('edge '))).toEqual(['edge n1/n2/data']);
  });

  it('has no background if it is transparent', () => {
    const white = (transparent: boolean) =>
      JSON.stringify(drawingSheet(drawn, plainShaper(), 1, { isTransparent: transparent }).sheets[0]?.marks[0]);
    expect(white(false)).toContain('#ffffff');
    expect(white(true)).not.toContain('"rect"');
  });
});

it('names the characters that no font has', () => {
  const shaper = { ...plainShaper(), missing: new Set(['ᛒ', 'Ω']) };
  expect(layoutPacket(inputOf(planOf(1)), shaper).facts.missing).toEqual(['Ω', 'ᛒ']);
});
