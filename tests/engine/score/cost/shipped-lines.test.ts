import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import type { UsageValue } from '#engine/plan';
import { costPlan } from '#engine/score';
import { book, catalog } from '../../../harness/resources.ts';
import { aPlan } from '../../../harness/small-catalog.ts';

/* Figures that the shipped catalog has to leave open, or to count once, whatever the plan around the node says. */

function costOf(service: string, usage: Readonly<Record<string, UsageValue>>) {
  const cost = costPlan(new PlanGraph(aPlan({ one: { service, usage } }, []), catalog, book)).nodes['one'];
  return {
    unknown: cost?.unknown.map(({ title }) => title) ?? [],
    lines: cost?.lines.map(({ title }) => title) ?? [],
    likely: cost?.likely ?? 0,
  };
}

describe('storage outside of the hot tier', () => {
  const usage = { storedData: '1 TB', writeOperations: 0, readOperations: 0, dataRetrieved: '0 GB' };

  it.each(['cool', 'cold', 'archive'])('in the %s tier has no price for copies in a second region', (accessTier) => {
    const { unknown, lines } = costOf('azure-storage', { ...usage, accessTier, redundancy: 'grs' });
    expect(unknown).toContain(`Data stored, ${accessTier}, copies in a second region`);
    expect(lines).not.toContain('Data stored, colder tiers');
  });

  it.each(['general-purpose-v2', 'data-lake-gen2'])('on an account of the kind %s has no price for copies in zones', (accountKind) => {
    const { unknown, lines } = costOf('azure-storage', { ...usage, accountKind, accessTier: 'cool', redundancy: 'zrs' });
    expect(unknown).toContain('Data stored, cool, copies in zones');
    expect(lines).not.toContain('Data stored, data lake, cool');
  });

  it.each(['cool', 'cold', 'archive'])('in the %s tier keeps its price for local copies', (accessTier) => {
    const { unknown, likely } = costOf('azure-storage', { ...usage, accessTier, redundancy: 'lrs' });
    expect(unknown.filter((title) => title.startsWith('Data stored'))).toEqual([]);
    expect(likely).toBeGreaterThan(0);
  });
});

describe('Power BI on a Fabric capacity that another node pays for', () => {
  it('charges Pro for authors alone from F64 on', () => {
    const { lines, unknown } = costOf('power-bi', { licence: 'shared-capacity', capacity: 'f64', users: 500, authors: 5 });
    expect(lines).toEqual(['Pro licences for authors']);
    expect(unknown).toEqual([]);
  });

  it('charges Pro for all below', () => {
    expect(costOf('power-bi', { licence: 'shared-capacity', capacity: 'f32', users: 500 }).lines).toEqual(['Pro licences for all users']);
  });
});

describe('Azure SQL Database by vCores', () => {
  it('counts the licence and the storage beside the compute', () => {
    expect(costOf('azure-sql-database', { storedData: '10 GB' }).lines).toEqual([
      'Database, general purpose',
      'SQL licence, general purpose',
      'Data stored, general purpose',
    ]);
  });
});
