import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, expect, test } from '../harness/app';
import { violations } from '../harness/axe';
import { answerMessages, answerSave, messagesSaid } from '../harness/dialogs';
import { chainOf } from '../harness/plans';
import { recoveries } from '../harness/recovery';
import { CompareDialogPage } from '../pages/compare-dialog';

/* Conflicts of a merge, decided in the window. */

const base = `# Plan of Ada
pipedraft: 1
name: Small
context:
  region: westeurope
nodes:
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-command-job, title: Train}
edges:
  - {from: lake, to: train, kind: data}
`;
const ours = base.replace('title: Lake', 'title: Bronze lake').replace('title: Train}', 'title: Train nightly} # mine');
const theirs = base
  .replace('title: Lake', 'title: Raw lake')
  .replace('title: Train}', 'title: Train weekly}')
  .replace('\nedges:', '\n  store: {service: azure-ml-registry, title: Store}\nedges:');

function git(folder: string, ...args: readonly string[]): void {
  const who = {
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  execFileSync('git', args, {
    cwd: folder,
    env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...who },
    stdio: 'ignore',
  });
}

/** A repository in which git could not merge two branches. @returns the file with its marks */
function conflicted(folder: string, style = 'merge'): string {
  const file = join(folder, 'plan.pipedraft.yaml');
  const commit = (text: string, message: string) => {
    writeFileSync(file, text);
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '--message', message);
  };
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commit(base, 'Plan');
  git(folder, 'checkout', '--quiet', '-b', 'weekly');
  commit(theirs, 'Weekly');
  git(folder, 'checkout', '--quiet', 'main');
  commit(ours, 'Nightly');
  expect(() => git(folder, '-c', `merge.conflictStyle=${style}`, 'merge', 'weekly')).toThrow();
  expect(readFileSync(file, 'utf8')).toContain('<<<<<<< HEAD');
  return file;
}

test('a file with conflict marks opens with both sides, and each conflict is a choice', async ({ start, folder }) => {
  const file = conflicted(folder, 'diff3');
  const { workbench, app, page, troubles } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await expect(comparing.dialog).toHaveAccessibleName('Resolve conflicts');
  await expect(comparing.dialog.getByText('Current: HEAD. Incoming: weekly. 0 of 2 conflicts decided.')).toBeVisible();
  await expect(comparing.change('Title: Bronze lake (current), Raw lake (incoming)')).toBeVisible();
  await expect(comparing.picture).toBeVisible();
  await expect(comparing.button('Finish')).toBeDisabled();
  expect(await violations(page, 'conflicts')).toEqual([]);

  // a save before that asks
  await page.keyboard.press('Escape');
  await expect(workbench.node('Bronze lake')).toBeVisible();
  await expect(workbench.node('Store')).toBeVisible(); // only they changed it
  await expect(workbench.changedMark).toBeVisible();
  await answerMessages(app, 'Cancel');
  await page.keyboard.press('Control+s');
  await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('are not resolved yet')]);
  expect(readFileSync(file, 'utf8')).toContain('<<<<<<< HEAD');
  // giving up a side and then not saving gives up nothing
  await answerMessages(app, 'Save the current side');
  await answerSave(app, null);
  await page.keyboard.press('Control+Shift+s');
  await expect.poll(() => messagesSaid(app)).toHaveLength(1);
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await expect(comparing.dialog.getByText('0 of 2 conflicts decided.')).toBeVisible();

  await comparing.change('Bronze lake').click();
  await comparing.button('Take incoming').click();
  await expect(comparing.dialog.getByText('0 of 1 conflict decided.')).toBeVisible();
  await page.keyboard.press('F7');
  await comparing.button('Keep current').click();
  await expect(comparing.dialog.getByText('1 of 1 conflict decided.')).toBeVisible();
  await comparing.button('Finish').click();
  await expect(comparing.dialog).toBeHidden();
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
  expect(readFileSync(file, 'utf8')).toBe(
    ours
      .replace('title: Bronze lake', 'title: Raw lake')
      .replace('\nedges:', '\n  store:\n    service: azure-ml-registry\n    title: Store\nedges:'),
  );
  expect(troubles).toEqual([]);
});

test('Revert meets the conflicts of a file again, which still has its marks', async ({ start, folder }) => {
  const file = conflicted(folder, 'diff3');
  const { workbench, app, page, troubles } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await comparing.change('Bronze lake').click();
  await comparing.button('Take incoming').click();
  await expect(comparing.dialog.getByText('0 of 1 conflict decided.')).toBeVisible();
  await page.keyboard.press('F7');
  await comparing.button('Keep current').click();
  await comparing.button('Finish').click();
  await expect(comparing.dialog).toBeHidden();

  await answerMessages(app, 'Revert');
  await workbench.menu('revert');
  await expect(comparing.dialog.getByText('Current: HEAD. Incoming: weekly. 0 of 2 conflicts decided.')).toBeVisible();
  await expect(comparing.change('Title: Bronze lake (current), Raw lake (incoming)')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(workbench.changedMark).toBeVisible(); // it is in no file until it is saved
  // undo brings back what was decided
  await page.keyboard.press('Control+z');
  await expect(workbench.node('Raw lake')).toBeVisible();
  expect(readFileSync(file, 'utf8')).toContain('<<<<<<< HEAD');
  expect(troubles).toEqual([]);
});

test('a file that gets conflict marks while its plan is open is read again, or says why it is not merged', async ({ start, folder }) => {
  const file = join(folder, 'plan.pipedraft.yaml');
  writeFileSync(file, base);
  const marked = base.replace(/^.*title: Lake.*$/m, (line) =>
    ['<<<<<<< HEAD', line, '=======', line.replace('Lake', 'Sea'), '>>>>>>> sea'].join('\n'),
  );
  const { workbench, page } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('Train').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await expect(workbench.changedMark).toBeVisible();
  writeFileSync(file, marked);
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('has conflict marks that another program left in it')).toBeVisible();
  await expect(workbench.node('Mine')).toBeVisible();
});

test('decides conflicts of a thousand nodes', async ({ start, folder }) => {
  test.slow();
  const [current, incoming] = ['Lake', 'Sea'].map((word) => chainOf(1000).replaceAll('title: Lake ', `title: ${word} `));
  const file = join(folder, 'large.pipedraft.yaml');
  const lines = (text = '') => text.trimEnd().split('\n');
  // every node is a conflict of its own, as git writes them
  const text = lines(current).flatMap((line, at) => {
    const other = lines(incoming)[at] ?? '';
    return line === other ? [line] : ['<<<<<<< HEAD', line, '=======', other, '>>>>>>> sea'];
  });
  writeFileSync(file, `${text.join('\n')}\n`);
  const { page, troubles } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await expect(comparing.dialog.getByText('0 of 1,000 conflicts decided.')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Shift+F7');
  await expect(comparing.said).toContainText('1000 of 1000');
  await comparing.button('Keep current').click();
  await expect(comparing.dialog.getByText('1 of 1,000 conflicts decided.')).toBeVisible();
  await comparing.button('Take incoming').click();
  await expect(comparing.dialog.getByText('1 of 999 conflicts decided.')).toBeVisible();
  await comparing.button('Take all incoming').click();
  await expect(comparing.dialog.getByText('1 of 1 conflict decided.')).toBeVisible({ timeout: 60_000 });
  await comparing.button('Finish').click();
  await expect(comparing.dialog).toBeHidden();
  expect(troubles).toEqual([]);
});

test('conflicts are still to be decided after a kill', async ({ start, folder }) => {
  const userData = join(folder, 'user-data');
  const file = conflicted(folder, 'diff3');
  const first = await start({ userData, files: [file] });
  const comparing = new CompareDialogPage(first.page);
  await comparing.change('Bronze lake').click();
  await comparing.button('Take incoming').click();
  await expect(comparing.dialog.getByText('0 of 1 conflict decided.')).toBeVisible();
  await expect.poll(() => recoveries(userData).join('')).toContain('Raw lake');
  first.process.kill('SIGKILL');
  await ended(first);

  const second = await start({ userData });
  const again = new CompareDialogPage(second.page);
  await expect(again.dialog).toHaveAccessibleName('Resolve conflicts');
  await expect(again.dialog.getByText('Current: HEAD. Incoming: weekly. 0 of 1 conflict decided.')).toBeVisible();
  await second.page.keyboard.press('Escape');
  await expect(second.workbench.node('Raw lake')).toBeVisible();
  expect(second.troubles).toEqual([]);
});

test('an edited plan whose file changed is merged with it as one step', async ({ start, folder }) => {
  const file = join(folder, 'plan.pipedraft.yaml');
  writeFileSync(file, base);
  const { workbench, app, page, troubles } = await start({ files: [file] });
  const comparing = new CompareDialogPage(page);
  await workbench.settled();

  // nothing contradicts
  await workbench.rename('Train', 'Train nightly');
  writeFileSync(file, base.replace('title: Lake', 'title: Raw lake # theirs').replace(' # theirs}', '} # theirs'));
  const message = page.getByRole('alert').filter({ hasText: 'was changed by another program' });
  await expect(message).toBeVisible();
  await answerMessages(app, 'Merge');
  await page.keyboard.press('Control+s');
  await expect(workbench.node('Raw lake')).toBeVisible();
  await expect(workbench.node('Train nightly')).toBeVisible();
  await expect(page.getByText('are merged into your plan. Save writes both.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(workbench.node('Lake')).toBeVisible();
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
  const merged = base.replace('title: Lake}', 'title: Raw lake} # theirs').replace('title: Train}', 'title: Train nightly}');
  expect(readFileSync(file, 'utf8')).toBe(merged);

  // both changed one title
  await workbench.rename('Raw lake', 'Silver lake');
  writeFileSync(file, merged.replace('Raw lake', 'Gold lake').replace('region: westeurope', 'region: northeurope'));
  await message.getByRole('button', { name: 'Merge' }).click();
  await expect(comparing.dialog).toHaveAccessibleName('Resolve conflicts');
  await expect(comparing.dialog.getByText('Current: your plan. Incoming: the file. 0 of 1 conflict decided.')).toBeVisible();
  await page.keyboard.press('F7');
  await comparing.button('Take incoming').click();
  await expect(comparing.dialog.getByText('Nothing is left to decide.')).toBeVisible();
  await comparing.button('Finish').click();
  await expect(workbench.node('Gold lake')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
  expect(readFileSync(file, 'utf8')).toBe(merged.replace('Raw lake', 'Gold lake').replace('region: westeurope', 'region: northeurope'));
  expect(troubles).toEqual([]);
});
