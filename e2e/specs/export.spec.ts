import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { documentOf, readPlan } from '#engine/plan';
import { expect, test, type Running } from '../harness/app';
import { answerSave } from '../harness/dialogs';
import { example } from '../harness/plans';
import { elementsOf, readXml } from '../../tests/harness/xml';
import { surely } from '../harness/main';

const { plan } = readPlan(readFileSync(example, 'utf8'), basename(example));

test('writes the plan as YAML and as JSON, each of which says the same plan', async ({ start, folder }) => {
  const running = await start({ files: [example] });
  await running.workbench.settled();
  const yaml = join(folder, 'out.pipedraft.yaml');
  await exportAs(running, 'yaml', yaml);
  // with the comments of its own file
  expect(readFileSync(yaml, 'utf8')).toBe(readFileSync(example, 'utf8'));
  const json = join(folder, 'out.pipedraft.json');
  await exportAs(running, 'json', json);
  expect(documentOf(readPlan(readFileSync(json, 'utf8'), json).plan)).toEqual(documentOf(plan));
  // what was changed and not saved is in it; the plan's own file is left alone
  await running.workbench.startRenaming('Weekly training', 'Not saved yet');
  await exportAs(running, 'yaml', yaml);
  expect(Object.values(readPlan(readFileSync(yaml, 'utf8'), yaml).plan.nodes).map(({ title }) => title)).toContain('Not saved yet');
  await expect(running.workbench.changedMark).toBeVisible();
  await expect(running.workbench.fileName).toHaveText(basename(example));
  expect(running.troubles).toEqual([]);
});

test('draws the plan as SVG: whole, and without anything that runs or fetches', async ({ start, folder }) => {
  const running = await start({ files: [example] });
  const { workbench, page } = running;
  await workbench.settled();
  const file = join(folder, 'out.svg');
  await exportAs(running, 'svg', file);
  const svg = readFileSync(file, 'utf8');
  const root = readXml(svg);
  const all = elementsOf(root);
  expect(root.name).toBe('svg');
  expect(all.filter(({ name }) => /^(script|foreignObject|image|a|style)$/.test(name))).toEqual([]);
  // the only names of something else are those of its own outlines
  const addresses = all.flatMap(({ attributes }) =>
    Object.entries(attributes).filter(
      ([name, value]) => (/href|^src/.test(name) && !value.startsWith('#g')) || /^on/.test(name) || /url\((?!#)/.test(value),
    ),
  );
  expect(addresses).toEqual([]);
  const drawn = (key: string) => new Set(all.flatMap(({ attributes }) => attributes[key] ?? [])).size;
  expect([drawn('data-node'), drawn('data-edge')]).toEqual([Object.keys(plan.nodes).length, plan.edges.length]);
  const texts = all.flatMap(({ attributes }) => attributes['aria-label'] ?? []);
  expect(texts).toEqual(expect.arrayContaining(['Weekly training', 'Customer lake', '78.45 USD a month', 'Deployment', '3 · 4']));
  // drawn alone, as any viewer would, it shows all of it
  const size = await page.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/svg+xml;utf8,${encodeURIComponent(text)}`;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, svg);
  const points = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)?.slice(1).map(Number) ?? [];
  expect(size).toEqual(points.map((length) => Math.round((length * 96) / 72)));
});

test('draws the plan as PNG: sharp, of the right size, with the plan on it', async ({ start, folder }) => {
  const running = await start({ files: [example] });
  const { workbench, app } = running;
  await workbench.settled();
  const svg = join(folder, 'out.svg');
  await exportAs(running, 'svg', svg);
  const [width = 0, height = 0] =
    /viewBox="0 0 ([\d.]+) ([\d.]+)"/
      .exec(readFileSync(svg, 'utf8'))
      ?.slice(1)
      .map((length) => (Number(length) * 96) / 72) ?? [];
  const file = join(folder, 'out.png');
  await exportAs(running, 'png', file);
  const picture = await surely(() =>
    app.evaluate(({ nativeImage }, path) => {
      const image = nativeImage.createFromPath(path);
      const bitmap = image.toBitmap();
      const { width: wide, height: high } = image.getSize();
      const colours = new Map<string, number>();
      let drawnRight = 0;
      let drawnBelow = 0;
      for (let y = 0; y < high; y += 1)
        for (let x = 0; x < wide; x += 1) {
          const at = (y * wide + x) * 4;
          // blue, green, red, as bitmaps have them here
          const colour = [2, 1, 0].map((part) => (bitmap[at + part] ?? 0).toString(16).padStart(2, '0')).join('');
          colours.set(colour, (colours.get(colour) ?? 0) + 1);
          if (colour !== 'ffffff' && colour !== 'f4f6f9') [drawnRight, drawnBelow] = [Math.max(drawnRight, x), Math.max(drawnBelow, y)];
        }
      return { size: [wide, high], drawn: [drawnRight / wide, drawnBelow / high], colours: Object.fromEntries(colours) };
    }, file),
  );
  expect(picture.size).toEqual([Math.ceil(width * 2 - 1e-6), Math.ceil(height * 2 - 1e-6)]);
  // the colours of the ground, the texts, the lanes and the marks are there, to the far edges
  for (const colour of ['ffffff', 'f4f6f9', '17202b', '3a2d92', '841e52', '0b5d8a'])
    expect(picture.colours[colour] ?? 0, colour).toBeGreaterThan(100);
  expect(Math.min(...picture.drawn)).toBeGreaterThan(0.9);
});

test('a cancelled dialog writes nothing, and a folder that cannot be written is said', async ({ start, folder }) => {
  const running = await start({ files: [example] });
  const { workbench, app, page } = running;
  await workbench.settled();
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const notAFolder = join(folder, 'file.txt');
  writeFileSync(notAFolder, 'a file');
  for (const format of ['yaml', 'json'] as const) {
    const asked = await countDialogs(running, null);
    await workbench.menu(`export-${format}`);
    await expect.poll(asked).toBe(1);
    await answerSave(app, join(notAFolder, `out.${format}`));
    await workbench.menu(`export-${format}`);
    const message = page.getByRole('alert').filter({ hasText: `out.${format}` });
    await expect(message).toBeVisible();
    await message.getByRole('button', { name: 'Close' }).click();
  }
  expect(readdirSync(empty)).toEqual([]);
  expect(readFileSync(notAFolder, 'utf8')).toBe('a file');
  await expect(page.getByRole('status').filter({ hasText: 'written' })).toHaveCount(0);
  expect(existsSync(join(folder, 'out.svg'))).toBe(false);
  // and it can still be done
  await exportAs(running, 'svg', join(empty, 'out.svg'));
  expect(readdirSync(empty)).toEqual(['out.svg']);
});

test('shows in its folder what was written, and the file of the plan', async ({ start, folder }) => {
  const plan = join(folder, 'churn.pipedraft.yaml');
  writeFileSync(plan, readFileSync(example));
  const running = await start({ files: [plan] });
  const { workbench, page, app } = running;
  await workbench.settled();
  await surely(() =>
    app.evaluate(({ shell }) => {
      const shown: string[] = [];
      Object.assign(globalThis, { pipedraftShown: shown });
      shell.showItemInFolder = (path) => void shown.push(path);
    }),
  );
  const shown = () => surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftShown: string[] }).pipedraftShown));
  const file = join(folder, 'out.svg');
  await answerSave(app, file);
  await workbench.exportPicture('SVG');
  const message = page.getByRole('status').filter({ hasText: 'out.svg written.' });
  await message.getByRole('button', { name: 'Show in folder' }).click();
  await expect.poll(shown).toEqual([file]);
  await workbench.menu('show-in-folder');
  await expect.poll(shown).toEqual([file, plan]);
  expect(running.troubles).toEqual([]);
});

/** Exports from the menu; one dialog is shown for it. */
async function exportAs(running: Running, format: string, file: string): Promise<void> {
  const asked = await countDialogs(running, file);
  if (format === 'svg' || format === 'png') await running.workbench.exportPicture(format === 'svg' ? 'SVG' : 'PNG');
  else await running.workbench.menu(`export-${format}`);
  const told = running.page.getByRole('status').filter({ hasText: `${basename(file)} written.` });
  await expect(told).toBeVisible();
  await told.getByRole('button', { name: 'Close' }).click();
  expect(await asked()).toBe(1);
}

/** Answers save dialogs. @returns how many were shown since */
async function countDialogs({ app }: Running, file: string | null): Promise<() => Promise<number>> {
  await answerSave(app, file);
  await surely(() =>
    app.evaluate(({ dialog }) => {
      const answer = dialog.showSaveDialog;
      const count = { shown: 0 };
      Object.assign(globalThis, { pipedraftDialogs: count });
      dialog.showSaveDialog = ((...args: Parameters<typeof answer>) => {
        count.shown += 1;
        return answer(...args);
      }) as typeof answer;
    }),
  );
  return () => surely(() => app.evaluate(() => (globalThis as unknown as { pipedraftDialogs: { shown: number } }).pipedraftDialogs.shown));
}
