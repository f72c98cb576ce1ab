import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { answeringUsers } from '#engine/notions';
import { readPlan } from '#engine/plan';
import { book, catalog } from '../../harness/resources.ts';

/** Titles of the endpoints that answer users. */
function answering(...titles: readonly string[]): readonly string[] {
  const nodes = titles.map((title, at) => `  e${at}: {service: azure-ml-managed-online-endpoints, title: ${JSON.stringify(title)}}`);
  const text = `pipedraft: 1\nname: Endpoints\nnodes:\n${nodes.join('\n')}\n`;
  return answeringUsers(new PlanGraph(readPlan(text, 'endpoints.yaml').plan, catalog, book)).map(({ title }) => title);
}

describe('an endpoint beside one for users', () => {
  it.each(['Staging', 'QA endpoint', 'Test endpoint', 'Scores (test)', 'Development', 'Acceptance environment', 'scoring-dev', 'Preprod'])(
    'is for tests where it is titled "%s"',
    (title) => expect(answering('Scores', title)).toEqual(['Scores']),
  );

  it.each(['Blood test results', 'Test stand anomalies', 'A/B test', 'Property development prices', 'Contest'])(
    'answers users where "%s" is its subject',
    (title) => expect(answering('Scores', title)).toEqual(['Scores', title]),
  );

  it('answers users where all are titled so', () => {
    expect(answering('Staging', 'Test')).toEqual(['Staging', 'Test']);
  });
});
