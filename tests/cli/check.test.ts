import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommand } from '../harness/command.ts';
import { ownFolder } from '../harness/folder.ts';

/* What `pipedraft check` and `pipedraft score` answer: a contract that other programs build on. */

const run = builtCommand();
const fixtures = join(import.meta.dirname, '../fixtures');
const example = join(import.meta.dirname, '../../resources/examples/churn-scoring.pipedraft.yaml');
const day = ['--today', '2026-11-21'];

interface Answer {
  readonly plan: { readonly file: string; readonly name: string };
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly waived: unknown }[];
  readonly scores: { readonly maintainability: { readonly value: number } };
  readonly cost: { readonly monthly: { readonly likely: number } };
}

describe('the answer as text', () => {
  it('lists findings with their places, then scores and cost, without colours', async () => {
    const { exit, out, talk } = await run(['check', ...day, 'small.pipedraft.yaml'], { in: fixtures });
    expect({ exit, talk }).toEqual({ exit: 1, talk: '' });
    await expect(out).toMatchFileSnapshot('golden/check.txt');
  });
});

describe('the answer as JSON', () => {
  it('has the keys that were promised', async () => {
    const { exit, out, talk } = await run(['check', '--format', 'json', ...day, example], { in: fixtures });
    expect({ exit, talk }).toEqual({ exit: 0, talk: '' });
    expect(JSON.parse(out)).toMatchObject({
      pipedraft: 1,
      plan: { name: 'Churn scoring', nodes: expect.any(Number), edges: expect.any(Number) },
      findings: expect.arrayContaining([
        expect.objectContaining({
          rule: 'glue-between',
          severity: 'info',
          nodes: ['nightly', 'score'],
          edges: ['nightly/score/control'],
          message: expect.any(String),
          why: expect.any(String),
          source: { title: expect.any(String), section: expect.any(String), url: null },
          fixes: expect.any(Array),
          waived: null,
        }),
        expect.objectContaining({ waived: expect.objectContaining({ because: expect.any(String) }) }),
      ]),
      scores: {
        maintainability: {
          value: expect.any(Number),
          parts: expect.arrayContaining([
            expect.objectContaining({
              id: 'lifecycle',
              points: expect.any(Number),
              max: expect.any(Number),
              because: expect.any(String),
              nodes: expect.any(Array),
            }),
          ]),
        },
        skills: { value: expect.any(Number), parts: expect.any(Array) },
        integration: { value: expect.any(Number), parts: expect.any(Array) },
        maturity: { level: expect.any(Number), missing: expect.any(Array) },
      },
      cost: {
        currency: 'USD',
        priceBook: { id: 'azure-2026-09', asOf: '2026-09' },
        monthly: { low: expect.any(Number), likely: expect.any(Number), high: expect.any(Number) },
        unknown: expect.any(Array),
        nodes: expect.any(Object),
        atScale: expect.arrayContaining([1, 10, 100].map((factor) => expect.objectContaining({ factor, likely: expect.any(Number) }))),
      },
    });
    const { cost } = JSON.parse(out) as { cost: { nodes: Record<string, { likely: number; lines: object[] }> } };
    const [line] = Object.values(cost.nodes).flatMap(({ lines }) => lines);
    expect(line).toMatchObject({
      meter: expect.any(String),
      quantity: expect.any(Number),
      unit: expect.any(String),
      unitPrice: expect.any(Number),
      amount: expect.any(Number),
    });
  });

  it('is a list for several plans, each with its file, in the order they were named', async () => {
    const { exit, out } = await run(['check', '--format', 'json', ...day, example, 'small.pipedraft.yaml'], { in: fixtures });
    expect(exit).toBe(1); // one of them has errors
    expect((JSON.parse(out) as Answer[]).map(({ plan }) => [plan.file, plan.name])).toEqual([
      [example, 'Churn scoring'],
      ['small.pipedraft.yaml', 'Nightly copy'],
    ]);
  });

  it('is the same for a plan from standard input', async () => {
    const args = ['check', '--format', 'json', ...day];
    const [piped, named] = await Promise.all([
      run([...args, '-'], { in: fixtures, input: readFileSync(example) }),
      run([...args, example], { in: fixtures }),
    ]);
    const answer = JSON.parse(piped.out) as Answer;
    expect(answer).toEqual({ ...(JSON.parse(named.out) as Answer), plan: { ...answer.plan, file: '<stdin>' } });
  });
});

describe('the exit code', () => {
  const exitOf = async (file: string, ...args: string[]) => (await run(['check', ...day, ...args, file], { in: fixtures })).exit;

  it('shows and counts the findings of one pillar with --pillar', async () => {
    const findings = async (...args: string[]) => {
      const { exit, out } = await run(['check', '--format', 'json', ...day, ...args, 'small.pipedraft.yaml'], { in: fixtures });
      return { exit, pillars: [...new Set((JSON.parse(out) as { findings: { pillar: string }[] }).findings.map(({ pillar }) => pillar))] };
    };
    expect(await findings()).toMatchObject({ exit: 1, pillars: expect.arrayContaining(['operational-excellence', 'reliability']) });
    expect(await findings('--pillar', 'reliability')).toEqual({ exit: 0, pillars: ['reliability'] });
    expect(await findings('--pillar', 'security')).toEqual({ exit: 0, pillars: [] });
    expect((await run(['check', '--pillar', 'safety', 'small.pipedraft.yaml'], { in: fixtures })).exit).toBe(2);
  });

  it('is 1 for findings at or over --fail-on, waived ones left out', async () => {
    const folder = ownFolder();
    const calm = join(folder, 'calm.yaml');
    writeFileSync(calm, 'pipedraft: 1\nname: Calm\n');
    // the example has an advice, and waived warnings; the small plan has an error
    expect(await Promise.all(['error', 'warning', 'info', 'never'].map((level) => exitOf(example, '--fail-on', level)))).toEqual([
      0, 0, 1, 0,
    ]);
    expect(await Promise.all(['error', 'never'].map((level) => exitOf('small.pipedraft.yaml', '--fail-on', level)))).toEqual([1, 0]);
    expect(await exitOf('small.pipedraft.yaml')).toBe(1);
  });

  it('is 1 when a limit is exceeded, and says by how much', async () => {
    const { out } = await run(['check', '--format', 'json', ...day, example], { in: fixtures });
    const { cost, scores } = JSON.parse(out) as Answer;
    const limits = (maxCost: number, minMaintainability: number) =>
      run(['check', ...day, '--max-cost', String(maxCost), '--min-maintainability', String(minMaintainability), example], { in: fixtures });
    const [at, over] = await Promise.all([
      limits(cost.monthly.likely, scores.maintainability.value),
      limits(100, scores.maintainability.value + 1),
    ]);
    expect({ exit: at.exit, talk: at.talk }).toEqual({ exit: 0, talk: '' });
    expect({ exit: over.exit, talk: over.talk }).toEqual({
      exit: 1,
      talk: [
        `${example}: A month costs ${cost.monthly.likely.toFixed(0)} USD, more than the 100 USD that --max-cost allows.\n`,
        `${example}: Maintainability is ${scores.maintainability.value}, less than the ${scores.maintainability.value + 1} that --min-maintainability asks for.\n`,
      ].join(''),
    });
  });

  it('is 1 for a limit that cannot be checked, unless that is allowed', async () => {
    const limited = (...args: string[]) => run(['check', ...day, '--fail-on', 'never', ...args], { in: fixtures });
    const [unknown, allowed, score] = await Promise.all([
      limited('--max-cost', '100', 'small.pipedraft.yaml'),
      limited('--max-cost', '100', '--allow-unknown-cost', 'small.pipedraft.yaml'),
      run(['check', ...day, '--min-maintainability', '1', '-'], { in: fixtures, input: 'pipedraft: 1\nname: Nothing\n' }),
    ]);
    expect({ exit: unknown.exit, talk: unknown.talk }).toEqual({
      exit: 1,
      talk: 'small.pipedraft.yaml: A month may cost more than --max-cost allows: what Train and Copy orders cost is not known. State their usage, or pass --allow-unknown-cost.\n',
    });
    expect(allowed).toMatchObject({ exit: 0, talk: '' });
    expect(score).toMatchObject({
      exit: 1,
      talk: '<stdin>: Maintainability is not scored, so --min-maintainability cannot be checked. The plan has no nodes yet.\n',
    });
  });

  it('depends on the day: waivers end', async () => {
    const waived = async (today: string) => {
      const { out } = await run(['check', '--format', 'json', '--today', today, example], { in: fixtures });
      return (JSON.parse(out) as Answer).findings.filter((finding) => finding.waived !== null).length;
    };
    const [before, after] = await Promise.all([waived('2027-06-30'), waived('2027-07-01')]);
    expect(before).toBeGreaterThan(after);
  });
});

describe('score', () => {
  it('says what check says of scores and cost', async () => {
    const [scored, checked] = await Promise.all(
      ['score', 'check'].map((command) => run([command, '--format', 'json', ...day, example], { in: fixtures })),
    );
    expect({ exit: scored?.exit, talk: scored?.talk }).toEqual({ exit: 0, talk: '' });
    const answer = JSON.parse(scored?.out ?? '') as { cost: { atScale: readonly { factor: number }[] } };
    const { findings: _, ...rest } = JSON.parse(checked?.out ?? '') as Answer & typeof answer;
    const { problems: _problems, packFaults: _faults, exceeded: _exceeded, ...whole } = rest as typeof rest & Record<string, unknown>;
    const three = whole.cost.atScale.filter(({ factor }) => [1, 10, 100].includes(factor));
    expect(answer).toMatchObject({ ...whole, cost: { ...whole.cost, atScale: three } });
    const [text, long] = await Promise.all(['score', 'check'].map((command) => run([command, ...day, example], { in: fixtures })));
    const [heading = '', , ...lines] = (text?.out ?? '').split('\n');
    expect(heading).toBe(`Churn scoring  ${example}`);
    const scores = lines
      .slice(
        0,
        lines.findIndex((line) => line.startsWith('What fixing')),
      )
      .join('\n');
    expect(long?.out).toContain(scores.trimEnd());
  });

  it('costs the plan at the multiples that are asked for', async () => {
    const { out } = await run(['score', '--format', 'json', '--scale', '1000,1,3', ...day, example], { in: fixtures });
    const { cost } = JSON.parse(out) as { cost: { monthly: object; atScale: readonly { factor: number; likely: number }[] } };
    expect(cost.atScale.map(({ factor }) => factor)).toEqual([1, 3, 1000]);
    expect(cost.atScale[0]).toEqual({ factor: 1, ...cost.monthly });
    expect(cost.atScale[2]?.likely).toBeGreaterThan(cost.atScale[1]?.likely ?? Infinity);
    const text = await run(['score', '--scale', '3', ...day, example], { in: fixtures });
    expect(text.out).toMatch(/^ {2}At scale +×3 [\d,]+ USD$/m);
  });
});
