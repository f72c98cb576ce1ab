import { describe, expect, it } from 'vitest';
import { drawPacket, papers, textWidth, type Paper, type PacketInput } from '#engine/draw';
import { emptyPlan, titleOf, type Plan } from '#engine/plan';
import { deepFreeze } from '../../harness/deep-freeze.ts';
import { drawnFrom, manyPlans } from '../../harness/drawn.ts';
import { elementsOf, readHtml, textOf, type Element } from '../../harness/xml.ts';

const ptPerMm = 72 / 25.4;
const sizes = (Object.keys(papers) as Paper[]).flatMap((paper) => [[paper, 'portrait'] as const, [paper, 'landscape'] as const]);

const small: Plan = {
  ...emptyPlan('Small <plan> & "more"'),
  summary: 'A plan <for a test> & nothing else, with a summary that is far too long to stand in the title block of a sheet. '.repeat(8),
  nodes: {
    store: {
      service: 'azure-storage',
      title: '<script>&"',
      usage: { storedData: '100 GB', writeOperations: 50000, readOperations: 300000 },
    },
    cluster: { service: 'azure-ml-compute', title: 'Cluster', usage: { vmSize: 'Standard_DS4_v2', hoursPerMonth: 10 } },
    image: { service: 'conda-environments', title: 'Environment' },
  },
  waivers: [{ rule: 'approach-stated', because: 'Both are <tried>', owner: 'A & B', until: '2027-06-30' }],
};

describe.each(manyPlans)('%s', (_, plan) => {
  const drawn = deepFreeze(drawnFrom(plan));

  it.each(sizes)('fits %s %s', (paper, orientation) => {
    const packet = drawPacket(inputOf(drawn, { paper, orientation }));
    const root = readHtml(packet.html);
    const [short, long] = papers[paper];
    const [width, height] = orientation === 'landscape' ? [long, short] : [short, long];
    expect(packet.html).toContain(`@page { size: ${width}mm ${height}mm; margin: 0; }`);
    expect(sheetsOf(root)).toHaveLength(packet.pages);
    // the diagram and the title block share the first sheet
    const [diagram, block] = [classed(root, 'diagram'), classed(root, 'block')].map((element) =>
      millimetres(element?.attributes['style'], 'height'),
    );
    expect((diagram ?? NaN) + (block ?? NaN)).toBeLessThan(height - 20 - 6 - 3);
    const svg = elementsOf(root).find(({ name }) => name === 'svg');
    expect(parseFloat(svg?.attributes['width'] ?? '')).toBeLessThanOrEqual(width - 20 + 0.01);
    expect(parseFloat(svg?.attributes['height'] ?? '')).toBeLessThanOrEqual((diagram ?? NaN) + 0.01);
    for (const table of elementsOf(root).filter(({ name }) => name === 'table')) {
      const rows = rowsOf(table).map((cells) => cells.map(linesOf));
      const used = rows.reduce((sum, cells) => sum + Math.max(1, ...cells.map(({ length }) => length)) * 8 * 1.35 + 2.1 * ptPerMm, 0);
      expect(used / ptPerMm).toBeLessThan(height - 20 - 10 - 6);
      const room = elementsOf(table)
        .filter(({ name }) => name === 'th')
        .map(({ attributes }) => millimetres(attributes['style'], 'width') - 2.4);
      expect(room.reduce((sum, one) => sum + one + 2.4, 0)).toBeCloseTo(width - 20, 1);
      const wide = rows.flatMap((cells) => cells.flatMap((lines, at) => lines.filter((line) => widthOf(line) > (room[at] ?? 0) * ptPerMm)));
      expect(wide.map(textOf)).toEqual([]);
    }
  });

  it('says every finding under its number, whole', () => {
    const told = bodyOf(readHtml(drawPacket(inputOf(drawn)).html), 'Findings').filter(([number]) => number !== '');
    expect(told.map(([number]) => Number(number))).toEqual(drawn.findings.map(({ number }) => number));
    const words = textsIn(readHtml(drawPacket(inputOf(drawn)).html), 'Findings');
    for (const { message, why, waived } of drawn.findings)
      for (const text of [message, why, waived?.because ?? '']) expect(words).toContain(text.replace(/\s/g, ''));
  });

  it('says what every node is charged, in words, and nothing that comes to nothing', () => {
    const root = readHtml(drawPacket(inputOf(drawn)).html);
    const rows = bodyOf(root, 'Cost');
    expect(rows.filter(([, , , , amount]) => /^0(\.0+)?$/.test(amount ?? '')).filter(([name]) => !name?.startsWith('Total'))).toEqual([]);
    expect(rows.filter(([, , quantity]) => /\b(gb|tb|dbu|vcore|\d+k)\b/.test(quantity ?? ''))).toEqual([]);
    const words = textsIn(root, 'Cost');
    for (const id of Object.keys(plan.nodes)) expect(words).toContain(titleOf(plan, id).replace(/\s/g, ''));
    expect(words).toContain(drawn.cost.priceBook.id);
  });

  it('is the same each time', () => {
    expect(drawPacket(inputOf(drawn)).html).toBe(drawPacket(inputOf(drawn)).html);
  });
});

it('lays out the sheets of a small plan as before', async () => {
  const { html } = drawPacket(inputOf(drawnFrom(small), { orientation: 'portrait' }));
  // the drawing has a golden file of its own
  await expect(html.replace(/<svg[\s\S]*<\/svg>/, '<svg/>').replace(/<(section|tr|h2|div|p|dl|footer)/g, '\n<$1')).toMatchFileSnapshot(
    'golden/small.html',
  );
});

it('runs nothing and fetches nothing but its styles', () => {
  const all = elementsOf(readHtml(drawPacket(inputOf(drawnFrom(small))).html));
  expect(all.filter(({ name }) => ['script', 'img', 'iframe', 'a', 'object'].includes(name))).toEqual([]);
  expect(all.flatMap(({ attributes }) => attributes['href'] ?? attributes['src'] ?? [])).toEqual(['/styles.css']);
});

it('carries on on the next sheet when one row is longer than a sheet', () => {
  const words = Array.from({ length: 1500 }, (_, at) => `word${at}`);
  const nodes = Object.fromEntries(words.map((word, at) => [`n${at}`, { service: 'conda-environments', title: word.repeat(4) }]));
  const root = readHtml(drawPacket(inputOf(drawnFrom({ ...small, nodes }))).html);
  const named = new Set(textsOfTable(root, 'Cost').flatMap((text) => text.split(/[ ,]+/)));
  expect(words.filter((word) => !named.has(word.repeat(4)))).toEqual([]);
  expect(sheetsOf(root).filter((sheet) => headingOf(sheet)?.startsWith('Cost')).length).toBeGreaterThan(2);
});

it('keeps what a node is charged together on a sheet', () => {
  const nodes = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [`n${at}`, { ...small.nodes['store'], service: 'azure-storage' }]),
  );
  const root = readHtml(drawPacket(inputOf(drawnFrom({ ...small, nodes }))).html);
  const tables = elementsOf(root).filter(({ name }) => name === 'table');
  const firsts = tables.map((table) => elementsOf(table).filter(({ name }) => name === 'tr')[1]?.attributes['class']);
  expect(tables.length).toBeGreaterThan(4);
  expect(firsts.filter((name) => !name?.split(' ').includes('first'))).toEqual([]);
});

it('breaks a name that has no spaces', () => {
  const title = 'VeryLongNameWithoutASpace'.repeat(8);
  const plan = { ...small, name: title, nodes: { store: { service: 'azure-nothing', title } } };
  const root = readHtml(drawPacket(inputOf(drawnFrom(plan), { orientation: 'portrait', file: `${title}.yaml` })).html);
  const where = textsOfTable(root, 'Findings').join('').replace(/\s/g, '');
  expect(where).toContain(title);
  const footer = elementsOf(root).find(({ name }) => name === 'footer');
  const width = elementsOf(footer as Element)
    .filter(({ name }) => name === 'span')
    .reduce((sum, span) => sum + textWidth(textOf(span), 7), 0);
  expect(width).toBeLessThan(190 * ptPerMm);
});

it('says that there are no findings rather than nothing', () => {
  const { html } = drawPacket(inputOf({ ...drawnFrom(small), findings: [] }));
  expect(html).toContain('No findings: the plan keeps every rule.');
});

it('knows how small the diagram gets', () => {
  const [, many] = manyPlans.find(([name]) => name === '500 nodes') ?? [];
  const [, one] = manyPlans.find(([name]) => name === 'one node') ?? [];
  const smallest = (plan: Plan | undefined, paper: Paper) => drawPacket(inputOf(drawnFrom(plan ?? small), { paper })).smallestText;
  expect(smallest(one, 'A4')).toBeCloseTo(1.25 * 7.5);
  expect(smallest(many, 'A4')).toBeLessThan(6);
  expect(smallest(many, 'A3')).toBeGreaterThan(smallest(many, 'A4'));
});

function inputOf(drawn: ReturnType<typeof drawnFrom>, said: Partial<PacketInput> = {}): PacketInput {
  return {
    ...drawn,
    paper: 'A4',
    orientation: 'landscape',
    date: '2026-11-21',
    file: 'plan.pipedraft.yaml',
    styles: ['/styles.css'],
    ...said,
  };
}

function sheetsOf(root: Element): Element[] {
  return elementsOf(root).filter(({ attributes }) => attributes['class'] === 'sheet');
}

function headingOf(sheet: Element): string | undefined {
  const heading = elementsOf(sheet).find(({ name }) => name === 'h2');
  return heading && textOf(heading);
}

function classed(root: Element, name: string): Element | undefined {
  return elementsOf(root).find(({ attributes }) => attributes['class']?.split(' ').includes(name));
}

function rowsOf(table: Element): Element[][] {
  return elementsOf(table)
    .filter(({ name }) => name === 'tr')
    .map((row) => row.children.filter((cell): cell is Element => typeof cell !== 'string'))
    .filter(([cell]) => cell?.name === 'td');
}

function linesOf(cell: Element): Element[] {
  return elementsOf(cell).filter(({ name }) => name === 'span');
}

/** The texts of the rows of a table over all of its sheets, cell by cell. */
function bodyOf(root: Element, title: string): string[][] {
  return sheetsOf(root)
    .filter((sheet) => headingOf(sheet)?.startsWith(title))
    .flatMap((sheet) => rowsOf(sheet).map((cells) => cells.map((cell) => linesOf(cell).map(textOf).join(' '))));
}

function textsOfTable(root: Element, title: string): string[] {
  return bodyOf(root, title).flat();
}

/** Everything that a table says, column by column, without spaces: where lines break does not matter. */
function textsIn(root: Element, title: string): string {
  const rows = bodyOf(root, title);
  return [0, 1, 2, 3, 4]
    .map((at) => rows.map((cells) => cells[at] ?? '').join(''))
    .join('\n')
    .replace(/[^\S\n]/g, '');
}

function widthOf(line: Element): number {
  return textWidth(textOf(line), 8, line.attributes['class'] === 'strong' ? 'medium' : 'regular');
}

function millimetres(style: string | undefined, property: string): number {
  return parseFloat(new RegExp(`${property}:([\\d.]+)mm`).exec(style ?? '')?.[1] ?? '');
}

it('says which packs the plan was evaluated with', () => {
  const packs = [{ id: 'contoso', name: 'Contoso <platform>', version: '1.2.0' }];
  const { html } = drawPacket({ ...inputOf(drawnFrom({ ...small, summary: 'Short.' })), packs });
  expect(html).toContain('evaluated with Contoso &lt;platform&gt; 1.2.0');
  expect(drawPacket(inputOf(drawnFrom(small))).html).not.toContain('evaluated with');
});
