import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '#engine/plan';
import { answerSave } from '../harness/dialogs';
import { expect, test } from '../harness/app';

/* No pointer is used from here on. */

test('a plan of nine nodes is built, checked and saved by keys alone', async ({ start, folder }) => {
  test.slow();
  const { page, app, studio, troubles } = await start({ size: { width: 1280, height: 800 } });
  await page.keyboard.press('ControlOrMeta+N');
  await studio.canvas.waitFor();

  // the first by asking for it, each of the others by typing on the one before
  const words = [
    'data factory',
    'copy activity',
    'azure storage',
    'ml data assets',
    'ml pipelines',
    'ml model registry',
    'batch endpoints',
  ];
  await page.keyboard.press('ControlOrMeta+Enter');
  for (const [at, word] of words.entries()) {
    await page.keyboard.type(word);
    await expect(page.locator('.picker [role=option][aria-selected=true]')).not.toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByText(new RegExp(`^${at + 1} nodes?, ${at} edges?$`))).toBeVisible();
    await expect(page.locator('.svelte-flow__node.selected')).toBeFocused();
  }

  // back to one in the middle, and two more beside the flow
  const title = studio.inspector.getByRole('textbox', { name: 'Title' });
  for (const [at, word] of ['compute cluster', 'azure monitor'].entries()) {
    await page.keyboard.press('ControlOrMeta+F');
    await page.keyboard.type('ml pipelines');
    await expect(page.getByRole('status').filter({ hasText: '1 of 1' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(title).toHaveValue('Azure ML pipelines');
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.keyboard.type(word);
    await page.keyboard.press('Enter');
    await expect(page.getByText(`${8 + at} nodes, ${7 + at} edges`)).toBeVisible();
  }

  // to a finding and the page of its rule
  await page.keyboard.press('F8');
  await page.keyboard.press('F1');
  await expect(page.locator('dialog[open]')).toBeVisible();
  await page.keyboard.press('Escape');
  const file = join(folder, 'keys.pipedraft.yaml');
  await answerSave(app, file);
  await page.keyboard.press('ControlOrMeta+S');
  await expect(studio.changedMark).toHaveCount(0);
  expect(Object.keys(readPlan(readFileSync(file, 'utf8'), file).plan.nodes)).toHaveLength(9);
  expect(troubles).toEqual([]);
});
