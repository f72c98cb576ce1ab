import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#engine/evaluate';
import { arrange, readPlan, samePlan, writePlanYaml } from '#engine/plan';
import { draftPlan, usualAnswers, type Answers } from '#engine/start';
import { rules } from '#engine/validate';
import { book, catalog, knowledge, scoring } from '../../harness/resources.ts';
import { answersOf, coveringRows, questions } from './combinations.ts';

const today = '2026-11-21';
const drafted = (answers: Answers) => draftPlan(answers, catalog, knowledge, book.id);

/** The advice that a first plan may come with, and why it stays. */
const defended: Readonly<Record<string, string>> = {
  'approval-supported': 'approvals on a private repository of GitHub take its Enterprise plan, and nothing asks which plan there is',
  'estate-has-alternative': 'the decision on the node says why what is run already was not taken',
  'glue-between': 'Data Factory starts a batch endpoint by a Web activity and a loop that waits, and the plan says so',
  'no-code-service-in-code-plan': 'a team that writes code but no Spark splits large data with data flows; the decision says so',
  'one-node-dominates': 'endpoints that never sleep, and Spark on terabytes, are what such a plan costs: the amount to check first',
  'preferred-successor': 'Data Factory is the guide’s answer and supported; the decision names what Fabric lacked',
  'price-region-known': 'the price book has some prices for one region only, which is true and worth a line',
  'review-needs-stated': 'the question on the needs of a review may be left open, and the advice leads to their fields',
  'skill-missing': 'the team said "basic" where a service takes "strong"; a skill that is missing is a warning, and there is none',
  'skills-unstated': 'a team without code is not held to the skills of those who use the same services from code',
};

/** What is wrong with the plan for some answers; nothing when all is as it must be. */
function wrongWith(answers: Answers): readonly string[] {
  const { plan, reasons } = drafted(answers);
  const { findings, cost } = evaluate({ plan, catalog, book, scoring, rules, today });
  const text = writePlanYaml(plan);
  const layout = arrange(plan, (id) => catalog.stageOf(plan.nodes[id]?.service ?? ''));
  return [
    ...findings
      .filter(({ severity, rule }) => severity !== 'info' || !(rule in defended))
      .map(({ rule, message }) => `${rule}: ${message}`),
    ...cost.unknown.map((id) => `the cost of ${id} is not known`),
    ...(samePlan(readPlan(text, 'plan.yaml').plan, plan) ? [] : ['it is another plan when it is read']),
    ...Object.keys(plan.nodes).flatMap((id) => {
      const decision = plan.nodes[id]?.decision;
      return [
        ...(String(plan.layout[id]) === String(layout[id]) ? [] : [`${id} is not where tidying puts it`]),
        ...(decision?.because ? [] : [`${id} has no reason`]),
        ...(reasons[id] ? [] : [`${id} rests on nothing`]),
        ...Object.keys(decision?.rejected ?? {}).flatMap((service) => [
          ...(catalog.get(service) ? [] : [`${id} turns down ${service}, which is not in the catalog`]),
          ...(service === plan.nodes[id]?.service ? [`${id} turns itself down`] : []),
        ]),
      ];
    }),
  ];
}

describe('a first plan', () => {
  const rows = coveringRows().map((row) => ({ answers: answersOf(row), row: row.join('') }));

  it('has no other score for what a review asks, and only findings that it asked for', () => {
    const reviews: readonly Answers['review'][] = [
      { network: 'private', dataClassification: 'highly-confidential', availability: 99.99, recoveryTime: '1 h' },
      { network: 'public', dataClassification: 'public', availability: 90, recoveryTime: '30 d' },
    ];
    const by = (answers: Answers) => evaluate({ plan: drafted(answers).plan, catalog, book, scoring, rules, today });
    for (const approach of ['code', 'mixed', 'no-code'] as const) {
      const answers = { ...usualAnswers, approach };
      const left = by(answers);
      const usual = new Set(left.findings.map(({ rule }) => rule));
      for (const review of reviews) {
        const asked = by({ ...answers, review });
        expect(asked.scores).toEqual(left.scores);
        const added = asked.findings.filter(({ rule }) => !usual.has(rule));
        expect(added.filter(({ family }) => family !== 'security' && family !== 'reliability')).toEqual([]);
        expect(added.filter(({ severity }) => severity === 'error')).toEqual([]);
      }
    }
  });

  it('is sound for any three answers together', () => {
    const wrong = rows.flatMap(({ answers }) => wrongWith(answers).map((what) => `${what} ${JSON.stringify(answers)}`));
    expect(wrong).toEqual([]);
  });

  it('is sound for any answers', () => {
    fc.assert(
      fc.property(fc.tuple(...questions.map(({ options }) => fc.nat(options.length - 1))), (row) => {
        expect(wrongWith(answersOf(row))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('comes with no advice that is never given', () => {
    const given = new Set(
      rows.flatMap(({ answers }) =>
        evaluate({ plan: drafted(answers).plan, catalog, book, scoring, rules, today }).findings.map(({ rule }) => rule),
      ),
    );
    expect([...given].sort()).toEqual(Object.keys(defended).sort());
  });

  it('rests on statements that hold today: what overtook one is named beside it', () => {
    const stale = rows.flatMap(({ answers }) =>
      Object.entries(drafted(answers).reasons).flatMap(([id, { statements }]) =>
        statements.flatMap(({ id: entry, overtakenBy = [] }) =>
          overtakenBy.length === 0 || overtakenBy.some((later) => statements.some((other) => other.id === later))
            ? []
            : [`${id}: ${entry} was overtaken by ${overtakenBy.join(', ')}`],
        ),
      ),
    );
    expect([...new Set(stale)]).toEqual([]);
  });

  it('cites in each reason the statement that it rests on', () => {
    const { plan } = drafted(usualAnswers);
    expect(plan.nodes['release']?.decision?.because).toBe(
      'What a change of code sets off is for Azure DevOps. It waits for an approval before anything goes live. Source: Azure Machine Learning decision guide (2020): Trigger Options.',
    );
  });

  it.each([
    ['usual', usualAnswers],
    [
      'no-code',
      {
        ...usualAnswers,
        approach: 'no-code',
        data: 'small',
        starts: { schedule: false, files: true, commit: false, approval: true },
        estate: ['power-bi'],
      },
    ],
    [
      'spark',
      {
        ...usualAnswers,
        skills: { ...usualAnswers.skills, spark: 'strong' },
        data: 'large',
        distributed: true,
        serving: { batch: true, realtime: true },
        estate: ['github-actions', 'azure-databricks'],
      },
    ],
  ] as const satisfies readonly (readonly [string, Answers])[])('for %s answers is the one that is kept', async (name, answers) => {
    await expect(writePlanYaml(drafted(answers).plan)).toMatchFileSnapshot(join(import.meta.dirname, 'golden', `${name}.pipedraft.yaml`));
  });
});
