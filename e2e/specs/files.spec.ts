import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ended, expect, startAgain, test, type Running } from '../harness/app';
import { answerMessages, answerOpen, answerSave, messagesSaid } from '../harness/dialogs';
import { recoveries } from '../harness/recovery';
import { example } from '../harness/plans';
import { showTab } from '../harness/tabs';
import { WorkbenchPage } from '../pages/workbench';
import { surely } from '../harness/main';

/** A plan as somebody wrote it by hand: comments, wide spaces, keys in an order of their own. */
const handWritten = `# kept by the data team
name: By hand   # the name
pipedraft: 1

nodes:
    # where it all starts
    lake:   {title: Lake, service: azure-storage}
    train:
        service: azure-ml-jobs-sdk     # jobs
        title:   'Training'


edges:
    - {from: lake, to: train, kind: data}   # the data
layout: {lake: [0, 0], train: [0, 160]}
# the end
`;

test.describe('a plan and its file', () => {
  test('is new, saved under a name, changed, saved again and reverted', async ({ start, folder }) => {
    const { workbench, app, page, troubles } = await start();
    const file = join(folder, 'first.pipedraft.yaml');
    await page.getByRole('button', { name: 'Empty plan' }).click();
    expect(await workbench.windowTitle()).toBe('Untitled plan – Pipedraft');
    await expect(workbench.fileName).toHaveText('not saved yet');
    await workbench.drag('Azure Storage', { x: 200, y: 120 });
    await expect(workbench.changedMark).toBeVisible();
    await expect.poll(() => workbench.windowTitle()).toBe('• Untitled plan – Pipedraft');

    await answerSave(app, null);
    await page.keyboard.press('Control+s');
    await expect(workbench.changedMark).toBeVisible();
    await answerSave(app, file);
    await page.keyboard.press('Control+s');
    await expect(workbench.changedMark).toBeHidden();
    await expect(workbench.fileName).toHaveText('first.pipedraft.yaml');
    expect(await workbench.windowTitle()).toBe('first.pipedraft.yaml – Pipedraft');
    expect(readFileSync(file, 'utf8')).toContain('service: azure-storage');

    await workbench.rename('Azure Storage', 'Lake');
    await expect.poll(() => workbench.windowTitle()).toBe('• first.pipedraft.yaml – Pipedraft');
    await answerMessages(app, 'Cancel');
    await workbench.menu('revert');
    await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('Give up the changes to “first.pipedraft.yaml”?')]);
    await expect(workbench.node('Lake')).toBeVisible();
    await answerMessages(app, 'Revert');
    await workbench.menu('revert');
    await expect(workbench.node('Azure Storage')).toBeVisible();
    await expect(workbench.changedMark).toBeHidden();

    // another name, another format; the first file stays as it is
    const before = readFileSync(file, 'utf8');
    await workbench.rename('Azure Storage', 'Second');
    await answerSave(app, join(folder, 'second.json'));
    await page.keyboard.press('Control+Shift+s');
    await expect(workbench.fileName).toHaveText('second.json');
    await expect(workbench.changedMark).toBeHidden();
    expect(JSON.parse(readFileSync(join(folder, 'second.json'), 'utf8'))).toMatchObject({ pipedraft: 1, nodes: expect.any(Object) });
    expect(readFileSync(join(folder, 'second.json'), 'utf8')).toContain('Second');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(troubles).toEqual([]);
  });

  test('is opened by the dialog, by a drop, from the list of recent ones, and only once', async ({ start, folder }) => {
    const files = ['one', 'two', 'three'].map((name) => {
      const file = join(folder, `${name}.pipedraft.yaml`);
      writeFileSync(file, handWritten.replace('By hand', name).replace('Lake', `Lake ${name}`));
      return file;
    });
    const [one = '', two = '', three = ''] = files;
    const { workbench, app, page, process, troubles } = await start();
    await page.getByRole('button', { name: 'Empty plan' }).click();
    await workbench.canvas.waitFor();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await answerOpen(app, null);
    await page.keyboard.press('Control+o');
    await expect(workbench.fileName).toHaveText('not saved yet');
    await answerOpen(app, one);
    await page.keyboard.press('Control+o');
    await expect(workbench.node('Lake one')).toBeVisible();

    // a tab that holds a plan keeps it; the next one has its own
    const opening = app.waitForEvent('window');
    await workbench.dropFile(two);
    const second = new WorkbenchPage(await opening, app);
    await expect(second.node('Lake two')).toBeVisible();
    await showTab(app, 'one');
    await expect(workbench.node('Lake one')).toBeVisible();
    await workbench.dropFile(two);
    await expect.poll(() => isFocused(app, 'two.pipedraft.yaml')).toBe(true);
    expect(app.windows()).toHaveLength(2);

    // what is no plan says so and changes nothing
    await showTab(app, 'one');
    const broken = join(folder, 'broken.pipedraft.yaml');
    writeFileSync(broken, 'pipedraft: 1\nname: Broken\nnodes: [1, 2]\n');
    await workbench.dropFile(broken);
    await expect(workbench.unreadable).toContainText('must be a map');
    await page.keyboard.press('Escape');
    await expect(workbench.node('Lake one')).toBeVisible();

    rmSync(two);
    writeFileSync(three, readFileSync(one));
    await app.evaluate(({ app: electron }) => electron.exit(0)).catch(() => undefined);
    await ended({ process });
    rmSync(join(folder, 'user-data', 'open-plans.json')); // else the plans of last time are open, and there is no list
    const next = await start();
    const recent = next.page.getByRole('listitem').filter({ hasText: '.pipedraft.yaml' });
    await expect(recent).toHaveText([/two\.pipedraft\.yaml.*file is missing/, /one\.pipedraft\.yaml/]);
    await expect(recent.first().getByRole('button')).toBeDisabled();
    await recent.last().getByRole('button').click();
    await expect(next.workbench.node('Lake one')).toBeVisible();
    expect([...troubles, ...next.troubles]).toEqual([]);
  });

  test('takes over what is typed and not yet entered', async ({ start, folder }) => {
    const file = planIn(folder);
    const { workbench, page } = await start({ files: [file] });
    await workbench.settled();
    await workbench.startRenaming('Training', 'Typed on the card');
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('Typed on the card');
    await workbench.node('Lake').click();
    await workbench.inspector.getByLabel('Title').fill('Typed beside it');
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('Typed beside it');
    await page.keyboard.press('Escape');
    await workbench.menu('context');
    await workbench.inspector.getByRole('combobox', { name: 'Region' }).fill('westeurope');
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('region: westeurope');
    await expect(workbench.changedMark).toBeHidden();
  });

  test('keeps what its writer wrote: one title is one line, and undoing everything is the very file', async ({ start, folder }) => {
    const file = planIn(folder);
    const { workbench, page } = await start({ files: [file] });
    await workbench.settled();
    await workbench.rename('Training', 'Nightly training');
    await save({ workbench, page });
    expect(readFileSync(file, 'utf8')).toBe(handWritten.replace("'Training'", "'Nightly training'"));

    await workbench.node('Lake').click();
    await page.keyboard.press('Delete');
    await workbench.drag('Azure DevOps', { x: 300, y: 100 });
    await save({ workbench, page });
    expect(readFileSync(file, 'utf8')).not.toContain('title: Lake');
    const undo = page.getByRole('button', { name: /^Undo/ });
    for (let steps = 0; steps < 3; steps += 1) await undo.click();
    await expect(undo).toBeDisabled();
    await save({ workbench, page });
    expect(readFileSync(file, 'utf8')).toBe(handWritten);
  });

  test('says when another program changes its file, and writes over nothing unasked', async ({ start, folder }) => {
    const file = planIn(folder);
    const { workbench, app, page } = await start({ files: [file] });
    await workbench.settled();
    const message = page.getByRole('alert').filter({ hasText: 'was changed by another program' });
    change(file, handWritten.replace('Lake', 'Lake from outside'));
    await expect(message).toContainText('Your plan is still open here');
    await message.getByRole('button', { name: 'Read the file again' }).click();
    await expect(workbench.node('Lake from outside')).toBeVisible();
    await expect(message).toBeHidden();

    // with changes of one's own: asked before they are given up, asked before the other's are
    await workbench.rename('Training', 'My training');
    change(file, handWritten.replace('Lake', 'Another lake'));
    await expect(message).toBeVisible();
    await answerMessages(app, 'Cancel');
    await message.getByRole('button', { name: 'Read the file again' }).click();
    await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('Give up the changes')]);
    await expect(workbench.node('My training')).toBeVisible();
    await answerMessages(app, 'Cancel');
    await page.keyboard.press('Control+s');
    await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('was changed by another program since it was opened')]);
    expect(readFileSync(file, 'utf8')).toContain('Another lake');
    await expect(workbench.changedMark).toBeVisible();
    const copy = join(folder, 'copy.pipedraft.yaml');
    await answerMessages(app, 'Save a copy…');
    await answerSave(app, copy);
    await page.keyboard.press('Control+s');
    await expect(workbench.fileName).toHaveText('copy.pipedraft.yaml');
    expect(readFileSync(file, 'utf8')).toContain('Another lake');
    expect(readFileSync(copy, 'utf8')).toContain('My training');

    change(copy, handWritten);
    await expect(message).toBeVisible();
    await workbench.rename('My training', 'Training of mine');
    await answerMessages(app, 'Write over it');
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFileSync(copy, 'utf8')).toContain('Training of mine');
    await expect(workbench.changedMark).toBeHidden();
  });

  test('says when its file is gone, and saving writes it again', async ({ start, folder }) => {
    const file = planIn(folder);
    const { workbench, page } = await start({ files: [file] });
    await workbench.settled();
    rmSync(file);
    await expect(page.getByRole('alert')).toContainText('“plan.pipedraft.yaml” is no longer there.');
    await expect(page.getByRole('alert')).toContainText('Save writes the file again.');
    await page.keyboard.press('Control+s');
    await expect.poll(() => existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(handWritten);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(workbench.changedMark).toBeHidden();
  });
});

test.describe('closing', () => {
  test('asks about unsaved work, and stays when told so', async ({ start, folder }) => {
    const file = planIn(folder);
    const { workbench, app, page, process } = await start({ files: [file] });
    await workbench.settled();
    await workbench.startRenaming('Training', 'Typed last'); // not entered, and asked for all the same
    await answerMessages(app, 'Cancel');
    await page.keyboard.press('Control+w');
    await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('Save the changes to “plan.pipedraft.yaml”?')]);
    await expect(workbench.node('Typed last')).toBeVisible();
    await app.evaluate(({ app: electron }) => electron.quit());
    await expect.poll(() => messagesSaid(app)).toHaveLength(2);
    await expect(workbench.changedMark).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe(handWritten);

    await answerMessages(app, "Don't save");
    await closing(page);
    await ended({ process });
    expect(readFileSync(file, 'utf8')).toBe(handWritten);
    expect(recoveries(join(folder, 'user-data'))).toEqual([]);
  });

  test('saves first when told so, and asks nothing when all is saved', async ({ start, folder }) => {
    const file = planIn(folder);
    const first = await start({ files: [file] });
    await first.workbench.settled();
    await first.workbench.rename('Training', 'Kept');
    await answerMessages(first.app, 'Save');
    await closing(first.page);
    await ended(first);
    expect(readFileSync(file, 'utf8')).toContain("'Kept'");
    expect(recoveries(join(folder, 'user-data'))).toEqual([]);

    const second = await start({ files: [file] });
    await second.workbench.settled();
    await expect(second.workbench.node('Kept')).toBeVisible();
    await answerMessages(second.app, 'Cancel'); // would keep it open, were it asked
    await closing(second.page);
    await ended(second);
  });
});

test('a second start opens its file here, in a window that is empty or in one of its own', async ({ start, folder }) => {
  const file = planIn(folder);
  const other = join(folder, 'other.pipedraft.yaml');
  writeFileSync(other, handWritten.replace('Lake', 'Other lake'));
  const userData = join(folder, 'user-data');
  const { workbench, app, page } = await start({ userData });
  await expect(page.getByRole('button', { name: 'Empty plan' })).toBeVisible();
  await startAgain({ userData, files: [file] });
  await expect(workbench.node('Lake')).toBeVisible();
  await expect.poll(() => isFocused(app, 'plan.pipedraft.yaml')).toBe(true);
  const opening = app.waitForEvent('window');
  await startAgain({ userData, files: [other] });
  await expect(new WorkbenchPage(await opening, app).node('Other lake')).toBeVisible();
  // the plan that is open already comes to the front
  await startAgain({ userData, files: [file] });
  await expect.poll(() => isFocused(app, 'plan.pipedraft.yaml')).toBe(true);
  expect(app.windows()).toHaveLength(2);
  await startAgain({ userData });
  expect(app.windows()).toHaveLength(2);
});

test('what was typed before the application was killed is there on the next start', async ({ start, folder }) => {
  const file = planIn(folder);
  const userData = join(folder, 'user-data');
  const first = await start({ userData, files: [file] });
  await first.workbench.settled();
  await first.workbench.rename('Training', 'Typed before the end');
  await expect.poll(() => recoveries(join(folder, 'user-data')).join('')).toContain('Typed before the end');
  first.process.kill('SIGKILL');
  await ended(first);
  expect(readFileSync(file, 'utf8')).toBe(handWritten);

  const second = await start({ userData });
  await expect(second.workbench.node('Typed before the end')).toBeVisible();
  await expect(second.page.getByRole('status').filter({ hasText: 'restored' })).toContainText('the saved file is untouched');
  await expect(second.workbench.changedMark).toBeVisible();
  await save(second);
  expect(readFileSync(file, 'utf8')).toBe(handWritten.replace("'Training'", "'Typed before the end'"));
  await expect.poll(() => recoveries(join(folder, 'user-data'))).toEqual([]);
});

test('a plan that never had a file is there again after the application was killed', async ({ start, folder }) => {
  const userData = join(folder, 'user-data');
  const first = await start({ userData });
  await first.page.getByRole('button', { name: 'Empty plan' }).click();
  await first.workbench.drag('Azure Storage', { x: 200, y: 120 });
  await expect.poll(() => recoveries(join(folder, 'user-data')).join('')).toContain('azure-storage');
  first.process.kill('SIGKILL');
  await ended(first);
  const second = await start({ userData });
  await expect(second.workbench.node('Azure Storage')).toBeVisible();
  await expect(second.page.getByRole('status').filter({ hasText: 'restored' })).toContainText('the plan was never saved');
  await expect(second.workbench.changedMark).toBeVisible();
});

test('the plans that ship open without being changed', async ({ start, folder }) => {
  const file = join(folder, 'churn.pipedraft.yaml');
  copyFileSync(example, file);
  const { workbench, page } = await start({ files: [file] });
  await workbench.settled();
  await expect(workbench.changedMark).toBeHidden();
  await page.keyboard.press('Control+s');
  await workbench.rename('Weekly training', 'Training, once a week');
  await save({ workbench, page });
  const [before, after] = [example, file].map((path) => readFileSync(path, 'utf8').split('\n'));
  const changed = after?.flatMap((line, at) => (line === before?.[at] ? [] : [line]));
  expect(changed).toEqual(['    title: Training, once a week']);
  expect(after).toHaveLength(before?.length ?? 0);
});

function planIn(folder: string): string {
  const file = join(folder, 'plan.pipedraft.yaml');
  writeFileSync(file, handWritten);
  return file;
}

/** As another program saves: beside the file, then into its place. */
function change(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

async function save({ workbench, page }: Pick<Running, 'workbench' | 'page'>): Promise<void> {
  await page.keyboard.press('Control+s');
  await expect(workbench.changedMark).toBeHidden();
}

/** Whether the window of a file is in front. */
async function isFocused(app: Running['app'], name: string): Promise<boolean> {
  return surely(() => app.evaluate(({ BaseWindow }, file) => BaseWindow.getFocusedWindow()?.getTitle().includes(file) ?? false, name));
}

/** Closes a window by its key; it may be gone before it can answer. */
async function closing(page: Page): Promise<void> {
  await page.keyboard.press('Control+w').catch(() => undefined);
}
