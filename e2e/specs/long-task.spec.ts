import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { planOf } from '../harness/plans';

/* Work that takes long says what it is, and can be cancelled: everything is as it was then. */

test('working out all fixes of a rule for 5,000 nodes shows progress and can be cancelled', async ({ start, folder }) => {
  test.slow();
  const file = join(folder, 'large.pipedraft.yaml');
  const text = await planOf(5000);
  writeFileSync(file, text);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.canvas.focus();
  const fixAll = page
    .getByRole('complementary', { name: 'The finding in full' })
    .getByRole('button', { name: /^Fix all \d+ of this rule/ });
  await expect(async () => {
    await page.keyboard.press('F8');
    await expect(fixAll).toBeVisible({ timeout: 500 });
  }).toPass();
  const bar = page.getByRole('region', { name: 'Working out the fixes' });

  await fixAll.click();
  await expect(bar.getByRole('progressbar')).toBeVisible();
  await bar.getByRole('button', { name: 'Cancel' }).click();
  await expect(bar).toHaveCount(0);
  await fixAll.click();
  await expect(bar.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);

  await expect(fixAll).toBeVisible(); // the finding is still the one that is looked at
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('toolbar', { name: 'Plan' }).getByRole('button', { name: /^Undo/ })).toBeDisabled();
  await expect(workbench.changedMark).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(troubles).toEqual([]);
});
