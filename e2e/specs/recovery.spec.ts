import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { ended, expect, test, type Running } from '../harness/app';
import { answerSave } from '../harness/dialogs';
import { recoveries } from '../harness/recovery';

const written = `pipedraft: 1
name: By hand
nodes:
    lake:   {title: Lake, service: azure-storage}
    train:  {title: Training, service: azure-ml-jobs-sdk}
layout: {lake: [0, 0], train: [0, 160]}
`;

test.describe('unsaved work', () => {
  test('is on the disk while somebody types, in any field, without a pause', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    const { workbench, page } = await start({ userData, files: [planIn(folder)] });
    await workbench.settled();
    const isKept = (text: string) => expect.poll(() => recoveries(userData).join('')).toContain(text);
    await workbench.startRenaming('Training', 'On the card');
    await isKept('On the card');
    await page.keyboard.press('Escape');
    await expect(workbench.node('Training')).toBeVisible();
    await workbench.node('Lake').click();
    await workbench.inspector.getByLabel('Title').fill('Beside it');
    await isKept('Beside it');
    await workbench.inspector.getByLabel('Owner').fill('The data team');
    await isKept('The data team');
    await workbench.inspector.getByLabel('Chosen because').fill('It was there');
    await isKept('It was there');
  });

  test('counts the steps since the last save, and undo goes on with the last of them', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    const first = await start({ userData, files: [planIn(folder)] });
    await first.workbench.settled();
    for (const name of ['One', 'Two', 'Three']) await rename(first, name);
    await first.page.keyboard.press('Control+s');
    await expect(first.workbench.changedMark).toBeHidden();
    await first.workbench.node('Lake').click();
    await first.workbench.inspector.getByLabel('Title').press('End');
    await first.workbench.inspector.getByLabel('Title').pressSequentially(' with many letters in its name');
    await first.workbench.rename('Three', 'Four');
    await expect.poll(() => recoveries(userData).join('')).toContain('Four');
    await kill(first);
    const second = await start({ userData });
    await expect(second.page.getByRole('status').filter({ hasText: 'restored' })).toContainText('2 changes restored; the saved file');
    await expect(second.workbench.node('Lake with many letters in its name')).toBeVisible();
    await second.page.keyboard.press('Control+z');
    await second.page.keyboard.press('Control+z');
    await expect(second.workbench.changedMark).toBeHidden();
    expect(recoveries(userData)).toEqual([]);
    await expect(second.page.getByRole('button', { name: /^Undo Rename/ })).toBeEnabled();
  });

  test('and its history agree when the application is killed at any moment', async ({ start, folder }) => {
    test.slow();
    const userData = join(folder, 'user-data');
    let expected = 'Training';
    let steps = 0;
    for (const round of [0, 1, 2, 3]) {
      const one = await start({ userData, ...(round === 0 ? { files: [planIn(folder)] } : {}) });
      await expect(one.workbench.node(expected)).toBeVisible();
      for (let edit = 0; edit <= round; edit += 1) {
        const next = `Round ${round}, ${edit}`;
        await one.workbench.rename(expected, next);
        expected = next;
        steps += 1;
      }
      // the moment that it is written: the history is not, yet
      await expect.poll(() => recoveries(userData).join(''), { intervals: [5] }).toContain(expected);
      await kill(one);
    }
    const last = await start({ userData });
    await expect(last.workbench.node(expected)).toBeVisible();
    await last.page.keyboard.press('Control+Shift+h');
    await expect(last.page.getByRole('dialog', { name: 'History of steps' }).getByRole('option')).toHaveCount(steps + 1);
    await last.page.keyboard.press('End');
    await last.page.keyboard.press('Enter');
    await expect(last.workbench.node('Training')).toBeVisible();
    await expect(last.workbench.changedMark).toBeHidden();
  });
});

test.describe('unsaved work is restored', () => {
  const cases: readonly (readonly [string, (file: string) => void, RegExp])[] = [
    [
      'whose folder is gone',
      (file) => renameSync(join(file, '..'), `${join(file, '..')}-elsewhere`),
      /the folder of its file .* is not there/,
    ],
    ['whose file is gone', (file) => rmSync(file), /the file no longer exists/],
    ['whose file is a folder now', (file) => (rmSync(file), mkdirSync(file)), /there is a folder in the place of its file/],
    ['whose file is a pipe now', (file) => (rmSync(file), void execFileSync('mkfifo', [file])), /there is a pipe or a device in the place/],
    ['whose file is empty now', (file) => writeFileSync(file, ''), /is empty now/],
    [
      'whose file is a pointer of Git LFS now',
      (file) => writeFileSync(file, `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`),
      /holds a pointer of Git LFS now/,
    ],
    [
      'whose file has a conflict now',
      (file) => writeFileSync(file, `pipedraft: 1\n<<<<<<< HEAD\nname: a\n=======\nname: b\n>>>>>>> other\n`),
      /is no readable plan now: The file holds the marks of a merge/,
    ],
  ];
  for (const [name, happens, words] of cases)
    test(name, async ({ start, folder }) => {
      const userData = join(folder, 'user-data');
      mkdirSync(join(folder, 'stick'));
      const file = planIn(join(folder, 'stick'));
      const first = await start({ userData, files: [file] });
      await first.workbench.settled();
      await rename(first, 'Mine');
      await expect.poll(() => recoveries(userData).join('')).toContain('Mine');
      await kill(first);
      happens(file);

      const second = await start({ userData });
      await expect(second.workbench.node('Mine')).toBeVisible();
      const message = second.page.getByRole('status').filter({ hasText: 'restored' });
      await expect(message).toContainText(words);
      await expect(message).toContainText(/1 change restored/);
      await expect(message).toContainText(/Save (asks|writes)/);
      const copy = join(folder, 'copy.pipedraft.yaml');
      await answerSave(second.app, copy);
      await second.page.keyboard.press('Control+Shift+s');
      await expect.poll(() => existsSync(copy)).toBe(true);
      expect(readFileSync(copy, 'utf8')).toBe(written.replace('Training', 'Mine'));
      await expect.poll(() => recoveries(userData)).toEqual([]);
    });

  test('whose file is gone though nobody changed the plan', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    const file = planIn(folder);
    const first = await start({ userData, files: [file] });
    await first.workbench.settled();
    rmSync(file);
    await expect.poll(() => recoveries(userData).join('')).toContain('Training');
    await kill(first);
    const second = await start({ userData });
    await expect(second.workbench.node('Training')).toBeVisible();
    const message = second.page.getByRole('status').filter({ hasText: 'restored' });
    await expect(message).toContainText('The plan is restored; the file no longer exists');
  });

  test('as far as it can be, and what cannot is named', async ({ start, folder }) => {
    const recovery = join(folder, 'user-data', 'recovery');
    mkdirSync(recovery, { recursive: true });
    writeFileSync(join(recovery, 'torn.json'), '{"version": 2, "id": "to');
    writeFileSync(join(recovery, 'newer.json'), '{"version": 99}');
    const { page, workbench } = await start();
    await expect(workbench.refusal(/torn\.json.*cannot be restored: it is torn/)).toContainText('torn.broken');
    await expect(workbench.refusal(/newer\.json.*newer version of Pipedraft/)).toContainText('was left as it is');
    expect(readdirSync(recovery).sort()).toEqual(['newer.json', 'torn.broken']);
    await page.screenshot({ path: test.info().outputPath('named.png') });
  });

  const sample = join(import.meta.dirname, '..', '..', '..', 'shared', 'bug-cases', 'recovery-missing-folder.json');
  test('from the first version, whose folder is gone', async ({ start, folder }) => {
    test.skip(!existsSync(sample), 'the folder of shared samples is not here');
    const recovery = join(folder, 'user-data', 'recovery');
    mkdirSync(recovery, { recursive: true });
    copyFileSync(sample, join(recovery, '9a01f2e7-7091-402e-ab44-f9027d0ad5f3.json'));
    const { page, workbench } = await start();
    await expect(workbench.node('Mine')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'restored' })).toContainText('is not there');
    await page.screenshot({ path: test.info().outputPath('restored.png') });
  });
});

test.describe('when unsaved work cannot be written', () => {
  test('a line says so until it can, and nothing is lost', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    const recovery = join(userData, 'recovery');
    const running = await start({ userData, files: [planIn(folder)] });
    const { workbench, page } = running;
    await workbench.settled();
    writeFileSync(recovery, 'a file in its place');
    await rename(running, 'Mine');
    const line = workbench.refusal(/^Autosave does not work: there is a file in the place of the folder/);
    await expect(line).toContainText('Save the plan now');
    await page.screenshot({ path: test.info().outputPath('autosave.png') });
    rmSync(recovery);
    await expect(line).toBeHidden();
    expect(recoveries(userData).join('')).toContain('Mine');
    rmSync(recovery, { recursive: true }); // while it is open
    await workbench.rename('Mine', 'Mine again');
    await expect.poll(() => recoveries(userData).join('')).toContain('Mine again');
    await expect(line).toBeHidden();
  });

  test('a backup that failed does not read as a save that failed', async ({ start, folder }) => {
    const userData = join(folder, 'user-data');
    const running = await start({ userData, files: [planIn(folder)] });
    await running.workbench.settled();
    writeFileSync(join(userData, 'backups'), 'a file in its place');
    await rename(running, 'Mine');
    await running.page.keyboard.press('Control+s');
    await expect(running.workbench.refusal(/^“plan.pipedraft.yaml” was saved. Only the backup copy/)).toBeVisible();
    await expect(running.workbench.changedMark).toBeHidden();
    await expect(running.workbench.refusal('was not saved')).toHaveCount(0);
  });
});

function planIn(folder: string): string {
  const file = join(folder, 'plan.pipedraft.yaml');
  writeFileSync(file, written);
  return file;
}

async function rename({ workbench }: Running, to: string): Promise<void> {
  const card = workbench.canvas.locator('.svelte-flow__node').filter({ hasNotText: 'Lake' }).first();
  const title = (await card.locator('.title').first().textContent())?.trim() ?? '';
  await workbench.rename(title, to);
}

async function kill(one: Running): Promise<void> {
  one.process.kill('SIGKILL');
  await ended(one);
}
