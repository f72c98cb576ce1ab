import { describe, expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { readPlan } from '#engine/plan';
import { costCsv } from '#engine/score';
import { rules } from '#engine/validate';
import { bookOf, catalog, examples, scoring } from '#resources';
import { aBook, aCatalog, aPlan, aService, costOf, count, line, meter, metered } from '../../../harness/small-catalog.ts';

const text = `pipedraft: 1
name: Nightly
context: {region: westeurope}
nodes:
  lake: {service: azure-storage, title: "=HYPERLINK(1)"}
  git: {service: code-repository, title: Code}
  other: {service: nobody-knows, title: Other}
`;

function rowsOf(source: string, conversion: Parameters<typeof costCsv>[0]['conversion'] = null) {
  const { plan } = readPlan(source, 'plan.yaml');
  const book = bookOf(plan.context.priceBook);
  const { cost } = evaluate({ plan, catalog, book, scoring, rules, packs: [], today: '2026-11-21' });
  const [head = [], ...rows] = costCsv({ plan, catalog, cost, book: book.file, conversion })
    .slice(1, -2)
    .split('\r\n')
    .map((row) => row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
  return { cost, plan, head, rows: rows.map((row) => Object.fromEntries(row.map((cell, at) => [head[at] ?? '', cell]))) };
}

describe('the cost as CSV', () => {
  const churn = examples.find(({ file }) => file.startsWith('churn'))?.text ?? '';

  it('has a row for each charge, and they add up to the month', () => {
    const { rows, cost } = rowsOf(churn);
    const lines = Object.values(cost.nodes).flatMap((node) => node.lines);
    const charged = rows.filter((row) => row['Meter'] !== '');
    expect(charged).toHaveLength(lines.length);
    expect(charged.reduce((sum, row) => sum + Number(row['Amount a month']), 0)).toBeCloseTo(cost.monthly.likely, 6);
  });

  it('has source and day of every price', () => {
    for (const row of rowsOf(churn).rows.filter((one) => one['Meter'] !== '')) {
      expect(row['Source']).not.toMatch(/^(unknown)?$/);
      expect(row['Price as of']).toMatch(/^\d{4}/);
      expect(row['Quantity a month']).toMatch(/^-?\d/);
      expect(row['Unit']).not.toBe('');
    }
  });

  it('writes unknown costs as unknown, and those of nobody too', () => {
    const { rows } = rowsOf(text);
    expect(rows.find((row) => row['Node'] === 'lake')?.['Amount a month']).toBe('unknown');
    expect(rows.filter((row) => row['Node'] === 'other').map((row) => row['Amount a month'])).toEqual(['unknown']);
  });

  it('runs no formula in a spreadsheet', () => {
    expect(rowsOf(text).rows[0]?.['Title']).toBe("'=HYPERLINK(1)");
  });

  it('has columns of the converted amounts, with rate and day in every row', () => {
    const { rows } = rowsOf(churn, { from: 'USD', to: 'EUR', rate: 0.5, asOf: '2026-11-20' });
    for (const row of rows) {
      expect([row['Rate'], row['Rate as of']]).toEqual(['0.5', '2026-11-20']);
      const amount = row['Amount a month'] ?? '';
      if (amount === 'unknown') expect(row['Amount converted to EUR']).toBe('unknown');
      else expect(Number(row['Amount converted to EUR'])).toBeCloseTo(Number(amount) / 2, 6);
    }
    // a rate for another currency says nothing about these prices
    expect(rowsOf(churn, { from: 'GBP', to: 'EUR', rate: 0.5, asOf: '2026-11-20' }).head).not.toContain('Rate');
  });
});

describe('a row', () => {
  const small = aBook(
    [
      meter('hour', 2, { region: 'here', unit: 'hour' }),
      meter('idle', 1, { unit: 'hour', asOf: '2025-01', source: 'plain' }),
      meter('gb', 0.5, { unit: 'GB', free: { quantity: 10, note: 'ten' } }),
    ],
    { baseRegions: ['here'], sources: { test: { title: 'A test', url: 'https://example.com' }, plain: { title: 'A book' } } },
  );
  const services = aCatalog(
    metered(
      'job',
      [count('hours')],
      [line('hour', 'hours', { note: 'Counted by the hour.' }), line('idle', '10.0 - hours', { mode: 'always-on', title: 'Idle' })],
    ),
    metered('lake', [count('data')], [line('gb', 'data')]),
    metered('gap', [count('units')], [line('nobody-knows', 'units', { title: 'Gap' })]),
    aService('gift'),
  );
  const plan = aPlan(
    {
      job: { service: 'job', title: 'Nightly', stage: 'training', usage: { hours: { low: 1, likely: 3, high: 7 } } },
      lake: { service: 'lake', usage: { data: 30 } },
      gap: { service: 'gap', usage: { units: 1 } },
      gift: { service: 'gift' },
      other: { service: 'unheard-of' },
    },
    [],
    { context: { region: 'there' } },
  );
  const rows = (conversion: Parameters<typeof costCsv>[0]['conversion'] = null) =>
    costCsv({ plan, catalog: services, cost: costOf(plan, services, small, [1]), book: small.file, conversion })
      .slice(1, -2)
      .split('\r\n');

  const bookName = '"Prices of a test (test-2026), as of 2026-09"';

  it('says whether the region has a price of its own', () => {
    const regional = aBook([meter('hour', 3, { regions: { there: 4 } }), meter('idle', 1)]);
    const cells = (region: string) => {
      const own = { ...plan, nodes: { job: { service: 'job', usage: { hours: 0.1 } } }, context: { region } };
      const cost = costOf(own, services, regional, [1]);
      const [, ...charges] = costCsv({ plan: own, catalog: services, cost, book: regional.file }).trim().split('\r\n');
      return charges.map((row) => row.split(',')).map((row) => [row[8], row[13], row[14]].join(' '));
    };
    expect(cells('there')).toEqual(['0.4 there no', '9.9 here yes']);
    expect(cells('here')).toEqual(['0.3 here no', '9.9 here no']);
    expect(cells('nowhere')).toEqual(['0.3 here region unknown', '9.9 here region unknown']);
  });

  it('has all that is known of the charge, and nothing where nothing is known', () => {
    expect(rows()).toEqual([
      'Node,Title,Service,Stage,Charge,Quantity a month,Unit,Unit price,Amount a month,Low,High,Currency,Paid,Region of the price,Region of the node has no price,Machine,Meter,Source,Address of the source,Price as of,Price book,Note',
      `job,Nightly,Service job,Model training,Line of hour,3,hour,2,6,2,14,USD,while running,here,region unknown,,hour,A test,https://example.com,2026-09,${bookName},Counted by the hour.`,
      `job,Nightly,Service job,Model training,Idle,7,hour,1,7,3,9,USD,always on,here,region unknown,,idle,A book,,2025-01,${bookName},`,
      `lake,,Service lake,Compute,Line of gb,30,GB,0.5,15,15,15,USD,while running,here,region unknown,,gb,A test,https://example.com,2026-09,${bookName},`,
      `lake,,Service lake,Compute,Free: ten,-10,GB,0.5,-5,-5,-5,USD,while running,here,region unknown,,gb,A test,https://example.com,2026-09,${bookName},`,
      `gap,,Service gap,Compute,Gap,,,,unknown,unknown,unknown,USD,,,,,,,,,${bookName},The price book test-2026 has no price for it.`,
      `gift,,Service gift,Compute,No charge of its own,,,,0,0,0,USD,,,,,,,,,${bookName},Free.`,
      `other,,unheard-of,,unheard-of,,,,unknown,unknown,unknown,USD,,,,,,,,,${bookName},"The catalog does not know ""unheard-of""."`,
    ]);
  });

  it('ends with the converted amount, the rate and its day', () => {
    const ends = rows({ from: 'USD', to: 'EUR', rate: 0.5, asOf: '2026-11-20' }).map((row) => row.split(',').slice(22).join(','));
    expect(ends).toEqual([
      'Amount converted to EUR,Rate,Rate as of',
      'Counted by the hour.,3,0.5,2026-11-20',
      ',3.5,0.5,2026-11-20',
      ',7.5,0.5,2026-11-20',
      ',-2.5,0.5,2026-11-20',
      'The price book test-2026 has no price for it.,unknown,0.5,2026-11-20',
      'Free.,0,0.5,2026-11-20',
      '"The catalog does not know ""unheard-of"".",unknown,0.5,2026-11-20',
    ]);
  });
});
