import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { evaluate } from '#engine/evaluate';
import { readPlan, type Plan } from '#engine/plan';
import { costRisk } from '#engine/score';
import { rules } from '#engine/validate';
import type { PacketInput, PacketPart } from '#engine/packet';
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
    const words = said('decisions', 'Decisions', churn, { recorded: { nightly: '0.50 USD a month in May 2026' } });
    expect(words).toContain('0.50 USD a month in');
    expect(words).toContain('Figures of the day of the');
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
  const revisions = [{ date: '2026-11-01', author: 'A. Tester', commit: '1a2b3c4', message: 'Score in batches' }];
  it('are listed, or stated as unknown', () => {
    expect(said('revisions', 'Revisions', churn, { revisions, commit: '5d6e7f8' })).toContain(
      '2026-11-01 1a2b3c4 A. Tester Score in batches',
    );
    expect(said('revisions', 'Revisions')).toContain('Earlier revisions are not known');
    expect(said('revisions', 'Revisions', churn, { revisions: [] })).toContain('no earlier revisions');
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
