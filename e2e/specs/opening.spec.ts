import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { answerOpen } from '../harness/dialogs';
import { surely } from '../harness/main';

/* Opening what takes its time or is something else than a plan, and pasting what other programs copied. */

/** A plan that only the parser reads, which takes it some seconds: each node has a name that others could repeat. */
function slowPlan(nodes: number): string {
  const node = (at: number) =>
    `  n${at}: &n${at}\n    service: docker\n    title: Node ${at}\n    note: &m${at} "Written by hand"\n    x-size: &s${at} [1, 2, 3, 4, 5]\n`;
  return `pipedraft: 1\nname: Slow\nnodes:\n${Array.from({ length: nodes }, (_, at) => node(at)).join('')}`;
}

test('shows that a large plan is being opened, and calls that off', async ({ start, folder }) => {
  const file = join(folder, 'slow.pipedraft.yaml');
  writeFileSync(file, slowPlan(95_000));
  const { app, workbench, page, troubles } = await start();
  await workbench.startEmpty();
  await workbench.drag('Azure Data Factory', { x: 300, y: 200 });
  await expect(workbench.node('Azure Data Factory')).toBeVisible();
  await answerOpen(app, file);
  await workbench.menu('open');

  const opening = page.getByRole('status').filter({ hasText: 'Opening “slow.pipedraft.yaml”…' });
  await expect(opening).toBeVisible();
  // the window works meanwhile, and so does the main process
  await workbench.drag('Azure Databricks', { x: 300, y: 60 });
  await expect(workbench.node('Azure Databricks')).toBeVisible();
  await expect(opening).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('opening.png') });
  await opening.getByRole('button', { name: 'Cancel' }).click();
  await expect(opening).toHaveCount(0);
  expect(app.windows()).toHaveLength(1);
  await expect(workbench.node('Azure Data Factory')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('reads a long plan in a thread, and opens it', async ({ start, folder }) => {
  const file = join(folder, 'long.pipedraft.yaml');
  writeFileSync(file, `${slowPlan(3)}x-long: &long "${'a'.repeat(300_000)}"\n`);
  const { app, workbench, troubles } = await start({ files: [file] });
  await expect(workbench.node('Node 1')).toBeVisible();
  await expect
    .poll(() => surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows()[0]?.getTitle())))
    .toBe('long.pipedraft.yaml – Pipedraft');
  expect(troubles).toEqual([]);
});

test('says what is wrong with a long file, the first 50 problems and how many there are', async ({ start, folder }) => {
  const file = join(folder, 'faulty.pipedraft.yaml');
  writeFileSync(file, `pipedraft: 1\nname: Faulty\n${Array.from({ length: 40_000 }, (_, at) => `key${at}: 1\n`).join('')}`);
  const { workbench } = await start({ files: [file] });
  await expect(workbench.unreadable).toContainText('At least 1,000 things are wrong with it.');
  await expect(workbench.unreadable).toContainText('and at least 950 more');
  await expect(workbench.unreadable.getByRole('list', { name: 'What is wrong' }).getByRole('listitem')).toHaveCount(50);
});

test('names a pointer of Git LFS', async ({ start, folder }) => {
  const file = join(folder, 'plan.pipedraft.yaml');
  writeFileSync(file, 'version https://git-lfs.github.com/spec/v1\noid sha256:8eb7\nsize 48605\n');
  const { workbench } = await start({ files: [file] });
  await expect(workbench.unreadable).toContainText('This is a pointer of Git LFS: the file itself was not fetched.');
  await expect(workbench.unreadable).toContainText('git lfs pull');
});

test('says quietly what the clipboard holds when it is no part of a plan', async ({ start }) => {
  const { app, workbench, page, troubles } = await start();
  await workbench.startEmpty();
  await workbench.drag('Azure Data Factory', { x: 300, y: 200 });
  await workbench.node('Azure Data Factory').click();
  for (const [text, said] of [
    ['apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n', 'The clipboard holds a Kubernetes manifest, but no nodes of a plan.'],
    ['nodes:\n  lake: {service: 5}\n', 'What the clipboard holds cannot be read as nodes of a plan.'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:8eb7\nsize 4\n', 'This is a pointer of Git LFS'],
    ['replicas: 3\n', 'The clipboard holds YAML, but no nodes of a plan.'],
  ] as const) {
    await surely(() => app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text));
    const before = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80));
    await page.keyboard.press('ControlOrMeta+v');
    await expect(page.getByRole('status').filter({ hasText: said })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80))).toBe(before);
  }
  await page.screenshot({ path: test.info().outputPath('clipboard.png') });
  await expect(workbench.node('Azure Data Factory')).toBeVisible();
  expect(troubles).toEqual([]);
});
