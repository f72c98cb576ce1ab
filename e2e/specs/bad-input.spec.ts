import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mountDisk, whyNoMounts } from '../../tests/harness/mounts';
import { expect, test, type Running } from '../harness/app';
import { answerMessages, answerOpen, answerSave, messagesSaid } from '../harness/dialogs';
import { WorkbenchPage } from '../pages/workbench';
import { surely } from '../harness/main';

/* What the window says of input that cannot be used: the same words as the command, and nothing is lost. */

const fixtures = join(import.meta.dirname, '../../tests/fixtures/bad-input');
/** The window opens a file with conflict marks, whose sides are plans; merge.spec.ts has what it does. */
const opens = 'merge-unfinished';
const cases = readdirSync(fixtures).filter((name) => name !== opens && existsSync(join(fixtures, name, 'said.txt')));
const good = 'pipedraft: 1\nname: Churn\n';

/** Opens a file by the menu and the open dialog. */
async function open({ app, workbench }: Running, file: string): Promise<void> {
  await answerOpen(app, file);
  await workbench.menu('open');
}

/** Leaves work in the window that no file has. @returns how to tell that it is still there */
async function work({ app, workbench }: Running): Promise<() => Promise<void>> {
  await workbench.startEmpty();
  await workbench.drag('Azure Data Factory', { x: 300, y: 200 });
  await expect(workbench.node('Azure Data Factory')).toBeVisible();
  return async () => {
    await expect(workbench.node('Azure Data Factory')).toBeVisible();
    await expect.poll(() => titleOf(app)).toBe('• Untitled plan – Pipedraft');
  };
}

function titleOf(app: Running['app']): Promise<string | undefined> {
  return surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.getTitle()));
}

test('says what is wrong with a file and where, as the command does, and leaves file and work alone', async ({ start, folder }) => {
  const running = await start();
  const { workbench, troubles } = running;
  const workIsThere = await work(running);
  expect(cases.length).toBeGreaterThan(8);
  for (const name of cases) {
    const file = join(folder, `${name}.pipedraft.yaml`);
    cpSync(join(fixtures, name, 'plan.pipedraft.yaml'), file);
    const before = readFileSync(file);
    await open(running, file);

    await expect(workbench.unreadable, name).toContainText(`“${name}.pipedraft.yaml” cannot be read`);
    await expect(workbench.unreadable).toContainText(file);
    const said = readFileSync(join(fixtures, name, 'said.txt'), 'utf8')
      .trimEnd()
      .split('\n');
    const shown = await workbench.unreadable.getByRole('list', { name: 'What is wrong' }).getByRole('listitem').allInnerTexts();
    expect(shown.map(asTheCommandSays).map(plainQuotes)).toEqual(said.map(plainQuotes));
    await workbench.unreadable.getByRole('button', { name: 'Close' }).last().click();
    await expect(workbench.unreadable).toHaveCount(0);
    expect(readFileSync(file)).toEqual(before);
  }
  await workIsThere();
  expect(running.app.windows()).toHaveLength(1);
  expect(troubles).toEqual([]);
});

/** The window has its own quotation marks. */
const plainQuotes = (text: string) => text.replaceAll(/[“”]/g, '"');

/** `Line 3, column 5`, the message and the fix as one line of the command. */
function asTheCommandSays(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const place = /^Line (\d+), column (\d+)$/.exec(lines[0] ?? '');
  const where = place ? `plan.pipedraft.yaml:${place[1]}:${place[2]}` : 'plan.pipedraft.yaml';
  return `${where}: ${lines.slice(place ? 1 : 0).join(' ')}`;
}

test('says so of files that the command line names, one after the other, and can be used then', async ({ start, folder }) => {
  const names = ['newer-version', 'duplicate-keys'];
  const files = names.map((name) => join(folder, `${name}.yaml`));
  for (const [at, file] of files.entries()) cpSync(join(fixtures, names[at] ?? '', 'plan.pipedraft.yaml'), file);
  const { workbench, page } = await start({ files: [...files, join(folder, 'none.yaml'), folder] });
  await expect(workbench.unreadable).toContainText('This plan is of version 2; this Pipedraft reads version 1.');
  await page.keyboard.press('Escape');
  await expect(workbench.unreadable).toContainText('2 things are wrong with it.');
  await expect(workbench.unreadable).toContainText('Line 9, column 3');
  await page.keyboard.press('Escape');
  await expect(workbench.refusal(`There is no file "${join(folder, 'none.yaml')}".`)).toContainText('Check the path');
  await expect(workbench.refusal(`“${folder}” is a folder.`)).toContainText('Name a plan in it');
  await workbench.startEmpty();
});

test('counts what is too much to list', async ({ start, folder }) => {
  const file = join(folder, 'many.yaml');
  writeFileSync(file, `${good}${'name: again\n'.repeat(5000)}`);
  const { workbench } = await start({ files: [file] });
  await expect(workbench.unreadable).toContainText('At least 1,000 things are wrong with it.');
  await expect(workbench.unreadable.getByRole('listitem')).toHaveCount(50);
  await expect(workbench.unreadable).toContainText('and at least 950 more');
  await expect(workbench.unreadable.getByRole('button', { name: 'Close' }).last()).toBeInViewport();
});

test('opens a plan that names what is not there, and says so among the findings', async ({ start, folder }) => {
  const file = join(folder, 'services.yaml');
  cpSync(join(fixtures, 'unknown-services', 'plan.pipedraft.yaml'), file);
  const running = await start({ files: [file] });
  await running.workbench.settled();
  await expect(running.workbench.problem('“Train” uses “skynet”, which the catalog does not have.')).toBeVisible();
  await expect(running.workbench.problem('Azure Data Factory Copy activity is close to it')).toBeVisible();
  await expect(running.workbench.node('Train')).toBeVisible();

  const edges = join(folder, 'edges.yaml');
  cpSync(join(fixtures, 'edges-to-nowhere', 'plan.pipedraft.yaml'), edges);
  const [second] = await Promise.all([running.app.waitForEvent('window'), open(running, edges)]);
  const workbench = new WorkbenchPage(second, running.app);
  await expect(workbench.problem('names “train”, which the plan does not have.')).toBeVisible();
  await expect(workbench.problem('names “nightly”, which the plan does not have.')).toBeVisible();
  for (const [at, name] of [file, edges].entries())
    expect(readFileSync(name)).toEqual(
      readFileSync(join(fixtures, ['unknown-services', 'edges-to-nowhere'][at] ?? '', 'plan.pipedraft.yaml')),
    );
});

test('says so of 40 MB, a folder and a file that is gone, and keeps the work', async ({ start, folder }) => {
  const running = await start();
  const { workbench } = running;
  const workIsThere = await work(running);
  writeFileSync(join(folder, 'large.yaml'), '');
  truncateSync(join(folder, 'large.yaml'), 40 * 1024 * 1024);
  mkdirSync(join(folder, 'plans'));
  for (const [name, problem, fix] of [
    ['large.yaml', 'has 40 MiB; a plan in YAML has 32 MiB at most.', 'Check that it is the file you meant.'],
    ['plans', 'is a folder.', 'Name a plan in it: a file that ends in .pipedraft.yaml or .pipedraft.json.'],
    ['gone.yaml', '', 'Check the path; the file may have been moved, renamed or deleted.'],
  ] as const) {
    await open(running, join(folder, name));
    await expect(workbench.refusal(`“${join(folder, name)}”`)).toContainText(problem);
    await expect(workbench.refusal(`“${join(folder, name)}”`)).toContainText(fix);
  }
  await workIsThere();
});

test('keeps file and work when the disk is full or read-only, and saves when it can again', async ({ start, folder }) => {
  test.skip(whyNoMounts !== undefined, whyNoMounts);
  const disk = join(folder, 'disk');
  const { freeze, unmount } = mountDisk(disk, 16);
  try {
    const file = join(disk, 'plan.yaml');
    writeFileSync(file, good);
    const running = await start({ files: [file] });
    const { app, workbench } = running;
    await workbench.drag('Azure Data Factory', { x: 300, y: 200 });
    await expect.poll(() => titleOf(app)).toBe('• plan.yaml – Pipedraft');

    const filler = join(disk, 'filler');
    expect(() => writeFileSync(filler, Buffer.alloc(64 * 1024))).toThrow('ENOSPC');
    await workbench.menu('save');
    await expect(workbench.refusal(`The disk is full: “${file}” was not saved.`)).toContainText(
      'The file is as it was before. Make room and save again, or save it in a folder on another disk.',
    );
    expect(readFileSync(file, 'utf8')).toBe(good);
    expect(readdirSync(disk).sort()).toEqual(['filler', 'plan.yaml']);
    rmSync(filler);
    await workbench.menu('save');
    await expect.poll(() => titleOf(app)).toBe('plan.yaml – Pipedraft');
    const saved = readFileSync(file, 'utf8');
    expect(saved).toContain('service: azure-data-factory');

    freeze();
    await workbench.drag('Azure Databricks', { x: 300, y: 60 });
    await expect.poll(() => titleOf(app)).toBe('• plan.yaml – Pipedraft');
    await workbench.menu('save');
    await expect(workbench.refusal(`The disk of “${file}” is read-only: the file was not saved.`)).toContainText(
      'The file is as it was before. Save it in a folder on another disk.',
    );
    expect(readFileSync(file, 'utf8')).toBe(saved);
    await answerSave(app, join(folder, 'copy.yaml'));
    await workbench.menu('save-as');
    await expect.poll(() => titleOf(app)).toBe('copy.yaml – Pipedraft');
    expect(readFileSync(join(folder, 'copy.yaml'), 'utf8')).toContain('service: azure-databricks');
  } finally {
    unmount();
  }
});

test('keeps a plan whose file is deleted while it is open, and saving writes the file again', async ({ start, folder }) => {
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, `# ours\n${good}`);
  const { app, workbench, page } = await start({ files: [file] });
  await expect.poll(() => titleOf(app)).toBe('plan.yaml – Pipedraft');
  await answerMessages(app, 'Cancel');
  rmSync(file);
  await expect(workbench.refusal('“plan.yaml” is no longer there.')).toContainText(
    'Your plan is still open here. Save writes the file again.',
  );
  await expect.poll(() => titleOf(app)).toBe('• plan.yaml – Pipedraft'); // it is in this window only

  await page.getByRole('button', { name: 'Close' }).click();
  await app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.close());
  await expect.poll(() => messagesSaid(app)).toEqual(['Save the changes to “plan.yaml”?\nWithout saving, the changes are gone.']);
  await workbench.menu('save');
  await expect.poll(() => titleOf(app)).toBe('plan.yaml – Pipedraft');
  expect(readFileSync(file, 'utf8')).toBe(`# ours\n${good}`);
  expect(await messagesSaid(app)).toHaveLength(1); // nothing more to ask
});
