import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';

/* Security and reliability: the needs of the plan, findings by pillar, and the safeguards of a node. */

const plan = `pipedraft: 1
name: Live scores
context: {approach: code, region: westeurope}
nodes:
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-pipelines, title: Train}
  models: {service: azure-ml-model-registry, title: Models}
  scores: {service: azure-ml-managed-online-endpoints, title: Scores}
edges:
  - {from: lake, to: train, kind: data}
  - {from: models, to: scores, kind: model}
  - {from: train, to: models, kind: model}
layout:
  lake: [0, 0]
  models: [0, 208]
  scores: [0, 312]
  train: [0, 104]
`;

test('a need that is stated turns on its rules, which filter by pillar, and a fix states the safeguards of nodes', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'live.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  const pillar = page.getByRole('combobox', { name: 'Pillar of the Well-Architected Framework' });
  await pillar.selectOption('security');
  await expect(page.getByText('Nothing passes the filter')).toBeVisible();

  // without a need there is one advice to state it, which leads to its field
  await pillar.selectOption('');
  await workbench.problem('The plan does not say whether its network is private').click();
  await expect(workbench.inspector.getByRole('combobox', { name: 'Network' })).toBeFocused();
  await workbench.inspector.getByRole('combobox', { name: 'Network' }).selectOption('private');
  await workbench.inspector.getByRole('textbox', { name: 'Answers are available' }).fill('99.9 %');
  await workbench.inspector.getByRole('textbox', { name: 'Recovery time' }).fill('4 h');
  await pillar.selectOption('security');
  const reached = workbench.problem(/Nothing says that "Lake".* reached privately/);
  await reached.click();
  await page
    .getByRole('complementary', { name: 'The finding in full' })
    .getByRole('button', { name: 'Reach 2 services privately' })
    .click();
  await expect(reached).toHaveCount(0);

  // the node shows what the fix stated, and the file keeps it
  await workbench.node('Lake').click();
  const access = workbench.inspector.getByRole('combobox', { name: 'Reached through' });
  await expect(access).toHaveValue('private-endpoint');
  await access.selectOption('internet');
  await expect(workbench.problem('“Lake” is reached over the internet')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(access).toHaveValue('private-endpoint');
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
  expect(readFileSync(file, 'utf8')).toContain('needs: {network: private, availability: 99.9, recoveryTime: 4 h}');
  expect(readFileSync(file, 'utf8')).toContain('safeguards: {access: private-endpoint}');

  // grouped by pillar, in words of the framework
  await pillar.selectOption('');
  await page.getByRole('combobox', { name: 'Group by' }).selectOption('pillar');
  await expect(workbench.problems.locator('.heading').filter({ hasText: 'Operational Excellence' })).toBeVisible();
  expect(troubles).toEqual([]);
});
