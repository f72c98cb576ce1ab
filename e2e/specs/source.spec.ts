import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, expect, test } from '../harness/app';
import { violations } from '../harness/axe';
import { SourcePane } from '../pages/source';

/* The source pane: text and canvas in step, one selection, one history, and nothing typed is lost. */

const plan = `# who pays for this?
pipedraft: 1
name: Typed
nodes:
  lake: {service: azure-storage, title: Lake} # cheap
  train:
    service: azure-ml-jobs-sdk
    title: Train
edges:
  - {from: lake, to: train, kind: data}
layout: {lake: [0, 0], train: [0, 160]}
`;

test.describe('the source pane', () => {
  test('changes the canvas as the text is typed, and one history takes both back', async ({ start, folder }) => {
    const file = join(folder, 'typed.pipedraft.yaml');
    writeFileSync(file, plan);
    const { page, workbench, troubles } = await start({ files: [file] });
    const source = new SourcePane(page);
    await source.open();
    await expect(source.text).toBeFocused();
    await expect(page.locator('.cm-editor')).toHaveCSS('display', 'flex');

    await source.goTo('title: Train');
    await page.keyboard.insertText(' again # twice a week');
    await expect(workbench.node('Train again')).toBeVisible();

    await workbench.rename('Lake', 'Pond');
    await expect(source.line('title: Pond')).toContainText('# cheap');

    await page.keyboard.press('Control+z');
    await expect(source.line('title: Lake')).toHaveCount(1);
    await source.text.click();
    await page.keyboard.press('Control+z');
    await expect(source.line('twice a week')).toHaveCount(0);
    await expect(workbench.node('Train')).toBeVisible();
    await page.keyboard.press('Control+Shift+z');
    await expect(workbench.node('Train again')).toBeVisible();

    await page.keyboard.press('Control+s');
    await expect(workbench.changedMark).toHaveCount(0);
    expect(readFileSync(file, 'utf8')).toBe(plan.replace('title: Train', 'title: Train again # twice a week'));
    expect(await violations(page, 'source')).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test('says why a text cannot be read and leaves the canvas as it is', async ({ start, folder }) => {
    const file = join(folder, 'typed.pipedraft.yaml');
    writeFileSync(file, plan);
    const { page, workbench } = await start({ files: [file] });
    const source = new SourcePane(page);
    await source.open();
    await source.goTo('title: Train');
    await page.keyboard.insertText('\n    titel: Twice');
    await expect(source.state).toContainText('Line 9');
    await expect(workbench.cards).toHaveCount(2);
    await expect(source.marks).not.toHaveCount(0);
    // typing is taken back first, and the plan is not changed by it
    await page.keyboard.press('Control+z');
    await expect(source.state).toBeEmpty();
    await expect(source.line('titel')).toHaveCount(0);
    await expect(workbench.changedMark).toHaveCount(0);
  });

  test('has the plan’s own selection', async ({ start, folder }) => {
    const file = join(folder, 'typed.pipedraft.yaml');
    writeFileSync(file, plan);
    const { page, workbench } = await start({ files: [file] });
    const source = new SourcePane(page);
    await source.open();
    await workbench.node('Train').click();
    await expect(source.chosen).toHaveCount(3);
    await source.goTo('title: Lake');
    await expect(workbench.inspector.getByRole('textbox', { name: 'Title' })).toHaveValue('Lake');
    await source.goTo('from: lake');
    await expect(source.chosen).toHaveText(/from: lake/);
    await expect(workbench.inspector).toContainText('data');
  });

  test('completes services, ids, usage fields and units', async ({ start, folder }) => {
    const file = join(folder, 'typed.pipedraft.yaml');
    writeFileSync(file, plan);
    const { page } = await start({ files: [file] });
    const source = new SourcePane(page);
    await source.open();
    await source.goTo('title: Train');
    await page.keyboard.type('\nusa');
    await expect(source.completions).toContainText('usage');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('r');
    await expect(source.completions).toContainText('runsPerMonth');
    await page.keyboard.press('Escape');
  });

  test('keeps text that cannot be read through a kill', async ({ start, folder }) => {
    const file = join(folder, 'typed.pipedraft.yaml');
    writeFileSync(file, plan);
    const running = await start({ files: [file] });
    const source = new SourcePane(running.page);
    await source.open();
    await source.goTo('title: Train');
    await running.page.keyboard.insertText('\n    titel: Twice');
    await expect(source.state).toContainText('Line 9');
    running.process.kill('SIGKILL');
    await ended(running);
    const { page } = await start({ files: [file] });
    const again = new SourcePane(page);
    await expect(again.line('titel: Twice')).toHaveCount(1);
    await expect(again.state).toContainText('Line 9');
  });
});
