import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';

/* What a plan says for its exported files: the plan's own part, what files still miss as findings, and the keys of edges. */

const plan = `pipedraft: 1
name: Weekly scores
context: {approach: code, region: westeurope}
nodes:
  devops: {service: azure-devops, title: Releases}
  train: {service: azure-ml-jobs-sdk, title: Train}
  scores: {service: azure-ml-managed-online-endpoints, title: Scores}
edges:
  - {from: devops, to: scores, kind: control, role: reference}
  - {from: train, to: scores, kind: model}
layout:
  devops: [0, 0]
  scores: [0, 208]
  train: [0, 104]
`;

test('a plan that is exported lists what its files miss, and findings lead to the fields', async ({ start, folder }) => {
  const file = join(folder, 'scores.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  const { inspector } = workbench;
  const missing = workbench.problem('“Train” does not state “Code”');
  await expect(missing).toHaveCount(0);

  await inspector.getByRole('button', { name: 'Export', exact: true }).click();
  await inspector.getByRole('checkbox', { name: 'List what the exported files still miss as findings' }).check();
  await expect(missing).toBeVisible();
  const prefix = inspector.getByRole('textbox', { name: 'Prefix of all names' });
  await prefix.fill('Weekly Scores');
  await expect(inspector.getByText(/^The prefix must start with a lower-case letter/)).toBeVisible();
  await prefix.fill('weekly');
  await prefix.press('Enter');
  const formats = inspector.getByRole('textbox', { name: 'Formats' });
  await formats.fill('azureml\nbicepp');
  await workbench.problem('there is no such exporter').click();
  await expect(formats).toBeFocused();
  await formats.fill('');

  await missing.click();
  await expect(inspector.getByRole('textbox', { name: 'Code', exact: true })).toBeFocused();
  await page.keyboard.type('src/train');
  await expect(missing).toHaveCount(0);

  // a key that nothing reads is a finding, which leads to the field of the edge
  await workbench.problem('states the role “reference”').click();
  const role = inspector.getByRole('combobox', { name: 'Data for the monitor' });
  await expect(role).toBeFocused();
  await role.selectOption('');
  await expect(role).toHaveCount(0);
  await inspector.getByRole('combobox', { name: 'Does' }).selectOption('deploy');
  await inspector.getByRole('checkbox', { name: 'Somebody approves first' }).check();
  await inspector.getByRole('textbox', { name: 'Who approves' }).fill('risk@contoso.com');
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
  const saved = readFileSync(file, 'utf8');
  expect(saved).toContain('- {from: devops, to: scores, kind: control, does: deploy, approval: {by: risk@contoso.com}}');
  expect(saved).toMatch(/^exports:\n {2}prefix: weekly\n/m);
  expect(saved).toContain('settings: {code: src/train}');
  expect(troubles).toEqual([]);
});
