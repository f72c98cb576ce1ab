import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ended, expect, test, type Running } from '../harness/app';
import { answerMessages, answerSave, messagesSaid } from '../harness/dialogs';
import { recoveries } from '../harness/recovery';

const written = `# kept by the data team
name: By hand   # the name
pipedraft: 1
nodes:
    lake:   {title: Lake, service: azure-storage}
    train:
        service: azure-ml-jobs-sdk     # jobs
        title:   'Training'
edges:
    - {from: lake, to: train, kind: data}   # the data
layout: {lake: [0, 0], train: [0, 160]}
`;

test.describe('the undo history', () => {
  test('lists its steps, and goes to any of them in one action', async ({ start, folder }) => {
    const { workbench, page, troubles } = await start({ files: [planIn(folder)] });
    await workbench.settled();
    const button = page.getByRole('button', { name: 'History of steps' });
    await expect(button).toBeDisabled();
    await workbench.rename('Training', 'Nightly training');
    await workbench.node('Lake').click();
    await page.keyboard.press('Delete');
    await workbench.drag('Azure DevOps', { x: 300, y: 100 });

    await page.keyboard.press('Control+Shift+h');
    const { panel, row, hint } = historyOf(page);
    await expect(row()).toHaveText([/Add Azure DevOps/, /Delete 1 node/, /Rename/, /As it was opened/]);
    await expect(row('Add Azure DevOps')).toHaveAttribute('aria-selected', 'true');
    await expect(row('Add Azure DevOps')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(hint).toHaveText('Undoes 1 step.');
    await page.keyboard.press('End');
    await expect(hint).toHaveText('Undoes 3 steps.');
    await page.keyboard.press('Enter');
    await expect(workbench.node('Training')).toBeVisible();
    await expect(workbench.node('Lake')).toBeVisible();
    await expect(workbench.node('Azure DevOps')).toHaveCount(0);
    await expect(workbench.changedMark).toBeHidden();
    await expect(row('Rename')).toContainText('undone');

    // the list stays, so that one can look around
    await row('Delete 1 node').hover();
    await expect(hint).toHaveText('Redoes 2 steps.');
    await row('Delete 1 node').click();
    await expect(workbench.node('Nightly training')).toBeVisible();
    await expect(workbench.node('Lake')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await page.keyboard.press('Control+z');
    await expect(workbench.node('Lake')).toBeVisible();
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Control+y');
    await expect(workbench.node('Azure DevOps')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Redo/ })).toBeDisabled();
    expect(troubles).toEqual([]);
  });

  test('brings what changed out of sight into view', async ({ start, folder }) => {
    const { workbench, page } = await start({ files: [planIn(folder)] });
    await workbench.settled();
    await workbench.rename('Training', 'Far away');
    await workbench.rename('Lake', 'Sea');
    await page.mouse.move(640, 300);
    await expect(async () => {
      await page.mouse.wheel(0, 400);
      await expect(workbench.node('Far away')).not.toBeInViewport({ timeout: 100 });
    }).toPass();
    await page.keyboard.press('Control+Shift+h');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(workbench.node('Training')).toBeInViewport();
  });
});

test.describe('undo after the application was killed', () => {
  test('goes back through every step to the very file', async ({ start, folder }) => {
    const file = planIn(folder);
    const userData = join(folder, 'user-data');
    const first = await start({ userData, files: [file] });
    await first.workbench.settled();
    await first.workbench.rename('Training', 'Saved training');
    await save(first);
    await first.workbench.rename('Lake', 'Unsaved lake');
    await first.workbench.drag('Azure DevOps', { x: 300, y: 100 });
    await first.workbench.node('Saved training').click();
    await first.page.keyboard.press('Delete');
    await expect.poll(() => recoveries(join(folder, 'user-data')).join('')).toContain('Delete 1 node');
    await kill(first);

    const second = await start({ userData });
    const { row } = historyOf(second.page);
    const notice = second.page.getByRole('status').filter({ hasText: 'the saved file is untouched' });
    await expect(notice).toBeVisible();
    await expect(second.workbench.node('Unsaved lake')).toBeVisible();
    await second.page.keyboard.press('Control+Shift+h');
    await expect(row()).toHaveText([/Delete 1 node/, /Add Azure DevOps/, /Rename/, /Rename/, /As it was opened/]);
    await second.page.keyboard.press('Escape');
    for (let steps = 0; steps < 4; steps += 1) await second.page.keyboard.press('Control+z');
    await expect(second.workbench.node('Training')).toBeVisible();
    await expect(second.workbench.node('Lake')).toBeVisible();
    await save(second);
    expect(readFileSync(file, 'utf8')).toBe(written);

    // and forth again, after one more end
    await second.page.keyboard.press('Control+y');
    await save(second);
    await kill(second);
    const third = await start({ userData, files: [file] });
    await third.workbench.settled();
    await expect(third.workbench.node('Saved training')).toBeVisible();
    for (let steps = 0; steps < 3; steps += 1) await third.page.keyboard.press('Control+y');
    await expect(third.workbench.node('Saved training')).toHaveCount(0);
    await expect(third.workbench.node('Azure DevOps')).toBeVisible();
    await expect(third.workbench.node('Unsaved lake')).toBeVisible();
    expect([...first.troubles, ...second.troubles, ...third.troubles]).toEqual([]);
  });

  test('is there for a plan that never had a file, and moves with it to its first one', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    const file = join(folder, 'first.pipedraft.yaml');
    const first = await start({ userData });
    await first.workbench.startEmpty();
    await first.workbench.drag('Azure Storage', { x: 200, y: 120 });
    await first.workbench.rename('Azure Storage', 'Lake');
    await expect.poll(() => recoveries(join(folder, 'user-data')).join('')).toContain('Lake');
    await kill(first);

    const second = await start({ userData });
    await expect(second.page.getByRole('button', { name: 'Undo Rename to “Lake”' })).toBeEnabled();
    await expect(second.page.getByRole('button', { name: 'Discard' })).toHaveCount(0);
    await answerSave(second.app, file);
    await save(second);
    await second.workbench.rename('Lake', 'Sea');
    await answerMessages(second.app, "Don't save");
    await second.page.keyboard.press('Control+w').catch(() => undefined);
    await ended(second);

    const third = await start({ userData, files: [file] });
    await expect(third.workbench.node('Lake')).toBeVisible();
    await expect(third.page.getByRole('button', { name: 'Redo Rename to “Sea”' })).toBeEnabled();
    await third.page.keyboard.press('Control+z');
    await expect(third.workbench.node('Azure Storage')).toBeVisible();
    await third.page.keyboard.press('Control+z');
    await expect(third.page.getByRole('button', { name: /^Undo\s*$/ })).toBeDisabled();
  });

  test('starts anew, and says so, when the file was changed meanwhile', async ({ start, folder }) => {
    const file = planIn(folder);
    const userData = join(folder, 'user-data');
    const first = await start({ userData, files: [file] });
    await first.workbench.settled();
    await first.workbench.rename('Training', 'Nightly training');
    await save(first);
    await answerMessages(first.app, 'Cancel');
    await first.page.keyboard.press('Control+w').catch(() => undefined);
    await ended(first);
    writeFileSync(file, readFileSync(file, 'utf8').replace('Lake', 'Lake from outside'));

    const second = await start({ userData, files: [file] });
    await expect(second.page.getByRole('status').filter({ hasText: 'The undo history is empty' })).toContainText('plan.pipedraft.yaml');
    await expect(second.page.getByRole('button', { name: 'History of steps' })).toBeDisabled();
    await second.workbench.rename('Nightly training', 'Weekly training');
    await second.page.keyboard.press('Control+z');
    await expect(second.workbench.node('Nightly training')).toBeVisible();
    await expect(second.workbench.changedMark).toBeHidden();
  });

  test('takes back even that what was restored was discarded', async ({ start, folder }) => {
    const file = planIn(folder);
    const userData = join(folder, 'user-data');
    const first = await start({ userData, files: [file] });
    await first.workbench.settled();
    await first.workbench.rename('Training', 'Typed before the end');
    await expect.poll(() => recoveries(join(folder, 'user-data')).join('')).toContain('Typed before the end');
    await kill(first);

    const second = await start({ userData });
    await expect(second.workbench.node('Typed before the end')).toBeVisible();
    await answerMessages(second.app, 'Revert');
    await second.page.getByRole('status').filter({ hasText: '1 change restored' }).getByRole('button', { name: 'Discard' }).click();
    await expect(second.workbench.node('Training')).toBeVisible();
    expect(await messagesSaid(second.app)).toEqual([expect.stringContaining('Undo brings the changes back')]);
    await expect(second.workbench.changedMark).toBeHidden();
    expect(readFileSync(file, 'utf8')).toBe(written);
    await second.page.keyboard.press('Control+z');
    await expect(second.workbench.node('Typed before the end')).toBeVisible();
    await second.page.keyboard.press('Control+z');
    await expect(second.workbench.node('Training')).toBeVisible();
  });
});

function historyOf(page: Page) {
  const panel = page.getByRole('dialog', { name: 'History of steps' });
  return {
    panel,
    row: (label?: string) => panel.getByRole('option').filter(label === undefined ? {} : { hasText: label }),
    hint: panel.getByText(/^(Undoes|Redoes|The plan is here)/),
  };
}

function planIn(folder: string): string {
  const file = join(folder, 'plan.pipedraft.yaml');
  writeFileSync(file, written);
  return file;
}

async function save({ workbench, page }: Pick<Running, 'workbench' | 'page'>): Promise<void> {
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
}

async function kill(running: Running): Promise<void> {
  running.process.kill('SIGKILL');
  await ended(running);
}
