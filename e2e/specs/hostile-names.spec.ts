import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../harness/app';
import { answerMessages, messagesSaid } from '../harness/dialogs';

/* Names and texts of a plan can come from anybody: none of them changes how the window, its dialogs or a screen reader read, or its layout. */

const long = 'W'.repeat(180);
const plan = String.raw`pipedraft: 1
name: "P\u202Ename\u0007"
context:
  approach: code
  team: {size: 4, skills: {python: strong}}
nodes:
  a:
    service: azure-devops
    title: "\u202Egnp.exe\u202C \u0007 rel"
    note: "n\u202Eote"
    decision: {because: "b\u202Eecause", rejected: {github-actions: "r\u202Eejected"}}
  b: {service: azure-ml-pipelines, title: "Train\u202E"}
  c: {service: azure-storage, title: ${long}}
  e: {service: nope, title: "E\u202E"}
edges:
  - {from: a, to: b, kind: control, title: "e\u202Edge"}
groups:
  g: {title: "G\u202Egroup", nodes: [a]}
notes:
  n: {text: "n\u202Eote", at: [600, 0]}
waivers:
  - {rule: usage-complete, on: [b], because: "w\u202Eaived", owner: "o\u202Ex", until: 2027-06-30}
layout:
  a: [0, 0]
  b: [300, 200]
  c: [600, 400]
  e: [0, 400]
`;

/** Texts and names in the window that contain characters that command a reader. Fields keep what was typed. */
function commandsIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const commands = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
    const found: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      for (const { name, value } of element.attributes) if (commands.test(value) && name !== 'value') found.push(`${name}=${value}`);
      if (element.matches('style, script, textarea')) continue;
      for (const child of element.childNodes)
        if (child.nodeType === Node.TEXT_NODE && commands.test(child.textContent ?? '')) found.push(child.textContent ?? '');
    }
    return found;
  });
}

test('no text of a plan commands the window, what a screen reader hears, or a dialog of the system', async ({ start, folder }) => {
  const file = join(folder, 'h\u202eost.pipedraft.yaml');
  writeFileSync(file, plan);
  const { app, page, workbench, troubles } = await start({ files: [file], today: '2026-11-21' });
  await workbench.settled();
  const isLegible = (where: string) => expect.poll(() => commandsIn(page), where).toEqual([]);
  const first = page.locator('.svelte-flow__node[data-id="a"]');
  await isLegible('the plan');
  for (const key of ['Control+L', 'Control+Enter', 'Control+E', 'Control+Shift+O']) {
    await first.click();
    await page.keyboard.press(key);
    await isLegible(key);
    if (key === 'Control+E') await expect(page.locator('.picker li').first()).toBeVisible(); // findings that would come and go
    await isLegible(key);
    if (key === 'Control+Shift+O') await page.keyboard.press(key);
    else {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
  }
  for (const score of ['Maintainability', 'Skills', 'Integration', 'A month']) {
    await workbench.score(score).click();
    await isLegible(score);
    await page.keyboard.press('Escape');
  }
  for (const finding of (await workbench.problems.getByRole('listitem').all()).slice(0, 4)) {
    await finding.click({ position: { x: 30, y: 8 } });
    await isLegible('a finding');
  }
  await first.click();
  await page.keyboard.press('Control+Alt+G');
  await isLegible('the group, collapsed');
  await page.keyboard.press('Control+Alt+G');
  await page.getByRole('tab', { name: 'Cost' }).click();
  await isLegible('the cost');

  // the amounts stay in sight beside a title without end, and the inspector has no second direction to scroll
  const amount = page.getByRole('columnheader', { name: /^A month/ });
  const right = await amount.evaluate((element) => element.getBoundingClientRect().right);
  expect(right).toBeLessThanOrEqual(await page.locator('.table').evaluate((element) => element.getBoundingClientRect().right));
  await page.locator('.svelte-flow__node[data-id="c"]').click();
  await expect(workbench.inspector.getByRole('article').first()).toBeVisible();
  expect(await workbench.inspector.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);

  for (const id of ['all-plans', 'export-files', 'checkpoints', 'compare']) {
    await app.evaluate(({ webContents }, command) => webContents.getAllWebContents()[0]?.send('command', command), id);
    await expect(page.getByRole('dialog')).toBeVisible();
    if (id === 'export-files') await expect(page.getByRole('treeitem').first()).toBeVisible();
    if (id === 'all-plans') await expect(page.getByRole('button', { name: /^Open h/ })).toBeVisible();
    await isLegible(id);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }

  await workbench.rename('Train\\u202e', 'Train');
  writeFileSync(file, `${plan}\n`);
  await answerMessages(app, 'Cancel');
  await page.keyboard.press('Control+S');
  await expect.poll(async () => (await messagesSaid(app)).join('\n')).toContain('“h\\u202eost.pipedraft.yaml” was changed');
  expect((await messagesSaid(app)).join('\n')).not.toContain('\u202e');
  expect(troubles).toEqual([]);
});
