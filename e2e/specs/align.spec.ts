import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '#engine/plan';
import { expect, test } from '../harness/app';

test('cards of one row that are aligned left stand below each other, and pass what is in the way', async ({ start, folder }) => {
  const file = join(folder, 'row.pipedraft.yaml');
  const node = (id: string) => `  ${id}: {service: azure-storage, title: ${id}}`;
  writeFileSync(
    file,
    [
      'pipedraft: 1',
      'name: Row',
      'nodes:',
      ...['a', 'b', 'c', 'stays'].map(node),
      'layout: {a: [0, 0], b: [264, 0], c: [528, 0], stays: [0, 112]}',
      '',
    ].join('\n'),
  );
  const { workbench, page, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('a').click();
  for (const title of ['b', 'c']) await workbench.node(title).click({ modifiers: ['Control'] });
  await workbench.inspector.getByRole('button', { name: 'Align left' }).click();
  await page.screenshot({ path: process.env['LOOK'] ?? join(folder, 'aligned.png') });
  await page.keyboard.press('Control+s');
  await workbench.menu('align-right'); // they are in one column already
  await expect(() => {
    expect(readPlan(readFileSync(file, 'utf8'), file).plan.layout).toEqual({ a: [0, 0], b: [0, 192], c: [0, 272], stays: [0, 112] });
  }).toPass();
  expect(troubles).toEqual([]);
});
