import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { unplacedStatements, homesOf, knowledgePage, KnowledgeSchema, type Knowledge, type Living } from '#engine/explain';
import { readPlan } from '#engine/plan';
import { rules } from '#engine/validate';
import { readResources } from '../../../build/resources.ts';
import { catalog, examples } from '../../harness/resources.ts';

/* Every statement that the checks rest on lives somewhere, and every place that it is said to live in is there. */

const root = join(import.meta.dirname, '..', '..', '..');
const knowledge: Knowledge = KnowledgeSchema.parse(readResources(join(root, 'resources')).knowledge);
const living: Living = {
  rules: rules.map(({ meta }) => meta),
  services: catalog.services,
  plans: new Map(examples.map(({ file, text }) => [file.replace('.pipedraft.yaml', ''), readPlan(text, file).plan])),
};

describe('the list of statements', () => {
  it('has a home for each of them, or a reason, and no home that is gone', () => {
    expect(unplacedStatements(knowledge, living)).toEqual([]);
  });

  it('names each of them once', () => {
    const ids = knowledge.entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a section for what the guide and the note say, and an address for what has changed since', () => {
    const vague = knowledge.entries.filter(({ id, source }) => (id.startsWith('gr-') ? !source.section : !source.url));
    expect(vague.map(({ id }) => id)).toEqual([]);
  });

  it('has every statement of the guide that a card names', () => {
    const known = new Set(knowledge.entries.map(({ id }) => id));
    const strangers = catalog.services.flatMap(({ id, facts }) =>
      facts.filter((fact) => fact.id.startsWith('gr-') && !known.has(fact.id)).map((fact) => `${id}: ${fact.id}`),
    );
    expect(strangers).toEqual([]);
  });

  const facts = join(root, '..', 'shared', 'facts', 'services.yaml');
  it.skipIf(!existsSync(facts))(
    'holds the very statements of the facts it was made from (skipped where they are not beside the project)',
    () => {
      const { guide_rules, current_rules } = parse(readFileSync(facts, 'utf8')) as Record<string, readonly { readonly id: string }[]>;
      const ids = [...(guide_rules ?? []), ...(current_rules ?? [])].map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(0);
      expect(knowledge.entries.map(({ id }) => id).sort()).toEqual(ids.sort());
    },
  );
});

/* What each table and list of the sources is there for: to decide something. */

const kindsIn = (section: string) => {
  const homes = homesOf(knowledge, living);
  const entries = knowledge.entries.filter(({ source }) => source.section === section);
  return new Set(entries.flatMap(({ id }) => homes.get(id) ?? []).map(({ kind }) => kind));
};

it.each([
  'Introduction',
  'Use No Code or Code implementation approach',
  'No Code',
  'Code',
  'Experimentation: Notebooks vs. Python/R scripts',
  'Notebooks',
  'Python/R scripts',
  'Trigger Options',
  'Trigger options with scheduling',
  'Data Transfer Options',
  'Compute Options',
  'Tracking and Versioning options',
  'Model Training options',
  'Model deployment options',
  'Monitoring options',
  'Recommended Usage',
])('what stands under "%s" drives a rule', (section) => {
  expect([...kindsIn(section)]).toContain('rule');
});

it.each([
  'No Code',
  'Code',
  'Trigger Options',
  'Data Transfer Options',
  'Tracking and Versioning options',
  'Model Training options',
  'Model deployment options',
  'Monitoring options',
  'Recommended Usage',
])('what "%s" recommends is shown by a template', (section) => {
  expect([...kindsIn(section)]).toContain('plan');
});

it('every setting that ends names a statement of the rule that finds it', () => {
  const rule = rules.find(({ meta }) => meta.id === 'no-ended-setting');
  const named = catalog.services.flatMap(({ usage }) =>
    usage.flatMap((field) => {
      const ends = 'options' in field ? field.options.map((option) => option.ends) : 'ends' in field ? [field.ends] : [];
      return ends.flatMap((one) => (one ? [one.entry] : []));
    }),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((id) => !rule?.meta.entries.includes(id))).toEqual([]);
  expect(rule?.meta.entries.filter((id) => !named.includes(id))).toEqual([]);
});

it('the table of services and their stages drives a rule', () => {
  const citing = rules.filter(({ meta }) => meta.sources.some(({ section }) => section === 'Service options'));
  expect(citing.map(({ meta }) => meta.id)).toContain('node-stage-fits');
});

describe('what is wrong with a list', () => {
  const source = { title: 'A test', section: 'One' };
  const listOf = (...entries: Knowledge['entries']): Knowledge => ({ version: 1, asOf: '2026-11-21', entries });
  const nowhere: Living = { rules: [], services: [], plans: new Map() };

  it('is a statement without a home', () => {
    expect(unplacedStatements(listOf({ id: 'gr-lost', says: 'Nobody checks this.', source }), nowhere)).toEqual([
      'gr-lost lives nowhere, and no reason is given',
    ]);
  });

  it('is a node that is gone', () => {
    const list = listOf({ id: 'gr-shown', says: 'A template shows this.', source, plans: ['template-code/no-such-node'] });
    expect(unplacedStatements(list, living)).toContain('gr-shown lives in template-code/no-such-node, which is gone');
  });

  it('is a rule that names a statement which is not in the list', () => {
    const [first] = rules;
    if (!first) throw new Error('no rules');
    const list = listOf();
    expect(unplacedStatements(list, { ...nowhere, rules: [{ ...first.meta, entries: ['gr-stranger'] }] })).toEqual([
      `the rule ${first.meta.id} names gr-stranger, which is not in the list`,
    ]);
  });

  it('is a reason beside a home, and a later statement that is not there', () => {
    const list = listOf({
      id: 'gr-both',
      says: 'This is checked after all.',
      source,
      scores: ['cost'],
      leftOut: 'Nobody knows why.',
      overtakenBy: ['cr-unknown'],
    });
    expect(unplacedStatements(list, nowhere)).toEqual([
      'gr-both is left out and yet lives somewhere',
      'gr-both refers to cr-unknown, which is not in the list',
    ]);
  });
});

it('the page says where each statement lives and what overtook it', () => {
  const page = knowledgePage(
    {
      version: 1,
      asOf: '2026-11-21',
      entries: [
        {
          id: 'gr-old',
          says: 'This | was so.',
          source: { title: 'A guide', section: 'One' },
          leftOut: 'It is over.',
          overtakenBy: ['cr-new'],
        },
        {
          id: 'cr-new',
          says: 'It is otherwise.',
          source: { title: 'A page', url: 'https://example.com/' },
          since: '2026-09',
          announced: true,
          scores: ['cost'],
        },
      ],
    },
    { rules: [], services: [], plans: new Map() },
  );
  expect(page).toContain(
    '| <a id="gr-old"></a>`gr-old`<br>This \\| was so.<br>Overtaken by [`cr-new`](#cr-new). | left out: It is over. | A guide: One |',
  );
  expect(page).toContain('| score: cost | [A page](https://example.com/)<br>from 2026-09, as announced |');
});
