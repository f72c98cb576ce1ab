import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { edgeId, readPlan } from '#engine/plan';
import { answerSave } from '../harness/dialogs';
import { expect, test } from '../harness/app';
import type { WorkbenchPage } from '../pages/workbench';

/* No pointer is used from here on. */

const golden = join(import.meta.dirname, '..', 'golden', 'main-job.pipedraft.yaml');

test('the plan of ten nodes is drawn, fixed, judged and saved by keys alone', async ({ start, folder }) => {
  test.slow();
  const { page, app, workbench, troubles } = await start({ size: { width: 1280, height: 800 } });
  const { keyboard } = page;
  const holds = (nodes: number, edges: number) => expect(page.getByText(new RegExp(`^${nodes} nodes?, ${edges} edges?$`))).toBeVisible();
  await keyboard.press('ControlOrMeta+N');
  await workbench.canvas.waitFor();

  // the first by asking for it, each of the others by typing on the one before
  const words = [
    'data factory',
    'copy activity',
    'azure storage',
    'ml data assets',
    'ml pipelines',
    'ml model registry',
    'batch endpoints',
  ];
  await keyboard.press('ControlOrMeta+Enter');
  for (const [at, word] of words.entries()) {
    await type(page, word);
    await holds(at + 1, at);
    await expect(page.locator('.svelte-flow__node.selected')).toBeFocused();
  }

  // back along the edges to one in the middle, and another beside the flow
  await keyboard.press('Alt+ArrowUp');
  await isSelected(workbench, 'Azure ML model registry');
  await keyboard.press('Alt+ArrowUp');
  await isSelected(workbench, 'Azure ML pipelines');
  await type(page, 'compute cluster');
  await holds(8, 7);

  // two by themselves: from the palette of services, and by the name of the command
  await keyboard.press('Insert');
  await keyboard.type('azure devops');
  await keyboard.press('Enter');
  await holds(9, 7);
  await keyboard.press('ControlOrMeta+K');
  await keyboard.type('add a service');
  await keyboard.press('Enter');
  await keyboard.type('azure monitor');
  await keyboard.press('Enter');
  await holds(10, 7);

  // the outline alone, with the room of the palette, has every column: the stages are those that the services usually have, whatever they followed
  await keyboard.press('ControlOrMeta+K');
  await keyboard.type('outline without');
  await keyboard.press('Enter');
  await keyboard.press('ControlOrMeta+B');
  const cell = page.locator('[role=gridcell]:focus');
  for (const [title, stage] of [
    ['azure storage', 'Data transfer'],
    ['service:ml-pipelines', 'Orchestration and scheduling'],
  ] as const) {
    await goTo(page, title);
    await keyboard.press('End');
    for (const column of ['Owner', 'Stage']) {
      await keyboard.press('ArrowLeft');
      await expect(cell).toHaveClass(new RegExp(column.toLowerCase()));
    }
    await keyboard.press('Enter');
    const choices = page.locator('[role=gridcell] select:focus');
    await expect(choices).toHaveCount(1);
    if ((await choices.evaluate((select: HTMLSelectElement) => select.selectedIndex)) === 0) {
      await keyboard.press('ArrowDown');
      await expect(cell).toHaveCount(1);
      await keyboard.press('Enter');
      await expect(choices).toHaveCount(1);
    }
    await keyboard.press('Home');
    await expect(cell).toHaveText(stage);
  }

  // a title is written there and taken back, and a node is connected by name and kind
  await goTo(page, 'batch endpoints');
  await keyboard.press('Home');
  await keyboard.press('ArrowRight');
  await expect(cell).toHaveClass(/title/);
  await keyboard.press('F2');
  await keyboard.type('Score');
  await keyboard.press('Enter');
  await expect(cell).toHaveText('Score');
  await keyboard.press('ControlOrMeta+Z');
  await expect(cell).toHaveText('Azure ML batch endpoints');
  await keyboard.press('ControlOrMeta+L');
  await type(page, 'monitor telemetry');
  await holds(10, 8);
  await keyboard.press('ControlOrMeta+Shift+O');
  await workbench.settled();

  // to a finding, the page of its rule, and three fixes, one key each
  const [maintainability, cost] = ['Maintainability', 'A month'].map((title) => workbench.score(title));
  const before = { maintainability: await maintainability!.innerText(), cost: await cost!.innerText() };
  await keyboard.press('F8');
  await keyboard.press('F1');
  await expect(page.locator('dialog[open]')).toBeVisible();
  await keyboard.press('Escape');
  for (const [words, fix] of [
    [/does not say whether it is built with code/, /^Say that it is built with code/],
    [/[“"]Azure DevOps[”"] is joined to nothing else/, /^Add a control edge from/],
    [/The cost of [“"]Azure Data Factory[”"] is only partly known/, /^Fill in a small use: pipeline runs a month/],
  ] as const) {
    await walkTo(page, words);
    const button = page.locator('.row.current').getByRole('button', { name: fix });
    await expect(button).toBeVisible();
    await keyboard.press('ControlOrMeta+.');
    await expect(button).toHaveCount(0);
    await workbench.settled();
  }
  await holds(10, 9);
  await expect(maintainability!).not.toHaveText(before.maintainability);
  await expect(cost!).not.toHaveText(before.cost);

  const file = join(folder, 'keys.pipedraft.yaml');
  await answerSave(app, file);
  await keyboard.press('ControlOrMeta+S');
  await expect(workbench.changedMark).toHaveCount(0);
  expect(meaningOf(file)).toEqual(meaningOf(golden));
  expect(troubles).toEqual([]);
});

/** Types a word where a list is open or opens at its first letter, and takes what the list then offers first. */
async function type(page: Page, word: string): Promise<void> {
  await page.keyboard.type(word);
  await expect(page.locator('[role=option][aria-selected=true]')).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
}

async function isSelected(workbench: WorkbenchPage, title: string): Promise<void> {
  await expect(workbench.inspector.getByRole('textbox', { name: 'Title' })).toHaveValue(title);
}

/** Finds a node by words that only it has, and keeps it. */
async function goTo(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+F');
  await page.keyboard.type(words);
  await expect(page.getByRole('status').filter({ hasText: '1 of 1' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('[role=gridcell]:focus')).toHaveCount(1);
}

/** Walks from finding to finding, as far as one that says some words. */
async function walkTo(page: Page, words: RegExp): Promise<void> {
  const told = async () => (await page.locator('.problem-row.current').allInnerTexts()).join('');
  for (let before = await told(); !words.test(before); before = await told()) {
    await page.keyboard.press('F8');
    await expect.poll(told).not.toBe(before);
  }
}

/** What a file says, but for where its nodes stand. */
function meaningOf(file: string) {
  const { layout, edges, ...rest } = readPlan(readFileSync(file, 'utf8'), file).plan;
  expect(Object.keys(layout)).toHaveLength(10);
  return { ...rest, edges: edges.map(edgeId).sort() };
}
