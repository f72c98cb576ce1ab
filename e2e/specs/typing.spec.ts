import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, expect, test, type Running } from '../harness/app';

/* What is typed belongs to the plan with every letter, or is kept as a draft: a kill loses no more than its last moment. */

const plan = `pipedraft: 1
name: Typed in
assumptions: {runsPerMonth: 30}
nodes:
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-jobs-sdk, title: Train}
groups: {known: {title: Known, nodes: [train]}}
layout: {lake: [0, 0], train: [0, 160]}
`;

interface Field {
  readonly what: string;
  /** Goes to the field and types in it, and does not leave it. */
  readonly type: (running: Running) => Promise<void>;
  /** Finds the text after the restart. */
  readonly find: (running: Running) => Promise<void>;
}

const groupCell = ({ page }: Running, title: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: title, exact: true }) })
    .getByRole('gridcell', { name: /^Group/ });

async function openOutline({ page }: Running): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('outline without');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
}

const fields: readonly Field[] = [
  {
    what: 'the title of a new group on the canvas',
    type: async ({ page, workbench }) => {
      await workbench.node('Lake').click();
      await page.keyboard.press('Control+g');
      await expect(page.getByLabel('Title of the group')).toBeFocused();
      await page.keyboard.type('Landing zone');
      await expect(page.getByLabel('Title of the group')).toHaveValue('Landing zone');
    },
    find: ({ page }) => expect(page.locator('.frame .name').filter({ hasText: 'Landing zone' })).toHaveCount(1),
  },
  {
    what: 'a new group in the outline',
    type: async (running) => {
      await openOutline(running);
      await groupCell(running, 'Lake').dblclick();
      await running.page.getByRole('combobox', { name: 'Group', exact: true }).pressSequentially('Landing zone');
    },
    find: ({ page }) => expect(page.getByRole('gridcell', { name: 'Landing zone' })).toBeVisible(),
  },
  {
    what: 'the region of a node',
    type: async (running) => {
      await running.workbench.node('Lake').click();
      await running.workbench.inspector.getByRole('combobox', { name: 'Region' }).pressSequentially('northeuro');
    },
    find: async ({ workbench }) => {
      await workbench.node('Lake').click();
      await expect(workbench.inspector.getByRole('combobox', { name: 'Region' })).toHaveValue('northeuro');
    },
  },
  {
    what: 'the region of the plan',
    type: async ({ workbench }) => {
      await workbench.inspector.getByRole('combobox', { name: 'Region' }).pressSequentially('northeuro');
    },
    find: ({ workbench }) => expect(workbench.inspector.getByRole('combobox', { name: 'Region' })).toHaveValue('northeuro'),
  },
  {
    what: 'the id of a node',
    type: async ({ workbench }) => {
      await workbench.node('Lake').click();
      await workbench.inspector.getByLabel('Id in the file').fill('raw-zone');
    },
    find: async ({ workbench }) => {
      await workbench.node('Lake').click();
      await expect(workbench.inspector.getByLabel('Id in the file')).toHaveValue('raw-zone');
      await expect(workbench.inspector.getByText('Not applied yet')).toBeVisible();
    },
  },
  {
    what: 'the name of an assumption',
    type: async ({ workbench }) => {
      await workbench.inspector.getByLabel('Name of the assumption').fill('runs a month');
    },
    find: async ({ workbench }) => {
      await expect(workbench.inspector.getByLabel('Name of the assumption')).toHaveValue('runs a month');
      await expect(workbench.inspector.getByText('It starts with a letter')).toBeVisible();
    },
  },
];

test('what is typed in any field survives a kill soon after the last letter, the field not left', async ({ start, folder }) => {
  test.slow();
  for (const { what, type, find } of fields)
    await test.step(what, async () => {
      const userData = join(folder, what);
      const file = join(folder, `${what}.pipedraft.yaml`);
      writeFileSync(file, plan);
      const first = await start({ userData, files: [file], size: { width: 1600, height: 900 } });
      await first.workbench.settled();
      await type(first);
      // the promise is a second; the application is killed when it is over, whatever it does then
      await first.page.evaluate(() => new Promise((done) => setTimeout(done, 1000)));
      first.process.kill('SIGKILL');
      await ended(first);
      const second = await start({ userData, files: [file], size: { width: 1600, height: 900 } });
      await second.workbench.settled();
      await find(second);
      expect(second.troubles).toEqual([]);
      second.process.kill('SIGKILL');
      await ended(second);
    });
});

test('a visit of a field is one step, and Escape takes back what was typed for a group and a region', async ({ start, folder }) => {
  const file = join(folder, 'typed.pipedraft.yaml');
  writeFileSync(file, plan);
  const running = await start({ files: [file], size: { width: 1600, height: 900 } });
  const { page, workbench } = running;
  await workbench.settled();
  const undo = page.getByRole('button', { name: /^Undo/ });
  const frame = page.locator('.frame').filter({ hasText: 'Landing' });
  await workbench.node('Lake').click();
  await page.keyboard.press('Control+g');
  await page.keyboard.type('Landing');
  await page.keyboard.press('Escape');
  await expect(frame).toHaveCount(0);
  await expect(undo).toBeDisabled();
  await workbench.inspector.getByRole('combobox', { name: 'Region' }).pressSequentially('north');
  await expect(undo).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(workbench.inspector.getByRole('combobox', { name: 'Region' })).toHaveValue('');
  await expect(undo).toBeDisabled();

  await page.keyboard.press('Tab');
  await workbench.node('Lake').click();
  await page.keyboard.press('Control+g');
  await page.keyboard.type('Landing');
  await page.keyboard.press('Enter');
  await expect(frame).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Undo Group 1 node as “Landing”' })).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(frame).toHaveCount(0);
  await expect(undo).toBeDisabled();

  await openOutline(running);
  const cell = page.getByRole('gridcell', { name: 'Landing' });
  await groupCell(running, 'Lake').dblclick();
  await page.getByRole('combobox', { name: 'Group', exact: true }).pressSequentially('Landing');
  await expect(undo).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(cell).toHaveCount(0);
  await expect(undo).toBeDisabled();
  await groupCell(running, 'Lake').dblclick();
  await page.getByRole('combobox', { name: 'Group', exact: true }).pressSequentially('Landing');
  await page.keyboard.press('Enter');
  await expect(cell).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(cell).toHaveCount(0);
  await expect(undo).toBeDisabled();
  await page.getByRole('gridcell', { name: 'Lake', exact: true }).click();
  const id = workbench.inspector.getByLabel('Id in the file');
  await id.fill('train');
  await expect(workbench.inspector.getByText('Another node is called “train”.')).toBeVisible();
  await id.press('Escape');
  await expect(id).toHaveValue('lake');
  await id.fill('raw');
  await id.press('Enter');
  await expect(workbench.inspector.getByLabel('Id in the file')).toHaveValue('raw');
  await expect(page.getByRole('button', { name: 'Undo Change the id' })).toBeEnabled();
});
