import { describe, expect, it } from 'vitest';
import { drawPlan, numbersOf, textWidth } from '#engine/draw';
import { cardWidth, edgeId, emptyPlan, type Plan } from '#engine/plan';
import type { Finding } from '#engine/validate';
import { deepFreeze } from '../../harness/deep-freeze.ts';
import { drawnFrom, manyPlans } from '../../harness/drawn.ts';
import { elementsOf, readXml, textOf, type Element } from '../../harness/xml.ts';

/** One of each: a cost, no charge, a service that nobody knows, an edge with a title, and texts that would break a careless drawing. */
const small: Plan = {
  ...emptyPlan('Small <plan> & "more"'),
  nodes: {
    store: {
      service: 'azure-storage',
      title: '<script>&"',
      usage: { storedData: '100 GB', writeOperations: 50000, readOperations: 300000 },
    },
    train: { service: 'azure-ml-jobs-sdk', title: 'Training of every model there is, on all the data' },
    image: { service: 'conda-environments', title: 'Environment' },
    gone: { service: 'azure-nothing' },
  },
  edges: [
    { from: 'store', to: 'train', kind: 'data', title: 'Rows & <columns>' },
    { from: 'train', to: 'gone', kind: 'model' },
  ],
  layout: { store: [0, 0], train: [280, 120], image: [280, 240], gone: [0, 240] },
};

/** Groups that overlap in rows, and notes beside and below all cards, with texts that break and texts that cannot. */
const grouped: Plan = {
  ...small,
  name: 'Groups and notes',
  groups: {
    left: {
      title: 'Left & <first>, by a title that is too long for a frame around cards that stand in one column',
      nodes: ['gone', 'store'],
    },
    right: { nodes: ['train'] },
  },
  notes: {
    aside: {
      text: 'Batch, since the shop closes at night <and> no one is there to look & see what an endpoint would answer',
      at: [560, -40],
    },
    below: { text: 'Two lines,\n\nand one more after a line without a word', at: [-120, 400] },
  },
};

const complaints: readonly Finding[] = [
  finding(1, 'error', { nodes: ['train'] }),
  finding(2, 'warning', { edges: ['store/train/data'] }),
  finding(3, 'info', { nodes: ['train', 'gone'] }),
  finding(4, 'warning', { nodes: ['train'] }),
  { ...finding(5, 'error', { nodes: ['store'] }), waived: { because: 'It is so.' } },
];

it('draws a plan as it was drawn before', async () => {
  const { svg } = drawPlan({ ...drawnFrom(small), findings: complaints });
  await expect(svg).toMatchFileSnapshot('golden/small.svg');
});

it('draws groups and notes as they were drawn before', async () => {
  const { svg } = drawPlan({ ...drawnFrom(grouped), findings: complaints });
  await expect(svg).toMatchFileSnapshot('golden/grouped.svg');
});

it('draws every group open and every note, all inside the picture, frames behind the cards', () => {
  const drawing = drawPlan(drawnFrom(grouped));
  const root = readXml(drawing.svg);
  const all = elementsOf(root);
  expect(all.flatMap(({ attributes }) => attributes['data-group'] ?? [])).toEqual(['left', 'right']);
  expect(all.flatMap(({ attributes }) => attributes['data-note'] ?? [])).toEqual(['aside', 'below']);
  const orderOf = (key: string) => all.findIndex(({ attributes }) => key in attributes);
  expect(orderOf('data-group')).toBeLessThan(orderOf('data-edge'));
  const [, dx = '', dy = ''] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(groupOf(root)) ?? [];
  const outside = all
    .filter(({ attributes }) => 'data-group' in attributes || 'data-note' in attributes)
    .filter((piece) => {
      const [, x = '', y = ''] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(piece.attributes['transform'] ?? '') ?? [];
      const frame = elementsOf(piece).find(({ name }) => name === 'rect')?.attributes;
      const [width, height] = [Number(frame?.['width'] ?? 208), Number(frame?.['height'] ?? 52)];
      const [left, top] = [Number(x) + Number(dx), Number(y) + Number(dy)];
      return !(left >= 0 && top >= 0 && left + width <= drawing.width && top + height <= drawing.height);
    });
  expect(outside).toEqual([]);
});

it('keeps every line of a note on its sheet, and all of its words', () => {
  const all = elementsOf(readXml(drawPlan(drawnFrom(grouped)).svg));
  for (const [id, { text }] of Object.entries(grouped.notes)) {
    const lines = elementsOf(all.find(({ attributes }) => attributes['data-note'] === id) as Element).filter(({ name }) => name === 'text');
    expect(lines.filter((line) => Number(line.attributes['x']) + widthOf(line) > 208).map(textOf)).toEqual([]);
    expect(lines.map(textOf).join(' ').split(/\s+/)).toEqual(text.split(/\s+/));
  }
});

describe.each(manyPlans)('%s', (_, plan) => {
  const input = deepFreeze(drawnFrom(plan));
  const drawing = drawPlan(input);
  const root = readXml(drawing.svg);
  const all = elementsOf(root);

  it('is the same drawing each time', () => {
    expect(drawPlan(input).svg).toBe(drawing.svg);
  });

  it('is one SVG document that runs nothing and fetches nothing', () => {
    expect([root.name, root.attributes['xmlns']]).toEqual(['svg', 'http://www.w3.org/2000/svg']);
    expect(all.filter(({ name }) => ['script', 'image', 'use', 'foreignObject', 'style', 'a'].includes(name))).toEqual([]);
    const addresses = all.flatMap(({ attributes }) =>
      Object.entries(attributes).filter(([name, value]) => /href|^on/.test(name) || /url\((?!#)/.test(value)),
    );
    expect(addresses).toEqual([]);
  });

  it('draws every node and every edge once', () => {
    const drawn = (key: string) => all.flatMap(({ attributes }) => (key in attributes ? [attributes[key]] : []));
    expect(drawn('data-node')).toEqual(Object.keys(plan.nodes));
    // an edge that leads nowhere or to its own node has no line; two that say the same are one
    const lines = plan.edges.filter(({ from, to }) => from !== to && from in plan.nodes && to in plan.nodes).map(edgeId);
    expect(new Set(drawn('data-edge'))).toEqual(new Set(lines));
    expect(drawn('data-edge')).toHaveLength(new Set(lines).size);
  });

  it('has the end mark of every line', () => {
    const marks = new Set(all.filter(({ name }) => name === 'marker').map(({ attributes }) => `url(#${attributes['id']})`));
    const used = all.flatMap(({ attributes }) => attributes['marker-end'] ?? []);
    expect(used.filter((mark) => !marks.has(mark))).toEqual([]);
  });

  it('has only numbers that can be drawn', () => {
    const numeric = ({ attributes }: Element) =>
      Object.entries(attributes).filter(([name]) => /^(x|y|cx|cy|r|rx|d|width|height|viewBox|transform|font-size)$/.test(name));
    const odd = all.flatMap(numeric).filter(([, value]) => /NaN|Infinity|undefined|null|\de/.test(value));
    expect(odd).toEqual([]);
  });

  it('marks what findings name with their numbers', () => {
    const places = new Map<string, number[]>();
    for (const { number, nodes, edges } of input.findings)
      for (const place of [
        ...nodes.filter((id) => id in plan.nodes).map((id) => `node ${id}`),
        ...edges.filter((id) =>
          plan.edges.some((edge) => edgeId(edge) === id && edge.from !== edge.to && edge.from in plan.nodes && edge.to in plan.nodes),
        ),
      ])
        places.set(place, [...(places.get(place) ?? []), number]);
    const marks = all.filter(({ attributes }) => attributes['class'] === 'mark').map(textOf);
    expect(marks.sort()).toEqual([...places.values()].map(numbersOf).sort());
  });

  it('keeps every text on its card', () => {
    const wide = all
      .filter(({ attributes }) => 'data-node' in attributes)
      .flatMap((card) => elementsOf(card).filter(({ name }) => name === 'text'))
      .filter((text) => Number(text.attributes['x']) + widthOf(text) > cardWidth);
    expect(wide.map(textOf)).toEqual([]);
  });

  it('keeps every card inside the picture', () => {
    const [, dx = '', dy = ''] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(groupOf(root)) ?? [];
    const outside = all
      .filter(({ attributes }) => 'data-node' in attributes)
      .filter(({ attributes }) => {
        const [, x = '', y = ''] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(attributes['transform'] ?? '') ?? [];
        const [left, top] = [Number(x) + Number(dx), Number(y) + Number(dy)];
        return !(left >= 0 && top >= 0 && left + 208 <= drawing.width && top + 64 <= drawing.height);
      });
    expect(outside.map(({ attributes }) => attributes['data-node'])).toEqual([]);
  });
});

it('writes titles as they are, whatever they are', () => {
  const titles = ['<script>alert(1)</script>', '&amp;', '"quoted"', "it's", ']]>', '-->', 'a\u0000b\u001bc', '漢字', 'Größe €'];
  const nodes = Object.fromEntries(titles.map((title, at) => [`n${at}`, { service: 'azure-storage', title }]));
  const root = readXml(drawPlan(drawnFrom({ ...emptyPlan('Titles'), nodes })).svg);
  const name = drawnFrom({ ...emptyPlan('Titles'), nodes }).catalog.get('azure-storage')?.name;
  const told = elementsOf(root)
    .filter(({ attributes }) => 'data-node' in attributes)
    .map((card) => textOf(card.children[0] as Element));
  // what XML has no place for is shown as an escape
  expect(told).toEqual(titles.map((title) => `${title.replace('\u0000', '\\u0000').replace('\u001b', '\\u001b')} (${name})`));
});

it('shortens a title that is too long for its card, and keeps it whole for who points at it', () => {
  const root = readXml(drawPlan(drawnFrom(small)).svg);
  const card = elementsOf(root).find(({ attributes }) => attributes['data-node'] === 'train');
  const texts = elementsOf(card as Element).filter(({ name }) => name === 'text' || name === 'title');
  expect(textOf(texts[0] as Element)).toContain('on all the data');
  expect(textOf(texts[1] as Element)).toMatch(/^Training of every .*…$/);
});

it('draws no line to a node that is gone, even where its place is still known', () => {
  const edges = [...small.edges, { from: 'train', to: 'away', kind: 'data' as const }];
  const root = readXml(drawPlan(drawnFrom({ ...small, edges, layout: { ...small.layout, away: [0, 400] } })).svg);
  const drawn = elementsOf(root).flatMap(({ attributes }) => attributes['data-edge'] ?? []);
  expect(drawn).toEqual(['store/train/data', 'train/gone/model']);
});

it('leaves lanes and marks out when they are not asked for', () => {
  const { plan, catalog, icons } = drawnFrom(small);
  const classes = elementsOf(readXml(drawPlan({ plan, catalog, icons, lanes: false }).svg)).map(({ attributes }) => attributes['class']);
  expect(classes.filter((name) => name === 'lane' || name === 'mark')).toEqual([]);
});

describe('the numbers of a mark', () => {
  it.each([
    [[3], '3'],
    [[7, 3], '3 · 7'],
    [[9, 1, 12, 4], '1 · 4 +2'],
  ])('%j are %s', (numbers, text) => {
    expect(numbersOf(numbers)).toBe(text);
  });
});

function groupOf(root: Element): string {
  return elementsOf(root).find(({ name, attributes }) => name === 'g' && 'transform' in attributes && !('data-node' in attributes))
    ?.attributes['transform'] as string;
}

function widthOf(text: Element): number {
  return textWidth(textOf(text), Number(text.attributes['font-size']), text.attributes['font-weight'] === '500' ? 'medium' : 'regular');
}

function finding(number: number, severity: Finding['severity'], at: Partial<Pick<Finding, 'nodes' | 'edges'>>): Finding {
  return {
    number,
    severity,
    nodes: [],
    edges: [],
    ...at,
    key: `test ${number}`,
    rule: 'no-orphan-node',
    title: 'A rule',
    family: 'structure',
    pillar: 'operational-excellence',
    message: `Finding ${number}`,
    why: 'Because.',
    source: { title: 'A test' },
    waived: null,
  };
}
