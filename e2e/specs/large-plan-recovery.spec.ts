import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, expect, test } from '../harness/app';
import { chainOf } from '../harness/plans';
import { recoveries } from '../harness/recovery';

/* A plan of 5,000 nodes is evaluated in a thread of its own: what is typed meanwhile is on the disk, and what is shown of it is right. */

test('what is typed quickly into a plan of 5,000 nodes survives a kill', async ({ start, folder }) => {
  test.slow();
  const userData = join(folder, 'user-data');
  const file = join(folder, 'chain.pipedraft.yaml');
  writeFileSync(file, chainOf(5000).replace('title: Lake 2500}', 'title: Needle in the hay}'));
  const first = await start({ userData, files: [file] });
  await first.workbench.settled();
  await first.page.keyboard.press('Control+f');
  await first.page.keyboard.type('needle in');
  await expect(first.page.getByRole('status').filter({ hasText: '1 of 1' })).toBeVisible();
  await first.page.keyboard.press('Enter');
  const title = first.workbench.inspector.getByLabel('Title');
  await expect(title).toHaveValue('Needle in the hay');
  const typed = 'Every letter of this is kept';
  await title.fill('');
  await title.pressSequentially(typed);
  // the moment that the last letter is written, whether it has been evaluated or not
  await expect.poll(() => recoveries(userData).join(''), { intervals: [5] }).toContain(`"${typed}"`);
  first.process.kill('SIGKILL');
  await ended(first);

  const second = await start({ userData });
  await expect(second.page.getByRole('status').filter({ hasText: 'restored' })).toBeVisible();
  await second.workbench.settled();
  await second.page.keyboard.press('Control+f');
  await second.page.keyboard.type('every letter of');
  await second.page.keyboard.press('Enter');
  await expect(second.workbench.inspector.getByLabel('Title')).toHaveValue(typed);
  expect(second.troubles).toEqual([]);
});

test('findings and fixes of a plan of 5,000 nodes are those of the plan as it is after each edit', async ({ start, folder }) => {
  test.slow();
  const file = join(folder, 'chain.pipedraft.yaml');
  writeFileSync(file, chainOf(5000).replace('lake-2500: {service: azure-storage,', 'lake-2500: {service: unheard-of,'));
  const userData = join(folder, 'user-data');
  const { page, workbench, troubles } = await start({ userData, files: [file] });
  await workbench.settled();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('lake 2500');
  await page.keyboard.press('Enter');
  await expect(workbench.inspector.getByLabel('Title')).toHaveValue('Lake 2500');
  await page.getByRole('tab', { name: /Findings/ }).click();
  await expect(workbench.problem('unheard-of').first()).toBeVisible();
  await workbench.node('Lake 2500').focus();
  await page.keyboard.press('Delete');
  await workbench.settled();
  await expect(workbench.problem('unheard-of')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await workbench.settled();
  await expect(workbench.problem('unheard-of').first()).toBeVisible();
  expect(troubles).toEqual([]);
  expect(existsSync(join(userData, 'logs', 'errors.log'))).toBe(false); // a thread that failed would be named there
});
