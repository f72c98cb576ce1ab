import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { ownFolder } from '../harness/folder.ts';

vi.setConfig({ testTimeout: 60_000 }); // a busy machine is no failure

const plan = `pipedraft: 1
name: Churn
context: {region: eastus2}
nodes:
  cluster:
    service: azure-ml-compute
    usage: {hoursPerMonth: {low: 50, likely: 100, high: 200}, nodes: 4}
`;

describe('pipedraft score', () => {
  it('tells scores by their parts, and what the cost depends on', async () => {
    const file = planFile();
    const { exit, out } = await command('score', file, '--scale', '1,10');
    expect(exit).toBe(0);
    for (const words of ['Maintainability', 'MLOps maturity', 'P10 P50 P90', 'What moves it most', 'Hours of work, 50 to 200', '×10'])
      expect(out).toContain(words);
    expect(out).not.toContain('×100');
  });

  it('tells the same as JSON', async () => {
    const { out } = await command('score', planFile(), '--format', 'json', '--scale', '1,10');
    const { cost, scores } = JSON.parse(out) as {
      cost: {
        monthly: Record<'low' | 'high', number>;
        risk: Record<'p10' | 'p50' | 'p90', number> & {
          tornado: unknown[];
          atScale: { factor: number; nodes: { node: string }[] }[];
        };
      };
      scores: object;
    };
    expect(Object.keys(scores)).toEqual(expect.arrayContaining(['maintainability', 'skills', 'integration', 'maturity']));
    const { p10, p50, p90, tornado, atScale } = cost.risk;
    expect(cost.monthly.low < p10 && p10 < p50 && p50 < p90 && p90 < cost.monthly.high).toBe(true);
    expect(tornado).toHaveLength(1);
    expect(atScale.map(({ factor, nodes }) => [factor, nodes[0]?.node])).toEqual([
      [1, 'cluster'],
      [10, 'cluster'],
    ]);
  });

  it('says of every point that is lost why, at which nodes, and what fixing would gain', async () => {
    const file = planFile();
    const { out } = await command('score', file);
    expect(out).toContain(
      [
        'What fixing would gain',
        '   +14.3 Maintainability, Native integration (11 of 11 points lost)',
        '         Nothing is connected.',
        '         Connect the nodes that work together.',
        '         at cluster',
        '    +7.8 Maintainability, Definition in source control (6 of 6 points lost)',
        '         No code repository is connected.',
        '         Add a code repository, and connect it.',
        '         at cluster',
      ].join('\n'),
    );
    for (const format of [
      ['score', file, '--format', 'json'],
      ['check', file, '--format', 'json', '--fail-on', 'never'],
    ]) {
      const { scores } = JSON.parse((await command(...format)).out) as {
        scores: { maintainability: { parts: object[] }; maturity: { criteria: object[] } };
      };
      expect(scores.maintainability.parts).toContainEqual(
        expect.objectContaining({
          id: 'definition',
          points: 0,
          lost: 6,
          gain: expect.closeTo(7.79, 2) as number,
          nodes: ['cluster'],
          losses: [
            expect.objectContaining({
              because: 'No code repository is connected.',
              fix: 'Add a code repository, and connect it.',
              nodes: ['cluster'],
            }),
          ],
        }),
      );
      expect(scores.maturity.criteria).toContainEqual(
        expect.objectContaining({ id: 'code-in-repository', level: 1, met: false, nodes: [] }),
      );
    }
  });

  it('costs with the prices of a file, and says what of it was used', async () => {
    const prices = join(ownFolder(), 'prices.csv');
    writeFileSync(prices, 'meter,region,price\nvm-d4ds-v4,eastus2,10\nodd,eastus2,1\n');
    const { out, talk } = await command('check', planFile(), '--format', 'json', '--prices', prices);
    const { cost } = JSON.parse(out) as { cost: { priceBook: { id: string }; nodes: { cluster: { lines: { unitPrice: number }[] } } } };
    expect(cost.nodes.cluster.lines[0]?.unitPrice).toBe(10);
    expect(cost.priceBook.id).toMatch(/-imported$/);
    expect(talk).toContain('2 rows, prices for 1 meter taken, 1 row not used.');
    expect(talk).toContain('1 × no meter of the price book asks for it');
  });

  it('says what cannot be used', async () => {
    expect(await command('score', planFile(), '--scale', 'many')).toMatchObject({
      exit: 2,
      talk: expect.stringContaining('--scale needs'),
    });
    expect(await command('score')).toMatchObject({ exit: 2, talk: expect.stringContaining('Name one plan.') });
    expect(await command('score', planFile(), '--prices', 'none.json')).toMatchObject({
      exit: 2,
      talk: expect.stringContaining('cannot be read'),
    });
  });
});

function planFile(): string {
  const file = join(ownFolder(), 'churn.pipedraft.yaml');
  writeFileSync(file, plan);
  return file;
}

async function command(...args: string[]): Promise<{ exit: number; out: string; talk: string }> {
  const out: string[] = [];
  const talk: string[] = [];
  const exit = await run(args, {
    input: Readable.from([]),
    out: (text) => void out.push(text),
    talk: (text) => void talk.push(text),
    colour: false,
    columns: 80,
    today: '2026-11-21',
    version: '0.0.0',
  });
  return { exit, out: out.join(''), talk: talk.join('\n') };
}
