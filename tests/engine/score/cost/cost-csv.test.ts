import { describe, expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { readPlan } from '#engine/plan';
import { costCsv } from '#engine/score';
import { rules } from '#engine/validate';
import { bookOf, catalog, examples, scoring } from '#resources';

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
