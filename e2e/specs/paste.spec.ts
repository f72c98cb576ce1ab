import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';
import { surely } from '../harness/main';

const plan = `pipedraft: 1
name: Small
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  lake: {service: azure-storage, title: Lake}
layout:
  copy: [0, 0]
  lake: [320, 0]
`;

test('copied nodes are their titles in a text field, nodes on the canvas, and plan text elsewhere', async ({ start, folder }) => {
  const file = join(folder, 'small.pipedraft.yaml');
  writeFileSync(file, plan);
  const { page, app, workbench, troubles } = await start({ files: [file] });
  const { keyboard } = page;
  await workbench.settled();
  await workbench.canvas.focus();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.press('ControlOrMeta+c');
  await expect.poll(() => surely(() => app.evaluate(({ clipboard }) => clipboard.readText()))).toMatch(/^pipedraft: 1\n[^]*nodes:/m);

  // one line has them with commas between
  await keyboard.press('ControlOrMeta+f');
  const find = page.getByRole('textbox', { name: /^Find nodes/ });
  await find.press('ControlOrMeta+v');
  await expect(find).toHaveValue('Copy, Lake');
  await find.press('ControlOrMeta+z');
  await expect(find).toHaveValue('');
  await keyboard.press('Escape');

  // several lines have one each, and the plan has them too
  await workbench.node('Lake').click();
  const note = workbench.inspector.getByLabel('Note');
  await note.press('ControlOrMeta+v');
  await expect(note).toHaveValue('Copy\nLake');
  await expect(workbench.changedMark).toBeVisible();

  await workbench.canvas.focus();
  await keyboard.press('ControlOrMeta+v');
  await expect(page.getByText('4 nodes, 0 edges', { exact: true })).toBeVisible();

  // other text is pasted as ever
  await surely(() => app.evaluate(({ clipboard }) => clipboard.writeText('nodes: are fine')));
  await keyboard.press('ControlOrMeta+f');
  await find.press('ControlOrMeta+v');
  await expect(find).toHaveValue('nodes: are fine');
  expect(troubles).toEqual([]);
});
