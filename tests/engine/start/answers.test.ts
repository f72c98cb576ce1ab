import { describe, expect, it } from 'vitest';
import { AnswersSchema, draftPlan, usualAnswers, type Answers } from '#engine/start';
import { book, catalog, knowledge } from '../../harness/resources.ts';

const draft = (changed: Partial<Answers>) => draftPlan({ ...usualAnswers, ...changed }, catalog, knowledge, book.id);
const closedIn = (changed: Partial<Answers>) => draft(changed).closed.map(({ answer }) => answer);

describe('the answers', () => {
  it('that stand preselected can be had as they are', () => {
    expect(AnswersSchema.parse(usualAnswers)).toEqual(usualAnswers);
    expect(draft({}).answers).toEqual(usualAnswers);
  });

  it('that cannot be had together are closed, and moved to the nearest that can', () => {
    expect(closedIn({})).toEqual(['skills.python.none', 'skills.delivery.none', 'skills.data.none']);
    expect(closedIn({ approach: 'no-code' })).toEqual(['starts.commit', 'sources.sharepoint', 'skills.data.none']);
    expect(closedIn({ data: 'large' })).toContain('distributed.false');

    expect(draft({ approach: 'no-code' }).answers.starts.commit).toBe(false);
    expect(draft({ approach: 'no-code', sources: ['sql-server', 'sharepoint'] }).answers.sources).toEqual(['sql-server']);
    expect(draft({ data: 'large' }).answers.distributed).toBe(true);
    const none = { python: 'none', data: 'none', spark: 'none', delivery: 'none' } as const;
    expect(draft({ skills: none }).answers.skills).toEqual({ python: 'basic', data: 'basic', spark: 'none', delivery: 'basic' });
    expect(draft({ approach: 'no-code', skills: none }).answers.skills).toEqual({ ...none, data: 'basic' });
  });

  it('may name SharePoint, whose lists are a source and which starts nothing', () => {
    const { plan } = draft({ sources: ['sharepoint'] });
    expect(plan.nodes['from-sharepoint']).toMatchObject({ service: 'sharepoint', stage: 'source' });
    expect(plan.edges.filter(({ from }) => from === 'from-sharepoint')).toEqual([{ from: 'from-sharepoint', to: 'copy', kind: 'data' }]);
  });

  it('end in the context, in its own words', () => {
    const { context } = draft({ estate: ['power-bi', 'azure-devops'], budgetPerMonth: 1500 }).plan;
    expect(context).toMatchObject({
      approach: 'code',
      estate: ['azure-devops', 'power-bi'],
      region: 'westeurope',
      budgetPerMonth: 1500,
      priceBook: book.id,
      needs: {
        schedule: 'recurrence',
        events: ['pull-request'],
        manualApproval: true,
        dataVolume: '200 GB',
        distributed: false,
        gpu: false,
        serving: ['batch'],
      },
    });
    expect(context.team?.skills).toMatchObject({ python: 'strong', sql: 'basic', spark: 'none', yaml: 'basic', dax: 'basic' });
  });

  it('leave open what was not answered', () => {
    const { context } = draft({
      region: null,
      serving: { batch: false, realtime: false },
      starts: { ...usualAnswers.starts, commit: false },
    }).plan;
    expect(context).not.toHaveProperty('region');
    expect(context).not.toHaveProperty('budgetPerMonth');
    expect(context.needs).not.toHaveProperty('serving');
    expect(context.needs).not.toHaveProperty('events');
    for (const need of ['network', 'dataClassification', 'availability', 'recoveryTime']) expect(context.needs).not.toHaveProperty(need);
  });

  it('become needs of the plan where a review is answered, each by itself', () => {
    const review = { network: 'private', dataClassification: 'confidential', availability: 99.9, recoveryTime: '4 h' } as const;
    expect(draft({ review }).plan.context.needs).toMatchObject(review);
    for (const [need, value] of Object.entries(review)) {
      const { plan } = draft({ review: { ...usualAnswers.review, [need]: value } });
      expect(plan.context.needs).toEqual({ ...draft({}).plan.context.needs, [need]: value });
      expect({ nodes: plan.nodes, edges: plan.edges }).toEqual({ nodes: draft({}).plan.nodes, edges: draft({}).plan.edges });
    }
  });

  it('on a review are refused where a plan could not hold them', () => {
    const accepts = (review: object) => AnswersSchema.safeParse({ ...usualAnswers, review: { ...usualAnswers.review, ...review } }).success;
    expect(accepts({ availability: 90 }) && accepts({ availability: 99.999 }) && accepts({ recoveryTime: '30 min' })).toBe(true);
    for (const review of [
      { availability: 89.9 },
      { availability: 100 },
      { recoveryTime: '4 GB' },
      { recoveryTime: 'soon' },
      { network: 'vpn' },
    ])
      expect(accepts(review), JSON.stringify(review)).toBe(false);
  });

  it('name only skills of the catalog', () => {
    const skills = draft({ estate: ['power-bi'] }).plan.context.team?.skills ?? {};
    expect(Object.keys(skills).filter((skill) => !catalog.skill(skill))).toEqual([]);
  });
});

describe('sources, rhythm and amount', () => {
  it('puts the sources before the copy, on Databricks too', () => {
    const strong = { ...usualAnswers.skills, spark: 'strong' } as const;
    for (const changed of [{}, { skills: strong, data: 'large' as const }]) {
      const { plan } = draft({ ...changed, sources: ['sap', 'sql-server'] });
      expect(plan.edges.filter(({ from }) => from.startsWith('from-')).map(({ from, to }) => [from, to])).toEqual([
        ['from-sap', 'copy'],
        ['from-sql-server', 'copy'],
      ]);
    }
  });

  it('runs as often as was said', () => {
    const { plan } = draft({ scored: 'weekly', trained: 'monthly' });
    expect(plan.assumptions['runsPerMonth']).toBe(4);
    expect(plan.nodes['train']?.usage?.['runsPerMonth']).toBe(1);
  });

  it('takes any amount of data, and its size from it', () => {
    const { plan, answers } = draft({ dataVolume: '3 TB' });
    expect(answers).toMatchObject({ data: 'large', distributed: true });
    expect(plan.context.needs?.dataVolume).toBe('3 TB');
    expect(plan.assumptions['dataPerRun']).toEqual({ low: '150 GB', likely: '300 GB', high: '750 GB' });
    expect(draft({ dataVolume: '8 GB' }).answers.data).toBe('small');
    expect(AnswersSchema.safeParse({ ...usualAnswers, dataVolume: 'much' }).success).toBe(false);
  });
});
