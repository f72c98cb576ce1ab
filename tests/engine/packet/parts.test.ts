import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { readPlan, type Decision, type PacketPart, type Plan, type PlanNode, type Revision } from '#engine/plan';
import { costRisk } from '#engine/score';
import { rules } from '#engine/validate';
import { changesSince } from '#engine/diff';
import { packetOptions, type PacketInput, type Sheet } from '#engine/packet';
import { book, catalog, examples, scoring } from '../../harness/resources.ts';
import { linksOf, packetOf, planOf, sheetsNamed, targetsOf, wordsOf } from './harness.ts';

/* What the lists of a packet say. */

const churn: Plan = readPlan(examples.find(({ file }) => file === 'churn-scoring.pipedraft.yaml')?.text ?? '', 'churn').plan;

/** Everything that a part says, in one line. */
function said(part: PacketPart, start: string, plan = churn, more: Partial<PacketInput> = {}): string {
  return sheetsNamed(packetOf(plan, { parts: [part] }, more), start)
    .map(wordsOf)
    .join(' ')
    .replace(/\s+/g, ' ');
}

describe('findings', () => {
  it('name severity, place, reason, source and waiver', () => {
    const words = said('findings', 'Findings');
    expect(words).toContain('The plan does not say whether its network is private');
    expect(words).toContain('Nightly window');
    expect(words).toContain('Waived by Marketing analytics, until 2027-06-30:');
    expect(words).toContain('Azure Machine Learning decision guide');
  });

  it('name their fixes', () => {
    const { findings, fixesOf } = evaluate({ plan: planOf(9), catalog, book, scoring, rules, today: '2026-11-21' });
    const titles = findings.flatMap(({ key }) => fixesOf(key).map(({ title }) => title));
    expect(titles.length).toBeGreaterThan(0);
    const words = said('findings', 'Findings', planOf(9), { fixesOf }).replace(/[\s.;]+/g, '');
    for (const title of titles) expect(words).toContain(title.replace(/[\s.;]+/g, ''));
  });

  it('say that a waiver has no owner and no end', () => {
    const waived = { ...churn, waivers: churn.waivers.map(({ rule, on, because }) => ({ rule, ...(on ? { on } : {}), because })) };
    expect(said('findings', 'Findings', waived)).toContain('Waived without an owner, without an end:');
  });

  it('say that there are none', () => {
    expect(said('findings', 'Findings', churn, { findings: [] })).toContain('No findings: the plan keeps every rule.');
    expect(said('findings', 'Findings', planOf(0), { findings: [] })).toContain('so there was nothing to check');
  });
});

describe('decisions', () => {
  it('name what was chosen, why, and what was rejected', () => {
    const words = said('decisions', 'Decisions');
    expect(words).toContain('A missed night has to be made up for');
    expect(words).toContain('Pays where data must be divided among machines');
    expect(words).toContain('Owner: Data platform');
  });

  it('show recorded figures, and say where there are none', () => {
    const nightly = churn.nodes['nightly'];
    const [rejected = ''] = Object.keys(nightly?.decision?.rejected ?? {});
    const decision: Decision = {
      ...nightly?.decision,
      by: 'Ada Lovelace',
      date: '2026-05-04',
      recorded: {
        currency: 'USD',
        priceBook: 'book-of-may',
        options: {
          [nightly?.service ?? '']: { monthly: 0.5, skills: 80 },
          [rejected]: { monthly: 120, low: 100, high: 300, isPart: true },
        },
      },
    };
    const words = said('decisions', 'Decisions', { ...churn, nodes: { ...churn.nodes, nightly: { ...nightly, decision } as PlanNode } });
    expect(words).toContain('Decided by Ada Lovelace on 2026-05-04');
    expect(words).toContain('Then: 0.50 USD; skills 80;');
    expect(words).toContain('book-of-may');
    expect(words).toContain('Then: at least 120 USD (100 to 300 USD)');
    expect(words).toContain('Figures of the day of the');
  });

  it('keep their figures when prices, loads and scores are others', () => {
    const nightly = churn.nodes['nightly'] as PlanNode;
    const option = { monthly: 12.34, maintainability: 71, date: '2026-05-04' };
    const decision: Decision = { ...nightly.decision, recorded: { currency: 'EUR', options: { [nightly.service]: option } } };
    const then: Plan = { ...churn, nodes: { ...churn.nodes, nightly: { ...nightly, decision } } };
    const now: Plan = {
      ...then,
      nodes: { ...then.nodes, nightly: { ...nightly, decision, usage: { ...nightly.usage, runsPerMonth: 900_000 } } },
    };
    const figures = (words: string) => [
      /On 2026-05-04: [^;]*; maintainability 71/.exec(words)?.[0],
      /maintainability 71[^]*?Today: ([\d.,]+ USD)/.exec(words)?.[1],
    ];
    const [before, after] = [then, now].map((plan) => figures(said('decisions', 'Decisions', plan)));
    expect(before?.[0]).toBe('On 2026-05-04: 12.34 EUR; maintainability 71');
    expect(after?.[0]).toBe(before?.[0]);
    expect(after?.[1]).toBeDefined();
    expect(after?.[1]).not.toBe(before?.[1]);
  });

  it('say that none is recorded', () => {
    expect(said('decisions', 'Decisions', planOf(3))).toContain('No decisions are recorded');
  });
});

describe('cost', () => {
  it('has stages, nodes with meter and formula, loads and assumptions', () => {
    const words = said('cost', 'Cost');
    for (const text of [
      'By stage',
      'By node, largest first',
      'vm-d4ds-v4',
      '180 hours × 0.272 USD',
      'instances × hoursPerMonth',
      '×1',
      '×10',
      '×100',
      '$dataPerRun',
      '15 GB to 60 GB, likely 20 GB',
    ])
      expect(words).toContain(text);
  });

  it('lists the largest node first', () => {
    const words = said('cost', 'Cost');
    expect(words.indexOf('Churn report')).toBeLessThan(words.indexOf('Notebooks'));
  });

  it('says what moves it most, or that this is not known', () => {
    expect(said('cost', 'Cost')).toContain('This was not worked out for this packet.');
    const risk = costRisk(new PlanGraph(churn, catalog, book));
    const words = said('cost', 'Cost', churn, { risk });
    expect(words).toContain(risk.tornado[0]?.title);
    expect(words).toContain('In 1, 5 and 9 of 10 cases below');
  });

  it('states what is unknown', () => {
    const words = said('cost', 'Cost', { ...planOf(1), nodes: { store: { service: 'azure-storage' } } });
    expect(words).toContain('What 1 node costs; the nodes are named below.');
    expect(words).toContain('unknown.');
    expect(words).toContain('Budget not stated');
  });
});

describe('scores', () => {
  it('have every part and what would improve it', () => {
    const words = said('scores', 'Scores');
    for (const text of [
      'Maintainability: 97 of 100',
      'Skills: 80 of 100',
      'MLOps maturity: level 3 of 4',
      'What would improve it',
      'Nothing: it has all points.',
    ])
      expect(words).toContain(text);
  });

  it('say that a plan without nodes is not scored', () => {
    expect(said('scores', 'Scores', planOf(0))).toContain('Maintainability: not scored');
  });
});

it('states what the context does not say', () => {
  const words = said('context', 'Context', planOf(2));
  expect(words).toContain('Not stated, and so not checked: approach, team,');
  expect(words).toContain('Packs none');
});

describe('revisions', () => {
  const revisions: Revision[] = [
    { id: 'A', date: '2026-10-01', note: 'First issue' },
    {
      id: 'B',
      date: '2026-11-01',
      author: 'A. Tester',
      note: 'Score in batches',
      cost: { monthly: 561, currency: 'USD', unknown: 2 },
      scores: { skills: 80, maturity: 3 },
    },
  ];

  it('are listed with their figures of the day, the newest first', () => {
    const words = said('revisions', 'Revisions', { ...churn, revisions }, { commit: '5d6e7f8' });
    expect(words).toContain('from commit 5d6e7f8');
    expect(words).toContain('B 2026-11-01 A. Tester Score in batches 561 USD, 2 unknown skills 80, maturity level 3');
    expect(words).toContain('A 2026-10-01 not stated First issue not recorded not recorded');
    expect(words.indexOf('2026-11-01')).toBeLessThan(words.indexOf('2026-10-01'));
  });

  it('are stated to be none', () => {
    expect(said('revisions', 'Revisions')).toContain('No revision of the plan has been issued.');
  });
});

it('lists every source with its address, as a link', () => {
  const packet = packetOf(churn, { parts: ['sources'] });
  const addresses = packet.sheets.flatMap(linksOf).flatMap(({ to }) => ('address' in to ? [to.address] : []));
  const urls = packetOf(churn, { parts: ['findings'] })
    .sheets.flatMap(linksOf)
    .flatMap(({ to }) => ('address' in to ? [to.address] : []));
  expect(addresses.length).toBeGreaterThan(2);
  expect(urls.filter((url) => !addresses.includes(url))).toEqual([]);
});

it('links the mark to its finding, the finding to its node, and the node to its cost', () => {
  const packet = packetOf(churn);
  const to = (title: string) =>
    sheetsNamed(packet, title)
      .flatMap(linksOf)
      .flatMap((link) => ('target' in link.to ? [link.to.target] : []));
  expect(to('Detail 1')).toContain('finding-2');
  expect(to('Detail 1')).toContain('cost-nightly');
  expect(to('Findings')).toContain('node-nightly');
  expect(to('Cost')).toContain('node-nightly');
  expect(to('Overview')).toContain('sheet-2');
  expect(targetsOf(packet)).toContain('decision-nightly');
});

it('has no links to parts that the packet leaves out', () => {
  const packet = packetOf(churn, { parts: ['overview', 'findings'] });
  expect(packet.sheets.flatMap(linksOf).filter(({ to }) => 'target' in to && /^(cost|node|sheet-9)/.test(to.target))).toEqual([]);
});

it('names the sheets of nodes also if the details come last', () => {
  const packet = packetOf(churn, { parts: ['findings', 'cost', 'overview', 'details'] });
  const at = packet.sheets.findIndex(({ title }) => title.startsWith('Detail 1'));
  expect(at).toBeGreaterThan(2);
  expect(sheetsNamed(packet, 'Findings').map(wordsOf).join(' ')).toContain(`Nightly window (sheet ${at + 1})`);
});

describe('changes', () => {
  const { nightly: _, ...others } = churn.nodes;
  const edges = churn.edges.filter(({ from, to }) => from !== 'nightly' && to !== 'nightly');
  const before: Plan = { ...churn, nodes: { ...others, older: { service: 'azure-storage', title: 'Older store' } }, edges };
  const changes = changesSince(before, churn, catalog, 'USD');
  const since = { name: 'revision A of 2026-10-01', changes, commit: '5d6e7f8' };

  it('are listed with their numbers, and the drawing has a cloud for each that it shows', () => {
    const packet = packetOf(churn, { parts: ['overview', 'details', 'changes'] }, { since });
    const words = sheetsNamed(packet, 'Changes').map(wordsOf).join(' ').replace(/\s+/g, ' ');
    expect(words).toContain(`${changes.length} changes since revision A of 2026-10-01, which commit 5d6e7f8 has.`);
    expect(words).toContain('Nightly window');
    expect(words).toContain('Older store');
    expect(words).toContain('It is no longer in the plan.');
    const legend = packet.sheets.map(wordsOf).join(' ');
    expect(legend).toContain('changed since revision A of 2026-10-01');
    expect(changes.filter(({ place }) => place).length).toBeGreaterThan(1);
  });

  it('show the figures that were recorded, and those of now', () => {
    const then = { cost: { monthly: 99, currency: 'USD' }, scores: { skills: 12 } };
    const words = said('changes', 'Changes', churn, { since: { ...since, then } });
    expect(words).toContain('Recorded then: 99.00 USD a month; skills 12. Now:');
  });

  it('show the figures of a state of which none are recorded, and say that they are of today', () => {
    const today = { cost: { monthly: 99, currency: 'USD' }, scores: { skills: 12 } };
    const words = said('changes', 'Changes', churn, { since: { ...since, today } });
    expect(words).toContain('Before: 99.00 USD a month; skills 12. Now:');
    expect(words).toMatch(/Both were evaluated on \d{4}-\d\d-\d\d\./);
  });

  it('say why they are not known', () => {
    const words = said('changes', 'Changes', churn, {
      since: { name: 'revision A', problem: 'No commit has it', fix: 'Commit the file.' },
    });
    expect(words).toContain('What changed since revision A is not known. No commit has it. Commit the file.');
  });

  it('say that there is nothing to compare with, or nothing new', () => {
    expect(said('changes', 'Changes')).toContain('No revision of the plan has been issued');
    expect(said('changes', 'Changes', churn, { since: { name: 'revision A', changes: [] } })).toContain(
      'Nothing has changed since revision A.',
    );
  });

  it('have no part where nothing can be compared, unless it is asked for', () => {
    const revisions = [{ id: 'A', date: '2026-10-01' }];
    expect(packetOptions({}, {}).parts).not.toContain('changes');
    expect(packetOptions({}, { revisions }).parts).toContain('changes');
    expect(packetOptions({ since: 'older.yaml' }, {}).parts).toContain('changes');
    expect(packetOptions({ parts: ['changes'] }, {}).parts).toEqual(['changes']);
  });

  it('leave out what was issued, printed and moved', () => {
    const issued: Plan = { ...churn, revisions: [{ id: 'A', date: '2026-10-01' }], packet: { paper: 'A3' }, layout: { nightly: [0, 0] } };
    expect(changesSince(churn, issued, catalog, 'USD')).toEqual([]);
    expect(changesSince(churn, { ...issued, summary: 'Other' }, catalog, 'USD')).toMatchObject([{ keys: [{ title: 'Summary' }] }]);
  });
});

it('names the commit of the plan, and says that it differs from it', () => {
  const title = (more: Partial<PacketInput>) =>
    wordsOf(packetOf(planOf(2), { parts: ['overview'] }, more).sheets[0] as Sheet).replace(/\s+/g, ' ');
  expect(title({ commit: '5d6e7f8', author: 'Ada' })).toContain('5d6e7f8 Author Ada');
  expect(title({ commit: '5d6e7f8', isUncommitted: true })).toContain('5d6e7f8 with uncommitted changes');
  expect(title({ isUncommitted: true })).toContain('not committed yet');
  expect(title({})).toContain('not known');
});
