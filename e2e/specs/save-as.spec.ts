import { existsSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, startAgain, test, type Running } from '../harness/app';
import { answerMessages, answerSave, answerSaves, messagesSaid, savesSuggested } from '../harness/dialogs';
import { showTab } from '../harness/tabs';
import { WorkbenchPage } from '../pages/workbench';
import { surely } from '../harness/main';

const plan = (name: string) => `pipedraft: 1
name: ${name}
nodes:
  lake: { title: Lake ${name}, service: azure-storage }
layout: { lake: [0, 0] }
`;

test('Save As asks before it replaces the file that gets its extension after the dialog', async ({ start, folder }) => {
  const { workbench, app, page, file } = await opened(start, folder, 'one');
  const victim = join(folder, 'victim.pipedraft.yaml');
  writeFileSync(victim, 'precious');
  await answerMessages(app, 'Cancel');
  await answerSave(app, join(folder, 'victim'));
  await page.keyboard.press('Control+Shift+s');
  await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('“victim.pipedraft.yaml” is there already.')]);
  await expect(workbench.fileName).toHaveText('one.pipedraft.yaml');
  expect(readFileSync(victim, 'utf8')).toBe('precious');

  // another name: the dialog comes again, with the whole name in it
  await answerMessages(app, 'Choose another name…');
  await answerSaves(app, join(folder, 'victim'), join(folder, 'free'));
  await page.keyboard.press('Control+Shift+s');
  await expect(workbench.fileName).toHaveText('free.pipedraft.yaml');
  expect(await savesSuggested(app)).toEqual([file, victim]);
  expect(readFileSync(victim, 'utf8')).toBe('precious');

  await answerMessages(app, 'Replace');
  await answerSave(app, join(folder, 'victim'));
  await page.keyboard.press('Control+Shift+s');
  await expect(workbench.fileName).toHaveText('victim.pipedraft.yaml');
  expect(readFileSync(victim, 'utf8')).toContain('Lake one');
});

test('an export gets its extension, asks before it replaces, and leaves open plans alone', async ({ start, folder }) => {
  const { workbench, app, page, file } = await opened(start, folder, 'one');
  const names = { yaml: 'out.pipedraft.yaml', json: 'out.pipedraft.json', svg: 'out.svg', png: 'out.png' };
  const exportAs = (format: string) =>
    format === 'svg'
      ? workbench.exportPicture('SVG')
      : format === 'png'
        ? workbench.exportPicture('PNG')
        : workbench.menu(`export-${format}`);
  await answerMessages(app, 'Cancel');
  await answerSave(app, join(folder, 'out'));
  for (const [format, name] of Object.entries(names)) {
    await exportAs(format);
    await expect.poll(() => existsSync(join(folder, name))).toBe(true);
    await expect(page.locator('dialog[open]')).toHaveCount(0);
  }
  expect(existsSync(join(folder, 'out'))).toBe(false);
  expect(await messagesSaid(app)).toEqual([]);

  writeFileSync(join(folder, 'out.svg'), 'precious');
  await exportAs('svg');
  await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('“out.svg” is there already.')]);
  expect(readFileSync(join(folder, 'out.svg'), 'utf8')).toBe('precious');
  await page.keyboard.press('Escape');

  await answerMessages(app, 'Cancel');
  await answerSave(app, file);
  await workbench.menu('export-yaml');
  await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('“one.pipedraft.yaml” is the file of this plan.')]);

  await answerMessages(app, 'Cancel');
  await answerSave(app, join(folder, 'sheets'));
  await page.keyboard.press('Control+p');
  await workbench.printDialog.getByRole('button', { name: 'Make a PDF…' }).click();
  await expect.poll(() => existsSync(join(folder, 'sheets.pdf'))).toBe(true);
});

test('Save As onto the file of another tab says so, under whichever name', async ({ start, folder }) => {
  const { workbench, app, page, file } = await opened(start, folder, 'one');
  const other = join(folder, 'two.pipedraft.yaml');
  writeFileSync(other, plan('two'));
  const opening = app.waitForEvent('window');
  await startAgain({ userData: join(folder, 'user-data'), files: [other] });
  const two = new WorkbenchPage(await opening, app);
  await two.settled();
  await showTab(app, 'one');
  symlinkSync(other, join(folder, 'soft.pipedraft.yaml'));
  linkSync(other, join(folder, 'hard.pipedraft.yaml'));
  for (const name of ['two', 'two.pipedraft.yaml', 'soft.pipedraft.yaml', 'hard.pipedraft.yaml']) {
    await answerMessages(app, 'Cancel');
    await answerSave(app, join(folder, name));
    await page.keyboard.press('Control+Shift+s');
    await expect.poll(() => messagesSaid(app)).toEqual([expect.stringContaining('is open in another tab.')]);
    await expect(workbench.fileName).toHaveText('one.pipedraft.yaml');
  }
  expect(readFileSync(other, 'utf8')).toBe(plan('two'));
  await answerMessages(app, 'Show that tab');
  await page.keyboard.press('Control+Shift+s');
  await expect
    .poll(() => surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getFocusedWindow()?.getTitle())))
    .toContain('two.pipedraft.yaml');

  // its own file is no other window's: that is a save
  await showTab(app, 'one');
  await answerMessages(app, 'Cancel');
  await workbench.rename('Lake one', 'Changed');
  await answerSave(app, join(folder, 'one'));
  await page.keyboard.press('Control+Shift+s');
  await expect(workbench.changedMark).toBeHidden();
  expect(await messagesSaid(app)).toEqual([]);
  expect(readFileSync(file, 'utf8')).toContain('Changed');
});

test('a file that is opened twice at once, under two names, has one window', async ({ start, folder }) => {
  const { app } = await opened(start, folder, 'one');
  const other = join(folder, 'two.pipedraft.yaml');
  writeFileSync(other, plan('two'));
  linkSync(other, join(folder, 'hard.pipedraft.yaml'));
  const userData = join(folder, 'user-data');
  await Promise.all([startAgain({ userData, files: [other, other] }), startAgain({ userData, files: [other] })]);
  await startAgain({ userData, files: [join(folder, 'hard.pipedraft.yaml')] });
  await expect
    .poll(() => surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getFocusedWindow()?.getTitle())))
    .toContain('two.pipedraft.yaml');
  expect(app.windows()).toHaveLength(2);
});

async function opened(start: (options: { files: string[] }) => Promise<Running>, folder: string, name: string) {
  const file = join(folder, `${name}.pipedraft.yaml`);
  writeFileSync(file, plan(name));
  const running = await start({ files: [file] });
  await running.workbench.settled();
  return { ...running, file };
}

test('a failed Save As says what is wrong until a later save works', async ({ start, folder }) => {
  const { workbench, app, page } = await opened(start, folder, 'one');
  const said = page.getByRole('alert').filter({ hasText: `There is no folder “${join(folder, 'none')}”` });
  await answerSave(app, join(folder, 'none', 'plan'));
  await page.keyboard.press('Control+Shift+s');
  await expect(said).toContainText('“plan.pipedraft.yaml” was not saved.');
  await answerSave(app, join(folder, 'fine'));
  await page.keyboard.press('Control+Shift+s');
  await expect(workbench.fileName).toHaveText('fine.pipedraft.yaml');
  await expect(said).toHaveCount(0);
});
