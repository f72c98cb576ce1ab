import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readPlan } from '#engine/plan';
import { expect, test } from '../harness/app';
import { answerOpen, answerSave } from '../harness/dialogs';
import { surely } from '../harness/main';
import { chainOf, example } from '../harness/plans';
import { elementsOf, readXml } from '../../tests/harness/xml';

const { plan } = readPlan(readFileSync(example, 'utf8'), basename(example));
const drawn = (file: string, key: string) =>
  elementsOf(readXml(readFileSync(file, 'utf8'))).flatMap(({ attributes }) => attributes[key] ?? []);
/** Width and height of a PNG. */
const sizeOf = (file: string) => [readFileSync(file).readUInt32BE(16), readFileSync(file).readUInt32BE(20)];

test('a picture takes two keys, has the size that was shown, and is remembered', async ({ start, folder }) => {
  const { workbench, app, page, troubles } = await start({ files: [example] });
  await workbench.settled();
  const dialog = workbench.pictureDialog;
  await page.keyboard.press('ControlOrMeta+Alt+C');
  const facts = dialog.getByRole('status').filter({ hasText: 'pixels' });
  await expect(facts).toBeVisible();
  const shown = (await facts.textContent())?.match(/[\d,]+/g)?.map((text) => Number(text.replace(',', '')));
  await expect(page.frameLocator('iframe[title="Preview of the picture"]').locator('svg')).toBeVisible();
  const file = join(folder, 'a.png');
  await answerSave(app, file);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'a.png written.' })).toBeVisible();
  expect(sizeOf(file)).toEqual(shown);

  // Enter writes from every option, and the next picture begins with the same ones
  await workbench.menu('export-picture');
  await dialog.getByRole('radio', { name: '×1' }).check({ force: true });
  await dialog.getByLabel('Legend').check();
  await answerSave(app, join(folder, 'b.png'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'b.png written.' })).toBeVisible();
  const [width = 0, height = 0] = shown ?? [];
  const [half, higher = 0] = sizeOf(join(folder, 'b.png'));
  expect(half).toBe(width / 2);
  expect(higher).toBeGreaterThan(height / 2);
  await workbench.menu('export-picture');
  await expect(dialog.getByRole('radio', { name: '×1' })).toBeChecked();
  await expect(dialog.getByLabel('Legend')).toBeChecked();
  expect(troubles).toEqual([]);
});

test('an SVG opens as the plan again, and needs no font', async ({ start, folder }) => {
  const { workbench, app, page, troubles } = await start({ files: [example] });
  await workbench.settled();
  const file = join(folder, 'churn.svg');
  await answerSave(app, file);
  await workbench.exportPicture('SVG');
  await expect(page.getByRole('status').filter({ hasText: 'churn.svg written.' })).toBeVisible();
  const svg = readFileSync(file, 'utf8');
  expect(svg).not.toContain('<text');
  expect(drawn(file, 'data-node')).toHaveLength(Object.keys(plan.nodes).length);
  const again = await start({ userData: join(folder, 'another') });
  await answerOpen(again.app, file);
  await again.page.getByRole('button', { name: 'Open a plan…' }).click();
  await again.workbench.settled();
  await expect(again.workbench.node('Weekly training')).toBeVisible();
  expect([...troubles, ...again.troubles]).toEqual([]);
});

test('a picture of the selection, also of one edge alone, and of a sheet', async ({ start, folder }) => {
  const { workbench, app, page, troubles } = await start({ files: [example] });
  await workbench.settled();
  const dialog = workbench.pictureDialog;
  await workbench.menu('export-picture');
  await expect(dialog.getByRole('radio', { name: 'Selection' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await workbench.node('Weekly training').click();
  await page.keyboard.press('ControlOrMeta+Shift+E'); // its first edge
  await expect(workbench.canvas.locator('.card.selected')).toHaveCount(0);
  await workbench.menu('export-picture');
  await dialog.getByRole('radio', { name: 'Selection' }).check({ force: true });
  const edge = join(folder, 'edge.svg');
  await answerSave(app, edge);
  await dialog.getByRole('radio', { name: 'SVG' }).check({ force: true });
  await expect(dialog.getByLabel('The plan inside')).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'edge.svg written.' })).toBeVisible();
  expect(drawn(edge, 'data-node')).toHaveLength(2);
  expect(new Set(drawn(edge, 'data-edge')).size).toBeGreaterThan(0);
  expect(readFileSync(edge, 'utf8')).not.toContain('urn:pipedraft:plan');

  await workbench.menu('export-picture');
  await dialog.getByRole('radio', { name: 'Sheet' }).check({ force: true });
  await dialog.getByLabel('Sheet of the packet').selectOption({ index: 1 });
  await expect(dialog.getByLabel('Title')).toBeDisabled();
  const sheet = join(folder, 'sheet.svg');
  await answerSave(app, sheet);
  await dialog.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'sheet.svg written.' })).toBeVisible();
  expect(drawn(sheet, 'viewBox')[0]).toMatch(/^0 0 (841\.89 595\.28|595\.28 841\.89)$/);
  expect(troubles).toEqual([]);
});

test('a picture that has too many pixels is refused with the reason, and a smaller one is written', async ({ start, folder }) => {
  const file = join(folder, 'far.pipedraft.yaml');
  const nodes = 'nodes:\n  a: {service: azure-storage}\n  b: {service: azure-storage}\nlayout:\n  a: [0, 0]\n  b: [20000, 20000]\n';
  writeFileSync(file, `pipedraft: 1\nname: Far\n${nodes}`);
  const { workbench, page } = await start({ files: [file] });
  await workbench.settled();
  const dialog = workbench.pictureDialog;
  await workbench.menu('export-picture');
  await expect(dialog.getByRole('alert')).toContainText(
    /The picture would have \d+ × \d+ pixels; at most 1000 million.*Use a scale of at most 1\.\d+/,
  );
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeDisabled();
  await dialog.getByRole('radio', { name: '×1' }).check({ force: true });
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await workbench.menu('copy-picture');
  await expect(workbench.refusal(/the clipboard gets up to 40 million.*Select a part/s)).toBeVisible();
});

test('what is cancelled, or cannot be written, leaves no file, and the options stay', async ({ start, folder }) => {
  test.slow(); // a large picture
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, chainOf(1000));
  const { workbench, app, page } = await start({ files: [file] });
  await workbench.settled();
  const dialog = workbench.pictureDialog;
  const picture = join(folder, 'large.png');
  await answerSave(app, picture);
  await workbench.menu('export-picture');
  await dialog.getByRole('radio', { name: '×3' }).check({ force: true });
  await page.keyboard.press('Enter');
  await dialog.getByRole('region', { name: 'Painting the picture' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('region', { name: 'Painting the picture' })).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeEnabled();
  await expect(dialog.getByRole('radio', { name: '×3' })).toBeChecked();
  expect(existsSync(picture)).toBe(false);

  const notAFolder = join(folder, 'file.txt');
  writeFileSync(notAFolder, 'a file');
  await answerSave(app, join(notAFolder, 'out.svg'));
  await dialog.getByRole('radio', { name: 'SVG' }).check({ force: true });
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('out.svg');
  await expect(dialog.getByRole('button', { name: 'Export…' })).toBeEnabled();
  expect(readFileSync(notAFolder, 'utf8')).toBe('a file');
});

test('the application quits while a picture is painted, and leaves no file', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, chainOf(1000));
  const { workbench, app, page } = await start({ files: [file] });
  await workbench.settled();
  const dialog = workbench.pictureDialog;
  const own = join(folder, 'own');
  mkdirSync(own);
  await answerSave(app, join(own, 'large.png'));
  await workbench.menu('export-picture');
  await dialog.getByRole('radio', { name: '×3' }).check({ force: true });
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('region', { name: 'Painting the picture' })).toBeVisible();
  const ended = app.waitForEvent('close');
  await surely(() => app.evaluate(({ app: electron }) => void setImmediate(() => electron.quit())));
  await ended;
  expect(existsSync(join(own, 'large.png'))).toBe(false);
});

test('titles in every script, right to left too, and a huge note are in the picture', async ({ start, folder }) => {
  const file = join(folder, 'scripts.pipedraft.yaml');
  const titles = ['客户流失评分', 'تدريب النموذج', 'אימון המודל', '🧑‍💻👩🏽‍🔬🇩🇪', 'Жёсткая щупа'];
  const nodes = titles.map((title, at) => `  n${at}: {service: azure-storage, title: "${title}"}`);
  const note = `notes:\n  why: {text: "${'A very long reason. '.repeat(500)}", at: [0, 900]}\n`;
  writeFileSync(file, ['pipedraft: 1', 'name: مخطط', 'nodes:', ...nodes, note].join('\n'));
  const { workbench, app, page, troubles } = await start({ files: [file] });
  await workbench.settled();
  const svg = join(folder, 'scripts.svg');
  await answerSave(app, svg);
  await workbench.exportPicture('SVG');
  await expect(page.getByRole('status').filter({ hasText: 'scripts.svg written.' })).toBeVisible();
  expect(drawn(svg, 'aria-label')).toEqual(expect.arrayContaining(['客户流失评分', 'Жёсткая щупа']));
  expect(drawn(svg, 'data-note')).toEqual(['why']);
  expect(troubles).toEqual([]);
});
