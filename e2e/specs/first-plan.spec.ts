import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '#engine/plan';
import { performStory } from '../../scripts/story.mjs';
import { answerSave } from '../harness/dialogs';
import { expect, test } from '../harness/app';

/* The task of docs/guide/first-plan.md: what the page says is done here, and the actions are counted. */

test('the story of the guide leads from the first page to a saved plan that the team can run', async ({ start, folder }) => {
  const { page, app, workbench, troubles } = await start();
  const file = join(folder, 'first-plan.pipedraft.yaml');
  await answerSave(app, file);
  await performStory({ page });

  await expect(workbench.changedMark).toHaveCount(0);
  const { plan } = readPlan(readFileSync(file, 'utf8'), file);
  expect(plan.context).toMatchObject({ budgetPerMonth: 3000, estate: ['power-bi'], needs: { manualApproval: true, distributed: true } });
  expect(plan.nodes).toMatchObject({
    'from-sql-server': { service: 'sql-server' },
    'from-sharepoint': { service: 'sharepoint', stage: 'source' },
    cluster: { service: 'azure-databricks' },
    serve: { service: 'databricks-model-serving' },
    report: { service: 'power-bi' },
  });
  expect(Object.keys(plan.nodes['serve']?.decision?.rejected ?? {})).toContain('azure-kubernetes-service');
  expect(troubles).toEqual([]);
});
