import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ended, expect, test } from '../harness/app';
import { violations } from '../harness/axe';
import { chainOf } from '../harness/plans';

/* Groups that collapse, and notes on the canvas: what is drawn of them, what the file says of them, and that each gesture is one step. */

const small = `pipedraft: 1
name: Small
context:
  region: westeurope
nodes:
  copy: {service: adf-copy-activity, title: Copy}
  clean: {service: adf-data-flows, title: Clean}
  lake: {service: azure-storage, title: Lake}
  train: {service: azure-ml-jobs-sdk, title: Train}
edges:
  - {from: clean, to: lake, kind: data}
  - {from: clean, to: train, kind: data}
  - {from: copy, to: clean, kind: data}
  - {from: copy, to: lake, kind: data}
  - {from: lake, to: train, kind: data}
layout:
  clean: [0, 160]
  copy: [0, 0]
  lake: [320, 320]
  train: [320, 480]
`;
const grouped = small.replace('layout:\n', 'groups:\n  ingest: {title: Ingest, nodes: [clean, copy]}\nlayout:\n');
const noted = small.replace('layout:\n', 'notes:\n  why: {text: Why batch?, at: [600, 120]}\nlayout:\n');

/** The lines that are drawn, as a screen reader hears them. */
async function linesOf(page: Page): Promise<string[]> {
  const lines = await page.locator('.lines .line').evaluateAll((edges) => edges.map((edge) => edge.getAttribute('aria-label') ?? ''));
  return lines.map((label) => label.split(',')[0] ?? '').sort();
}

test('nodes are grouped, collapsed, opened and ungrouped by keys; the file says what is grouped, in one line', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'small.pipedraft.yaml');
  writeFileSync(file, small);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await workbench.node('Copy').click();
  await workbench.node('Clean').click({ modifiers: ['Shift'] });
  await page.keyboard.press('ControlOrMeta+g');
  await page.getByRole('textbox', { name: 'Title of the group' }).fill('Ingest');
  await page.keyboard.press('Enter');
  await expect(page.locator('.frame[data-group="ingest"]')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+s');
  await expect(workbench.changedMark).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(grouped);

  // collapsed: one block with all of it, and one line for each kind, direction and far end
  expect(await linesOf(page)).toHaveLength(5);
  await page.keyboard.press('ControlOrMeta+Alt+g');
  const block = workbench.canvas.getByRole('group', { name: /^Group Ingest, 2 nodes, collapsed, / });
  await expect(block).toBeFocused();
  await expect(block).toHaveAccessibleName(/cost unknown.*worst: error|over .*worst: error|worst: /);
  await expect(workbench.node('Copy')).toHaveCount(0);
  await expect(workbench.cards).toHaveCount(2);
  await expect(async () =>
    expect(await linesOf(page)).toEqual(['data from Ingest to Lake', 'data from Ingest to Train', 'data from Lake to Train']),
  ).toPass();
  await expect(workbench.changedMark).toHaveCount(0); // collapsing is no change of the plan

  // Enter opens, and the keyboard goes on from a card of the group
  await page.keyboard.press('Enter');
  await expect(workbench.node('Copy')).toBeFocused();
  expect(await linesOf(page)).toHaveLength(5);

  await page.keyboard.press('ControlOrMeta+Shift+g');
  await expect(page.locator('.frame')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(workbench.changedMark).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(small);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('.frame[data-group="ingest"]')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('.frame')).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('a group moves as one: by its title, as a block, and by arrows, each one step', async ({ start, folder }) => {
  const file = join(folder, 'move.pipedraft.yaml');
  writeFileSync(file, grouped);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  const at = () => Promise.all(['Copy', 'Clean'].map((title) => workbench.place(title)));
  const [copy, clean] = await at();

  // by its title; a card that is no member stays
  const lake = await workbench.place('Lake');
  const head = await page.locator('.frame .name').boundingBox();
  if (!head || !copy || !clean) throw new Error('It is not on the screen.');
  await page.mouse.move(head.x + 10, head.y + head.height / 2);
  await page.mouse.down();
  await page.mouse.move(head.x + 60, head.y + head.height / 2 + 10, { steps: 4 });
  await page.mouse.move(head.x + 90, head.y + head.height / 2 + 10, { steps: 4 });
  await page.mouse.up();
  const moved = await at();
  expect(moved[0]?.x).toBeGreaterThan(copy.x + 60);
  expect((moved[1]?.x ?? 0) - clean.x).toBeCloseTo((moved[0]?.x ?? 0) - copy.x, 0);
  expect(await workbench.place('Lake')).toEqual(lake);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(async () => expect(await at()).toEqual([copy, clean])).toPass();
  await expect(workbench.changedMark).toHaveCount(0); // it was one step

  // as a block
  await page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
  const block = workbench.canvas.locator('.group-block');
  await block.click({ position: { x: 100, y: 10 } });
  await page.keyboard.press('Shift+ArrowRight');
  const before = await block.boundingBox();
  if (!before) throw new Error('It is not on the screen.');
  await page.mouse.move(before.x + 100, before.y + 10);
  await page.mouse.down();
  await page.mouse.move(before.x + 100, before.y + 60, { steps: 6 });
  await page.mouse.up();
  await expect(async () => expect((await block.boundingBox())?.y).toBeGreaterThan(before.y + 30)).toPass();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(workbench.changedMark).toHaveCount(0);
  const layout = layoutOf(readFileSync(file, 'utf8'));
  expect(layout['copy']?.[0]).toBe(40);
  expect(layout['copy']?.[1]).toBeGreaterThan(16);
  expect(layout['clean']).toEqual([40, (layout['copy']?.[1] ?? 0) + 160]);
  expect([layout['lake'], layout['train']]).toEqual([
    [320, 320],
    [320, 480],
  ]);
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(async () => expect(readFileSync(file, 'utf8')).toBe(grouped)).toPass();
  expect(troubles).toEqual([]);
});

test('what is collapsed stays so after a restart, and opens for what is looked for in it', async ({ start, folder }) => {
  const file = join(folder, 'kept.pipedraft.yaml');
  writeFileSync(file, grouped);
  const first = await start({ files: [file] });
  await first.workbench.settled();
  await first.page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
  await expect(first.workbench.canvas.locator('.group-block')).toBeVisible();
  await expect(async () => {
    const rows = await first.page.evaluate(
      () =>
        new Promise<unknown[]>((done, fail) => {
          const open = indexedDB.open('pipedraft');
          open.onerror = () => fail(new Error('The library cannot be opened.'));
          open.onsuccess = () => {
            const all = open.result.transaction('views').objectStore('views').getAll();
            all.onsuccess = () => done(all.result as unknown[]);
          };
        }),
    );
    expect(rows).toContainEqual(expect.objectContaining({ collapsed: ['ingest'] }));
  }).toPass();
  await first.app.close();

  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  const block = workbench.canvas.locator('.group-block');
  await expect(block).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(grouped);

  // a finding about a node in it
  await workbench
    .problem(/“Copy”|"Copy"/)
    .first()
    .click();
  await expect(block).toHaveCount(0);
  await expect(workbench.node('Copy')).toBeVisible();

  // a search
  await page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
  await expect(block).toBeVisible();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('clean');
  await expect(workbench.node('Clean')).toBeVisible();
  await page.keyboard.press('Escape');

  // a row of the outline
  await page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
  await expect(block).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+o');
  await page.getByRole('treegrid').getByRole('gridcell', { name: 'Copy', exact: true }).click();
  await expect(block).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('a block stands for its nodes: it is deleted, copied and pasted with them, and renamed by F2', async ({ start, folder }) => {
  const file = join(folder, 'block.pipedraft.yaml');
  writeFileSync(file, grouped);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
  const block = workbench.canvas.locator('.group-block');
  await block.click({ position: { x: 100, y: 10 } });
  await expect(workbench.inspector.getByText('Group of 2 nodes')).toBeVisible();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Title of the group' }).fill('Get it in');
  await page.keyboard.press('Enter');
  await expect(block).toContainText('Get it in');

  await block.click({ position: { x: 100, y: 10 } });
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.getByText('6 nodes, 6 edges')).toBeVisible();
  await expect(page.locator('.frame[data-group="ingest-2"]')).toBeVisible(); // the group came along
  await page.keyboard.press('ControlOrMeta+z');

  await block.click({ position: { x: 100, y: 10 } });
  await page.keyboard.press('Delete');
  await expect(page.getByText('2 nodes, 1 edge')).toBeVisible();
  await expect(block).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(workbench.changedMark).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).not.toContain('groups:'); // a group that holds nothing goes
  await page.keyboard.press('ControlOrMeta+z');
  await expect(block).toBeVisible();
  await block.dblclick({ position: { x: 100, y: 10 } });
  await expect(workbench.node('Copy')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('a note is written where it stands, moved, changed and deleted, and is in the file', async ({ start, folder }) => {
  const file = join(folder, 'note.pipedraft.yaml');
  writeFileSync(file, small);
  const first = await start({ files: [file] });
  {
    const { page, workbench, troubles } = first;
    await workbench.settled();
    await page.keyboard.press('ControlOrMeta+Shift+m');
    const field = workbench.canvas.getByRole('textbox', { name: 'Note' });
    await expect(field).toBeFocused();
    await page.keyboard.type('Batch: the shop closes');
    await page.keyboard.press('Enter');
    await page.keyboard.type('at night');
    await page.keyboard.press('Escape'); // what was typed is kept
    const note = workbench.canvas.getByRole('group', { name: 'Note: Batch: the shop closes at night' });
    await expect(note).toBeVisible();
    await expect(field).toHaveCount(0);

    const box = await note.boundingBox();
    if (!box) throw new Error('It is not on the screen.');
    await page.mouse.move(box.x + 60, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 140, box.y + 20, { steps: 6 });
    await page.mouse.up();
    await expect(async () => expect((await note.boundingBox())?.x).toBeGreaterThan(box.x + 50)).toPass();
    const before = await note.boundingBox();
    await page.keyboard.press('ArrowDown');
    await expect(async () => expect((await note.boundingBox())?.y).toBeGreaterThan(before?.y ?? Infinity)).toPass();

    await page.keyboard.press('F2');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('At night');
    await workbench.node('Train').click(); // leaving the field keeps the text too
    await expect(workbench.canvas.getByRole('group', { name: 'Note: At night' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+s');
    await expect(workbench.changedMark).toHaveCount(0);
    expect(readFileSync(file, 'utf8')).toMatch(
      /\nnotes:\n {2}batch-the-shop-closes-at-night: \{text: At night, at: \[-?\d+, -?\d+\]\}\nlayout:\n/,
    );
    expect(troubles).toEqual([]);
    await first.app.close();
  }
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  const note = workbench.canvas.getByRole('group', { name: 'Note: At night' });
  await expect(note).toBeVisible();
  await note.click();
  await page.keyboard.press('Delete');
  await expect(note).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(workbench.changedMark).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toBe(small);
  // every gesture was one step, over the restart: delete, change, arrow, drag, write
  for (const step of ['Delete 1 note', 'Change a note', 'Move a note', 'Move a note', 'Write a note on the canvas']) {
    await page.keyboard.press('ControlOrMeta+z');
    await expect(page.getByText(`Undone: ${step}`)).toBeAttached();
  }
  await expect(workbench.canvas.getByRole('group', { name: /^Note: / })).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('a note that is left empty is not there, and saving while one writes keeps what was typed', async ({ start, folder }) => {
  const file = join(folder, 'typing.pipedraft.yaml');
  writeFileSync(file, noted);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await page.keyboard.press('ControlOrMeta+Shift+m');
  await expect(workbench.canvas.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(workbench.changedMark).toHaveCount(0);
  await expect(workbench.canvas.getByRole('group', { name: /^Note: / })).toHaveCount(1);

  await workbench.canvas.getByRole('group', { name: 'Note: Why batch?' }).dblclick();
  await page.keyboard.type('Because');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(async () => expect(readFileSync(file, 'utf8')).toBe(noted.replace('Why batch?', 'Because'))).toPass();
  await expect(workbench.changedMark).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('a note that is being written is there after the application was killed, as one step', async ({ start, folder }) => {
  const file = join(folder, 'killed.pipedraft.yaml');
  writeFileSync(file, small);
  const userData = join(folder, 'user-data');
  const recovery = join(userData, 'recovery');
  const first = await start({ files: [file], userData });
  await first.workbench.settled();
  await first.page.keyboard.press('ControlOrMeta+Shift+m');
  const field = first.workbench.canvas.getByRole('textbox', { name: 'Note' });
  await expect(field).toBeFocused();
  await first.page.keyboard.type('Ask Ana ');
  await first.page.keyboard.press('Enter');
  await first.page.keyboard.type('tonight');
  await expect(field).toHaveValue('Ask Ana \ntonight'); // the field is the writer's: nothing is trimmed there
  const kept = () => (existsSync(recovery) ? readdirSync(recovery).map((name) => readFileSync(join(recovery, name), 'utf8')) : []);
  await expect.poll(() => kept().join('')).toContain('tonight');
  first.process.kill('SIGKILL');
  await ended(first);

  const { page, workbench } = await start({ userData });
  await expect(workbench.canvas.getByRole('group', { name: /^Note: Ask Ana/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('Undone: Write a note on the canvas')).toBeAttached();
  await expect(workbench.canvas.getByRole('group', { name: /^Note: / })).toHaveCount(0);
});

test('the inspector shows a group, with its cost and findings, and a note; what is typed there is one step', async ({ start, folder }) => {
  const file = join(folder, 'inspected.pipedraft.yaml');
  writeFileSync(file, grouped.replace('layout:\n', 'notes:\n  why: {text: Why batch?, at: [600, 120]}\nlayout:\n'));
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  const { inspector } = workbench;
  await page.locator('.frame .name').click();
  await expect(inspector.getByText(/^Group of 2 nodes, a month: (at least [\d,.]+ USD|unknown|free|[\d,.]+ USD)$/)).toBeVisible();
  await expect(inspector.getByRole('button', { name: /^Findings \(\d+\)$/ })).toBeVisible();
  await expect(inspector.getByRole('article').first()).toContainText(/“Copy”|“Clean”|"Copy"|"Clean"/);

  const title = inspector.getByRole('textbox', { name: 'Title', exact: true });
  await title.fill('');
  await page.keyboard.type('Get it in');
  await expect(page.locator('.frame .name')).toHaveText('Get it in');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('.frame .name')).toHaveText('Ingest');

  // collapsed by its button, and opened by going to one of its nodes
  await inspector.getByRole('button', { name: 'Collapse' }).click();
  await expect(workbench.canvas.locator('.group-block')).toBeVisible();
  await inspector.getByRole('button', { name: 'Expand' }).click();
  await expect(workbench.canvas.locator('.group-block')).toHaveCount(0);
  await inspector.getByRole('button', { name: 'Collapse' }).click();
  await inspector.getByRole('listitem').getByRole('button', { name: 'Clean' }).click();
  await expect(workbench.node('Clean').locator('.card')).toHaveClass(/selected/);
  await expect(inspector.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Clean');
  await page.locator('.frame .name').click();
  await inspector.getByRole('button', { name: 'Ungroup' }).click();
  await expect(page.locator('.frame')).toHaveCount(0);
  await expect(inspector.getByRole('heading', { name: '2 nodes selected' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');

  // a note
  await workbench.canvas.getByRole('group', { name: 'Note: Why batch?' }).click();
  const text = inspector.getByRole('textbox', { name: 'Text of the note' });
  await text.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' It is night.');
  const note = workbench.canvas.getByRole('group', { name: 'Note: Why batch? It is night.' });
  await expect(note).toBeVisible();
  await workbench.node('Lake').click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(workbench.canvas.getByRole('group', { name: 'Note: Why batch?', exact: true })).toBeVisible();
  await expect(workbench.changedMark).toHaveCount(0); // it was one step
  await workbench.canvas.getByRole('group', { name: /^Note: / }).click();
  await text.fill('');
  await workbench.node('Lake').click();
  await expect(workbench.canvas.getByRole('group', { name: /^Note: / })).toHaveCount(0); // as on the canvas, an empty one goes
  await page.keyboard.press('ControlOrMeta+z');
  await workbench.canvas.getByRole('group', { name: /^Note: / }).click();
  await inspector.getByRole('button', { name: 'Delete' }).click();
  await expect(workbench.canvas.getByRole('group', { name: /^Note: / })).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(workbench.changedMark).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('the outline says which group a node is in; by keys it joins one, makes one, or leaves its', async ({ start, folder }) => {
  const file = join(folder, 'outlined.pipedraft.yaml');
  writeFileSync(file, grouped);
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 900 } });
  await workbench.settled();
  await workbench.menu('outline-alone');
  const table = page.getByRole('treegrid');
  const titleCell = (title: string) => page.locator('.cell.title').filter({ hasText: title });
  const groupsSaid = async () => {
    const titles = ['Copy', 'Clean', 'Lake', 'Train'];
    const at = await table.getByRole('columnheader').evaluateAll((all) => all.findIndex((one) => one.textContent.trim() === 'Group'));
    const rows = titles.map((title) => table.getByRole('row').filter({ has: titleCell(title) }));
    return Promise.all(rows.map(async (row) => (await row.getByRole('gridcell').nth(at).innerText()).trim()));
  };
  await expect(async () => expect(await groupsSaid()).toEqual(['Ingest', 'Ingest', '', ''])).toPass();

  // from the title to the group's cell: Enter lists what can be chosen, and changes nothing when nothing is
  await titleCell('Lake').click();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
  await expect(table.locator(':focus')).toHaveAccessibleName('Group: none');
  const options = page.getByRole('listbox', { name: 'Group' }).getByRole('option');
  await page.keyboard.press('Enter');
  await expect(options).toHaveText(['No group', 'Ingest']);
  await page.keyboard.press('Enter');
  await expect(workbench.changedMark).toHaveCount(0);
  await expect(table.locator(':focus')).toHaveAccessibleName('Group: none');

  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(table.locator(':focus')).toHaveText('Ingest');
  expect(await groupsSaid()).toEqual(['Ingest', 'Ingest', 'Ingest', '']);

  // typing makes a new one, and the node leaves the other
  await page.keyboard.type('Keep');
  await expect(options).toHaveText(['New group “Keep”']);
  expect(await violations(page, 'the choice of a group')).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(table.locator(':focus')).toHaveText('Keep');
  expect(await groupsSaid()).toEqual(['Ingest', 'Ingest', 'Keep', '']);
  await page.keyboard.press('ControlOrMeta+s');
  await expect(async () => expect(readFileSync(file, 'utf8')).toContain('  keep: {title: Keep, nodes: [lake]}')).toPass();

  // emptied, it is in none; Escape leaves all as it was; what was typed is kept when the field is left
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await expect(table.locator(':focus')).toHaveText('Keep');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect(table.locator(':focus')).toHaveAccessibleName('Group: none');
  await page.keyboard.type('ingest');
  await titleCell('Train').click();
  await expect(async () => expect(await groupsSaid()).toEqual(['Ingest', 'Ingest', 'Ingest', ''])).toPass();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(async () => expect(readFileSync(file, 'utf8')).toBe(grouped)).toPass();

  // where nothing is grouped there is no column for it
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+Shift+g');
  await expect(table.getByRole('columnheader', { name: 'Group' })).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('an edge onto a collapsed group leads to the node of it that is chosen, to the only one that can take it, or says why none can', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'onto.pipedraft.yaml');
  writeFileSync(file, grouped);
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
  const block = workbench.canvas.locator('.group-block');
  const draw = async (meanwhile: () => Promise<void>) => {
    await page.keyboard.press('Escape');
    const port = await workbench.port('Lake', 'data');
    const target = await block.boundingBox();
    if (!target) throw new Error('It is not on the screen.');
    await page.mouse.move(port.x, port.y);
    await page.mouse.down();
    await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
    await meanwhile();
    await page.mouse.up();
  };
  await draw(async () => {
    await expect(workbench.canvas.getByText('data from “Lake” into “Ingest”: drop it to choose one of 2 nodes.')).toBeVisible();
    await expect(block).toHaveClass(/ legal/);
  });
  const menu = page.getByRole('menu', { name: 'Connect data to' });
  await expect(menu.getByRole('menuitem')).toHaveText([/Clean/, /Copy/]);
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  expect(await violations(page, 'the choice of a node')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(workbench.changedMark).toHaveCount(0);
  await draw(async () => undefined);
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 nodes, 6 edges')).toBeVisible();
  await expect(block).toBeVisible(); // it stays collapsed

  await draw(async () => expect(workbench.canvas.getByText('data from “Lake” to “Clean” in “Ingest”')).toBeVisible());
  await expect(page.getByText('4 nodes, 7 edges')).toBeVisible();
  await draw(async () => expect(block).toHaveClass(/ illegal/));
  await expect(page.getByText('No node of “Ingest” can take it. They are already connected like this.').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(workbench.changedMark).toHaveCount(0);
  expect(readFileSync(file, 'utf8')).toContain('- {from: lake, to: clean, kind: data}\n  - {from: lake, to: copy, kind: data}\n');

  // by keys every node can be named, those in a collapsed group too
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('4 nodes, 6 edges')).toBeVisible();
  await workbench.node('Lake').click();
  await page.keyboard.press('ControlOrMeta+l');
  await page.keyboard.type('ingest clean');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('in Ingest');
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 nodes, 7 edges')).toBeVisible();
  expect(troubles).toEqual([]);
});

test('an edge from a collapsed group comes from the node of it that is chosen, or from the only one that can give it', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'from.pipedraft.yaml');
  writeFileSync(
    file,
    grouped.replace('  - {from: clean, to: lake, kind: data}\n', '').replace('  - {from: copy, to: lake, kind: data}\n', ''),
  );
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
  const block = workbench.canvas.locator('.group-block');
  const draw = async (to: { readonly x: number; readonly y: number }, words: string) => {
    await page.keyboard.press('Escape');
    await block.hover();
    const port = await block.getByRole('button', { name: 'Connect data from Ingest' }).boundingBox();
    if (!port) throw new Error('It is not on the screen.');
    await page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await expect(workbench.canvas.getByText(words)).toBeVisible();
    await page.mouse.up();
  };
  const lake = await workbench.place('Lake');
  const onLake = { x: lake.x + lake.width / 2, y: lake.y + lake.height / 2 };
  await draw(onLake, 'data from “Ingest” into “Lake”: drop it to choose one of 2 edges.');
  const menu = page.getByRole('menu', { name: 'Connect data to' });
  await expect(menu.getByRole('menuitem')).toHaveText([/Clean → Lake.*ADF data flows/, /Copy → Lake.*ADF Copy activity/]);
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 nodes, 4 edges')).toBeVisible();
  await draw(onLake, 'data from “Copy” in “Ingest” to “Lake”');
  await expect(page.getByText('4 nodes, 5 edges')).toBeVisible();
  await expect(block).toBeVisible(); // it stays collapsed
  await draw({ x: lake.x + lake.width + 120, y: lake.y - 40 }, 'data from “Ingest”: drop it on a node. Escape cancels.');
  await expect(page.getByText('Several nodes of “Ingest” give data. Open the group to append to one of them.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => readFileSync(file, 'utf8')).toBe(grouped);
  expect(troubles).toEqual([]);
});

test('tidying shows where a collapsed group would go, not where its nodes would', async ({ start, folder }) => {
  const file = join(folder, 'tidied.pipedraft.yaml');
  writeFileSync(file, grouped.replace('clean: [0, 160]', 'clean: [900, 760]').replace('copy: [0, 0]', 'copy: [700, 600]'));
  const { page, workbench, troubles } = await start({ files: [file], size: { width: 1600, height: 1000 } });
  await workbench.settled();
  await page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+Shift+l');
  const ghosts = workbench.canvas.locator('.outline');
  await expect(ghosts.filter({ hasText: 'Ingest' })).toBeVisible();
  await expect(ghosts.filter({ hasText: /Copy|Clean/ })).toHaveCount(0);
  const ghost = await ghosts.filter({ hasText: 'Ingest' }).boundingBox();
  await page.keyboard.press('Enter');
  await expect(ghosts).toHaveCount(0);
  await expect(async () => {
    const block = await workbench.canvas.locator('.group-block').boundingBox();
    expect(Math.hypot((block?.x ?? 0) - (ghost?.x ?? 0), (block?.y ?? 0) - (ghost?.y ?? 0))).toBeLessThan(4);
  }).toPass();
  expect(troubles).toEqual([]);
});

test('in the picture of a large plan a block is moved as a card is, and notes are seen', async ({ start, folder }) => {
  const file = join(folder, 'large.pipedraft.yaml');
  const nodes = Array.from({ length: 10 }, (_, at) => `lake-${at + 1}`).sort();
  const extra = `groups:\n  first: {title: First ten, nodes: [${nodes.join(', ')}]}\nnotes:\n  why: {text: From afar, at: [0, -200]}\nlayout:\n`;
  writeFileSync(file, chainOf(400).replace('layout:\n', extra));
  const { page, workbench, troubles } = await start({ files: [file] });
  await workbench.settled();
  await expect(workbench.overview).toBeVisible();
  await expect(page.getByText('From afar')).toBeVisible();
  await page.locator('.frame .name').click();
  await page.keyboard.press('ControlOrMeta+Alt+g');
  await expect(page.locator('.frame')).toHaveCount(0);

  const place = await workbench.overviewPlaces({ width: 20 * 256, height: 20 * 128 });
  const middle: [number, number] = [256 + 104, 32]; // of the block: its first card has the second place of the first row
  await page.mouse.move(...place(...middle));
  await expect(workbench.overview.locator('.tip')).toHaveText(/^Group First ten, 10 nodes, collapsed/);
  await page.mouse.down();
  await page.mouse.move(...place(middle[0], middle[1] - 400), { steps: 5 });
  await page.mouse.up();
  await page.keyboard.press('ControlOrMeta+s');
  await expect(workbench.changedMark).toHaveCount(0);
  const layout = layoutOf(readFileSync(file, 'utf8'));
  for (const id of nodes) expect(layout[id]?.[1], id).toBeLessThan(-300);
  expect(layout['lake-11']).toEqual([11 * 256, 0]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('Undone: Move a group')).toBeAttached();
  expect(troubles).toEqual([]);
});

test('frames, blocks, notes and their fields keep the rules of accessibility, light and dark', async ({ start, folder }) => {
  const file = join(folder, 'axe.pipedraft.yaml');
  writeFileSync(file, grouped.replace('layout:\n', 'notes:\n  why: {text: Why batch?, at: [600, 120]}\nlayout:\n'));
  const { page, workbench } = await start({ files: [file] });
  await workbench.settled();
  const said: string[] = [];
  for (const theme of ['light', 'dark']) {
    if ((await page.locator('html').getAttribute('data-theme')) !== theme) await workbench.menu('theme');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.locator('.frame .name').click();
    said.push(...(await violations(page, `${theme}, a frame`)));
    await page.keyboard.press('F2');
    await expect(page.getByRole('textbox', { name: 'Title of the group' })).toBeFocused();
    said.push(...(await violations(page, `${theme}, its title`)));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Collapse the group Ingest' }).click();
    await expect(workbench.canvas.locator('.group-block')).toBeVisible();
    said.push(...(await violations(page, `${theme}, a block`)));
    await workbench.canvas.getByRole('group', { name: /^Note: / }).click();
    said.push(...(await violations(page, `${theme}, a note in the inspector`)));
    await workbench.canvas.getByRole('button', { name: 'Open the group Ingest' }).click();
    await workbench.canvas.getByRole('group', { name: /^Note: / }).dblclick();
    await expect(workbench.canvas.getByRole('textbox', { name: 'Note' })).toBeFocused();
    said.push(...(await violations(page, `${theme}, a note`)));
    await page.keyboard.press('Escape');
  }
  expect(said).toEqual([]);
});

function layoutOf(text: string): Record<string, number[]> {
  const lines = text.slice(text.indexOf('\nlayout:\n')).matchAll(/^ {2}([\w-]+): \[(-?\d+), (-?\d+)\]$/gm);
  return Object.fromEntries([...lines].map(([, id = '', x, y]) => [id, [Number(x), Number(y)]]));
}
