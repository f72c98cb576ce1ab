import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesSince } from '#engine/diff';
import { edgeId, packetParts, type Plan, type PlanNode } from '#engine/plan';
import { layoutPacket, usualPacket, type Box, type DisplayList, type PacketInput, type PacketOptions, type Sheet } from '#engine/packet';
import { hostilePlan, joinedPlan } from '../../../bench/plans.ts';
import { anyPlan } from '../../harness/arbitraries.ts';
import { manyPlans } from '../../harness/drawn.ts';
import {
  allMarks,
  cardsOf,
  doOverlap,
  inputOf,
  linksOf,
  packetOf,
  planOf,
  sheetsNamed,
  targetsOf,
  textBox,
  textsOf,
  wordsOf,
} from './harness.ts';
import { plainShaper } from '../../harness/shaper.ts';

/* Laws of every packet, of shipped plans and of generated ones, on some papers. */

const anyOptions: fc.Arbitrary<Partial<PacketOptions>> = fc.record({
  paper: fc.constantFrom<PacketOptions['paper']>('A4', 'A3', 'Letter', 'Legal', { width: 200, height: 210 }),
  orientation: fc.constantFrom('portrait', 'landscape', 'best'),
  gutter: fc.constantFrom(0, 10),
  smallestText: fc.constantFrom(5, 6, 9),
  details: fc.constantFrom('tiles', 'stages', 'groups'),
  colours: fc.constantFrom('colour', 'grey'),
  parts: fc.shuffledSubarray([...packetParts], { minLength: 1 }),
});

const sizes: readonly (readonly [name: string, options: Partial<PacketOptions>])[] = [
  ['A4', {}],
  ['A3 landscape', { paper: 'A3', orientation: 'landscape' }],
  ['A4 by stages', { details: 'stages' }],
];

it.each(manyPlans.filter(([name]) => name !== '500 nodes'))('keeps the laws: %s', (_, plan) => {
  judge(inputOf(plan));
});

describe.each([
  ['hostile', hostilePlan(60)],
  ['60 nodes', joinedPlan(60)],
  ['12 steps', planOf(12)],
] as const)('%s', (_, plan) => {
  const input = inputOf(plan);
  it.each(sizes)('keeps the laws on %s', (_, options) => {
    judge({ ...input, options: { ...usualPacket, ...options } });
  });
});

it('keeps the laws for any plan on any paper', () => {
  fc.assert(
    fc.property(anyPlan, anyOptions, (plan, options) => {
      judge(inputOf(plan, options));
    }),
    { numRuns: 60 },
  );
});

function judge(input: PacketInput): void {
  const { plan, options } = input;
  const packet = layoutPacket(input, plainShaper());
  expect(packet.sheets.length).toBeGreaterThan(0);
  expect(wrongTexts(packet, options.smallestText)).toEqual([]);
  expect(outsideMargins(packet, options)).toEqual([]);
  expect(overlaps(packet)).toEqual([]);
  expect(unbalanced(packet)).toEqual([]);
  expect(deadLinks(packet)).toEqual([]);
  const shows = options.parts.includes('details') || (options.parts.includes('overview') && packet.facts.detailSheets === 0);
  if (!options.parts.includes('details')) return;
  if (!shows) return;
  const details = packet.facts.detailSheets > 0 ? sheetsNamed(packet, 'Detail ') : sheetsNamed(packet, 'The plan');
  expect(details).toHaveLength(Math.max(1, packet.facts.detailSheets));
  expect(nodesNotWhole(plan, details)).toEqual([]);
  expect(looseEdges(plan, packet, details)).toEqual([]);
  if (options.parts.includes('findings')) expect(strayNumbers(input, packet, details)).toEqual([]);
}

/** Plans that are the same in part: what one has more than the other was added, and so on. */
const anyEarlier: fc.Arbitrary<(plan: Plan) => Plan> = fc
  .tuple(fc.nat(3), fc.boolean(), fc.boolean())
  .map(([every, isRetitled, hasOlder]) => (plan) => {
    const nodes = Object.entries(plan.nodes).flatMap(([id, node], at): [string, PlanNode][] =>
      at % 4 === every ? [] : [[id, isRetitled && at % 3 === 0 ? { ...node, title: `Formerly ${id}` } : node]],
    );
    const older: [string, PlanNode][] = hasOlder ? [['older-store', { service: 'azure-storage' }]] : [];
    return { ...plan, nodes: Object.fromEntries([...nodes, ...older]), edges: plan.edges.filter((_, at) => at % 3 !== every), notes: {} };
  });

it('draws a cloud around every change that is drawn, and lists every cloud', () => {
  fc.assert(
    fc.property(anyPlan, anyEarlier, anyOptions, (plan, earlier, options) => {
      judgeChanges(plan, earlier(plan), { ...options, parts: ['overview', 'details', 'changes'] });
    }),
    { numRuns: 60 },
  );
});

it.each([
  ['12 steps', planOf(12), {}],
  ['40 steps on small paper', planOf(40), { paper: 'A4', smallestText: 9 }],
  ['hostile', hostilePlan(60), { paper: 'A3' }],
  ['by stages', joinedPlan(60), { details: 'stages' }],
] as const)('draws the clouds of %s', (_, plan, options) => {
  const [earlier] = fc.sample(anyEarlier, { numRuns: 1, seed: 7 });
  judgeChanges(plan, earlier?.(plan) ?? plan, { ...options, parts: ['overview', 'details', 'changes'] });
});

function judgeChanges(plan: Plan, before: Plan, options: Partial<PacketOptions>): void {
  const drawn = inputOf(plan, options);
  const changes = changesSince(before, plan, drawn.catalog, 'USD');
  const input: PacketInput = { ...drawn, since: { name: 'revision A', changes } };
  judge(input);
  const packet = layoutPacket(input, plainShaper());
  const rows = targetsOf(packet).filter((id) => id.startsWith('change-'));
  expect(rows).toEqual(changes.map((_, at) => `change-${at + 1}`));
  const clouds = packet.sheets.map((sheet) => cloudsOf(sheet));
  const shown = new Set(clouds.flat());
  const groups = packet.sheets.map(
    (sheet) => new Set(allMarks(sheet.marks).flatMap(({ mark }) => (mark.kind === 'group' ? [`${mark.of.type} ${mark.of.id}`] : []))),
  );
  for (const [at, { place }] of changes.entries()) {
    const isDrawn = place !== undefined && groups.some((here) => here.has(`${place.type} ${place.id}`));
    expect(shown.has(String(at + 1)), `change ${at + 1}`).toBe(isDrawn);
    if (place?.type !== 'node') continue;
    // wherever its card is
    for (const [sheet, here] of groups.entries())
      expect(clouds[sheet]?.includes(String(at + 1)), `change ${at + 1} on sheet ${sheet + 1}`).toBe(here.has(`node ${place.id}`));
  }
  for (const number of shown) expect(rows).toContain(`change-${number}`);
}

function cloudsOf(sheet: Sheet): readonly string[] {
  return allMarks(sheet.marks).flatMap(({ mark }) => (mark.kind === 'group' && mark.of.type === 'change' ? [mark.of.id] : []));
}

function wrongTexts({ sheets }: DisplayList, smallest: number): string[] {
  return sheets.flatMap((sheet) =>
    textsOf(sheet).flatMap(({ mark }) => (mark.size < smallest - 0.01 ? [`${mark.line.text} with ${mark.size} pt`] : [])),
  );
}

/** Boxes of everything that is drawn; of what is clipped, the part that is seen. */
function outsideMargins({ sheets }: DisplayList, { margins, gutter }: PacketOptions): string[] {
  const pt = 72 / 25.4;
  return sheets.flatMap(({ width, height, marks, title }) => {
    const inner: Box = {
      x: (margins.left + gutter) * pt,
      y: margins.top * pt,
      width: width - (margins.left + margins.right + gutter) * pt,
      height: height - (margins.top + margins.bottom) * pt,
    };
    const isInside = (box: Box) =>
      box.x >= inner.x - 0.6 &&
      box.y >= inner.y - 0.6 &&
      box.x + box.width <= inner.x + inner.width + 0.6 &&
      box.y + box.height <= inner.y + inner.height + 0.6;
    return allMarks(marks).flatMap(({ mark, within }) => {
      if (within.includes('clip')) return [];
      const box =
        mark.kind === 'text'
          ? textBox(mark)
          : mark.kind === 'rect' || mark.kind === 'image' || mark.kind === 'link' || mark.kind === 'clip'
            ? mark.box
            : undefined;
      return box && !isInside(box) ? [`${title}: ${mark.kind} ${mark.kind === 'text' ? mark.line.text : ''} ${JSON.stringify(box)}`] : [];
    });
  });
}

/** Texts outside of drawings that lie over each other, or over the numbers of connectors. */
function overlaps({ sheets }: DisplayList): string[] {
  return sheets.flatMap((sheet) => {
    const texts = textsOf(sheet).filter(({ within }) => !within.includes('Figure'));
    const found: string[] = [];
    const sorted = texts.map(({ mark }) => ({ text: mark.line.text, box: textBox(mark) })).sort((a, b) => a.box.y - b.box.y);
    for (const [at, one] of sorted.entries())
      for (const other of sorted.slice(at + 1)) {
        if (other.box.y > one.box.y + one.box.height) break;
        if (doOverlap(one.box, other.box)) found.push(`${sheet.title}: "${one.text}" and "${other.text}"`);
      }
    return found;
  });
}

function unbalanced({ sheets }: DisplayList): string[] {
  return sheets.flatMap(({ title, marks }) => {
    let depth = 0;
    let least = 0;
    for (const { kind } of marks) {
      depth += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
      least = Math.min(least, depth);
    }
    const nested = allMarks(marks).filter(
      ({ mark, within }) =>
        within.some((name) => name === 'artifact' || name.includes(' ')) &&
        (mark.kind === 'open' || mark.kind === 'close' || mark.kind === 'link' || mark.kind === 'target'),
    );
    return depth !== 0 || least < 0 || nested.length > 0 ? [title] : [];
  });
}

function deadLinks(packet: DisplayList): string[] {
  const targets = targetsOf(packet);
  const known = new Set(targets);
  const twice = known.size === targets.length ? [] : targets.filter((id, at) => targets.indexOf(id) !== at);
  const dead = packet.sheets.flatMap(linksOf).flatMap(({ to }) => ('target' in to && !known.has(to.target) ? [to.target] : []));
  return [...twice.map((id) => `${id} twice`), ...dead];
}

function nodesNotWhole(plan: Plan, details: readonly Sheet[]): string[] {
  const cards = details.map(cardsOf);
  return Object.keys(plan.nodes).filter((id) => !cards.some((here) => here.has(id)));
}

/** Edges that are neither whole on a detail sheet nor have a connector on the sheets of both ends. */
function looseEdges(plan: Plan, packet: DisplayList, details: readonly Sheet[]): string[] {
  const texts = packet.sheets.map(wordsOf).join('\n');
  // an edge to a node that the plan does not have cannot be drawn
  const edges = plan.edges.filter(({ from, to }) => plan.nodes[from] && plan.nodes[to]);
  return [...new Set(edges.map(edgeId))].filter((id) => {
    const drawn = details.filter((sheet) =>
      allMarks(sheet.marks).some(({ mark }) => mark.kind === 'group' && mark.of.type === 'edge' && mark.of.id === id),
    );
    const [edge] = plan.edges.filter((one) => edgeId(one) === id);
    const homes = details.filter((sheet) => cardsOf(sheet).has(edge?.from ?? '') && cardsOf(sheet).has(edge?.to ?? ''));
    if (homes.length > 0 && drawn.length > 0) return false;
    // a connector names the partner's sheet and number: each end's number is named at the other end
    const numbers = [edge?.from, edge?.to].map((node) => {
      const at = details.findIndex((sheet) => cardsOf(sheet).has(node ?? ''));
      const sheet = details[at];
      return sheet ? chipsOf(sheet) : [];
    });
    const said = numbers.every((chips, end) => {
      const at = packet.sheets.indexOf(details.find((sheet) => cardsOf(sheet).has((end === 0 ? edge?.from : edge?.to) ?? '')) as Sheet) + 1;
      return chips.some((number) => texts.replace(/\n/g, ' ').includes(`${at}/${number}`));
    });
    return !said;
  });
}

function chipsOf(sheet: Sheet): string[] {
  return allMarks(sheet.marks).flatMap(({ mark }) =>
    mark.kind === 'group' && mark.of.id.startsWith('connector ') ? mark.of.id.split(', ').map((one) => one.replace('connector ', '')) : [],
  );
}

/** Numbers of findings that the drawing has and the table has not, and the other way round. */
function strayNumbers({ plan, findings }: PacketInput, packet: DisplayList, details: readonly Sheet[]): string[] {
  const told = new Set(
    targetsOf(packet)
      .filter((id) => id.startsWith('finding-'))
      .map((id) => Number(id.slice(8))),
  );
  const onDrawing = new Set<number>();
  for (const sheet of [...details, ...sheetsNamed(packet, 'Connectors'), ...sheetsNamed(packet, 'Overview')]) {
    for (const { mark, within } of textsOf(sheet))
      if (within.some((name) => name.startsWith('mark ') && !name.startsWith('mark connector')))
        for (const number of mark.line.text.replace(/\+.*/, '').match(/\d+/g) ?? []) onDrawing.add(Number(number));
    const print = wordsOf(sheet).replace(/\n/g, ' ');
    for (const [, numbers = ''] of print.matchAll(/Findings (?:at .*?|about the whole plan): ((?:\d+(?:, | and )?)+)/g))
      for (const number of numbers.match(/\d+/g) ?? []) onDrawing.add(Number(number));
  }
  const ends = plan.edges.filter(({ from, to }) => plan.nodes[from] && plan.nodes[to]);
  const places = new Set([...Object.keys(plan.nodes), ...ends.map(edgeId)]);
  const drawn = findings.filter(({ nodes, edges }) => [...nodes, ...edges].some((id) => places.has(id))).map(({ number }) => number);
  return [
    ...[...onDrawing].filter((number) => !told.has(number)).map((number) => `${number} is not in the table`),
    ...drawn.filter((number) => !onDrawing.has(number)).map((number) => `${number} is not on the drawing`),
  ];
}

it('has no texts of cards over each other in a tidy plan', () => {
  const packet = packetOf(planOf(60), { paper: 'A4' });
  const found = sheetsNamed(packet, 'Detail ').flatMap((sheet) => {
    const texts = textsOf(sheet).filter(({ within }) => within.some((name) => name.startsWith('node ')));
    return texts.flatMap(({ mark }, at) =>
      texts.slice(at + 1).flatMap((other) => (doOverlap(textBox(mark), textBox(other.mark)) ? [mark.line.text] : [])),
    );
  });
  expect(packet.facts.detailSheets).toBeGreaterThan(1);
  expect(found).toEqual([]);
});

it('lays out 5,000 nodes', () => {
  const plan = planOf(5000);
  // places of its own, since this is about sheets and not about tidying
  const layout = Object.fromEntries(Object.keys(plan.nodes).map((id, at) => [id, [(at % 60) * 264, Math.floor(at / 60) * 104] as const]));
  const input = {
    ...inputOf(planOf(1)),
    plan: { ...plan, layout },
    findings: [],
    options: { ...usualPacket, paper: 'A3' as const, parts: ['overview', 'details'] as const },
  };
  const packet = layoutPacket(input, plainShaper());
  const details = sheetsNamed(packet, 'Detail ');
  expect(details.length).toBeGreaterThan(50);
  expect(nodesNotWhole(plan, details)).toEqual([]);
  expect(outsideMargins(packet, input.options)).toEqual([]);
  expect(deadLinks(packet)).toEqual([]);
});

it('is the same each time', () => {
  expect(JSON.stringify(packetOf(planOf(30)))).toBe(JSON.stringify(packetOf(planOf(30))));
});

it('leaves its input alone', () => {
  const input = inputOf(planOf(12));
  const before = JSON.stringify(input.plan);
  packetOf(input.plan);
  expect(JSON.stringify(input.plan)).toBe(before);
});
