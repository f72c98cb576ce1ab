import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSave } from '../harness/dialogs';
import { expect, test } from '../harness/app';
import { attachmentOf, fontsOf, pageSizes, pdfInfo, pdfText, picturesOf, picturesOfPages, wordsOf, type Word } from '../harness/pdf';
import { surely } from '../harness/main';
import { chainOf, example, planOf } from '../harness/plans';

const papers = { A4: [210, 297], A3: [297, 420], Letter: [215.9, 279.4] } as const;

test('shows the sheets of each paper, and makes a PDF of the very same', async ({ start, folder }) => {
  const { workbench, app, page, troubles } = await start({ files: [example] });
  await workbench.settled();
  for (const [paper, [short, long]] of Object.entries(papers)) {
    for (const orientation of ['Landscape', 'Portrait'] as const) {
      const file = join(folder, `${paper}-${orientation}.pdf`);
      const shown = await workbench.print(paper, orientation);
      const [width, height] = orientation === 'Landscape' ? [long, short] : [short, long];
      await expect.poll(() => shown.first().evaluate(ratioOf)).toBeCloseTo(width / height, 2);
      const sheets = await shown.count();
      expect(sheets).toBeGreaterThan(2);
      await expect(workbench.printDialog.getByText(`${sheets} sheets, ${orientation.toLowerCase()}.`)).toBeVisible();
      await answerSave(app, file);
      await workbench.printDialog.getByRole('button', { name: 'Make a PDF…' }).click();
      await expect(workbench.printDialog).toBeHidden();
      await expect(page.getByRole('status').filter({ hasText: `${paper}-${orientation}.pdf written.` })).toBeVisible();
      const sizes = pageSizes(file);
      expect(sizes).toHaveLength(sheets);
      for (const [wide, high] of sizes) {
        expect(Math.abs(wide - width)).toBeLessThan(0.5);
        expect(Math.abs(high - height)).toBeLessThan(0.5);
      }
      expect(overlaps(file)).toEqual([]);
    }
  }
  expect(troubles).toEqual([]);
});

test('the PDF says what a review needs, as text and lines', async ({ start, folder }) => {
  const { workbench, app } = await start({ files: [example] });
  await workbench.settled();
  const file = join(folder, 'review.pdf');
  await workbench.makePdf(file);

  const info = pdfInfo(file);
  expect([info('Title'), info('Creator'), info('Tagged'), info('JavaScript')]).toEqual(['Churn scoring', 'Pipedraft', 'yes', 'no']);
  expect(picturesOf(file)).toEqual([]);
  const fonts = fontsOf(file);
  expect(fonts.filter(({ embedded }) => !embedded)).toEqual([]);
  expect([...new Set(fonts.map(({ name, type }) => `${name} ${type}`))].sort()).toEqual([
    'Roboto-Bold CID TrueType',
    'Roboto-Medium CID TrueType',
    'Roboto-Regular CID TrueType',
    'RobotoMono-Regular CID TrueType',
  ]);

  const sheets = pdfText(file);
  const words = (text: string) => text.replace(/\s+/g, ' ');
  const [overview = ''] = sheets;
  for (const said of ['Churn scoring', '561 of 1,500 USD', '501 to 717 USD', '97 of 100', '80 of 100', '95 of 100', 'level 3 of 4'])
    expect(words(overview)).toContain(said);
  for (const [at, sheet] of sheets.entries()) expect(words(sheet)).toContain(`${at + 1} of ${sheets.length}`);
  const findings = sheets.find((sheet) => /^Findings/.test(sheet)) ?? '';
  expect(
    findings.split('\n').flatMap((line) => /^\s+(\d+)\s+(warning|advice|waived|error)\b/.exec(line)?.slice(1, 3).join(' ') ?? []),
  ).toEqual(['1 advice', '2 advice', '3 waived', '4 waived']);
  const all = words(sheets.join('\n'));
  for (const said of [
    'Churn report (sheet',
    'Pro licences, always on',
    'power-bi-pro, global',
    '12 user-months × 14 USD',
    '1,500 USD; the likely cost is 939 USD below it',
  ])
    expect(all).toContain(said);

  // the plan is in it, as it was opened
  expect(attachmentOf(file)).toBe(readFileSync(example, 'utf8'));
  await workbench.dropFile(file);
  await expect
    .poll(() => surely(() => app.evaluate(({ BaseWindow }) => BaseWindow.getAllWindows().map((one) => one.getTitle()))))
    .toContainEqual(expect.stringMatching(/^Churn scoring|.*Churn scoring/));
});

test('the packet is chosen in the dialog and kept in the plan, and saved as a page that needs nothing else', async ({ start, folder }) => {
  const plan = join(folder, 'churn-scoring.pipedraft.yaml');
  copyFileSync(example, plan);
  const { workbench, app, page } = await start({ files: [plan] });
  await workbench.settled();
  await workbench.print('A4', 'Portrait');
  const dialog = workbench.printDialog;
  const sheets = async () => Number(/^\d+/.exec(await dialog.getByText(/^\d+ sheets?, (?:landscape|portrait)\.$/).innerText())?.[0]);
  const before = await sheets();
  await dialog.getByRole('button', { name: /^Use A3: \d+ sheets$/ }).click();
  await expect(dialog.getByLabel('Paper')).toHaveValue('A3');
  await expect.poll(sheets).toBeLessThan(before);
  for (const part of ['Sources', 'Scores', 'Decisions']) await dialog.getByRole('checkbox', { name: part }).uncheck();
  await dialog.getByRole('button', { name: 'Move Findings up' }).click();
  await dialog.getByRole('button', { name: 'Keep in the plan' }).click();
  await expect(dialog.getByText('The plan states this packet, so everybody prints the same.')).toBeVisible();
  const file = join(folder, 'review.html');
  await answerSave(app, file);
  await dialog.getByRole('button', { name: 'Save as a web page…' }).click();
  await expect(dialog).toBeHidden();
  const html = readFileSync(file, 'utf8');
  expect(html).not.toContain('<script');
  expect(html.replaceAll(/<a [^>]*href="https:[^>]*>|xmlns="[^"]*"/g, '')).not.toMatch(/https?:\/\//);
  await page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(plan, 'utf8')).toContain('packet:');
  expect(readFileSync(plan, 'utf8')).toMatch(
    /packet:\s+paper: A3\s+orientation: portrait\s+parts: \[?[\s\S]*overview[\s\S]*findings[\s\S]*details/,
  );
});

test('paper has its own colours, whatever the theme', async ({ start, folder }) => {
  const { workbench, page } = await start({ files: [example] });
  await workbench.settled();
  const files = { light: join(folder, 'light.pdf'), dark: join(folder, 'dark.pdf') };
  for (const theme of ['light', 'dark'] as const) {
    if ((await page.locator('html').getAttribute('data-theme')) !== theme) await workbench.menu('theme');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.emulateMedia({ colorScheme: theme }); // the system's, which the test tool keeps light otherwise
    await workbench.print('A4', 'Landscape');
    await page.keyboard.press('Escape');
    await workbench.makePdf(files[theme]);
  }
  expect(picturesOfPages(files.dark, 50).equals(picturesOfPages(files.light, 50))).toBe(true);
});

for (const nodes of [1, 12, 500]) {
  test(`a plan of ${nodes} ${nodes === 1 ? 'node' : 'nodes'} keeps to its sheets`, async ({ start, folder }) => {
    const plan = join(folder, 'plan.pipedraft.yaml');
    writeFileSync(
      plan,
      nodes === 1 ? 'pipedraft: 1\nname: 1 nodes\nnodes:\n  lake: {service: azure-storage, title: Lake}\n' : await planOf(nodes),
    );
    const { workbench } = await start({ files: [plan] });
    await workbench.settled();
    const file = join(folder, 'plan.pdf');
    await workbench.makePdf(file);
    expect(overlaps(file)).toEqual([]);
    expect(picturesOf(file)).toEqual([]);
    expect(fontsOf(file).filter(({ name, embedded }) => !embedded || !name.startsWith('Roboto'))).toEqual([]);
    // every word is inside the margins of its sheet, and every finding on one
    const pages = wordsOf(file);
    const [[width = 0, height = 0] = []] = pageSizes(file);
    const inside = (word: Word) =>
      word.left > 26 && word.top > 26 && word.right < (width / 25.4) * 72 - 26 && word.bottom < (height / 25.4) * 72 - 26;
    expect(pages.flatMap((words) => words.filter((word) => !inside(word)))).toEqual([]);
    const texts = pdfText(file);
    const numbers = texts.flatMap((text) =>
      /^ *Findings/.test(text)
        ? [...text.matchAll(/^ +(\d+) +(?:warning|advice|waived|error)\b/gm)].map(([, number]) => Number(number))
        : [],
    );
    const findings = await workbench.findingCount();
    expect(numbers, texts.join('\n--- sheet\n')).toEqual(Array.from({ length: findings }, (_, at) => at + 1));
  });
}

test('a dialog that is cancelled leaves no file, and a folder that cannot be written is said', async ({ start, folder }) => {
  const { workbench, app, page } = await start({ files: [example] });
  await workbench.settled();
  await workbench.print('A4', 'Landscape');
  await answerSave(app, null);
  await workbench.printDialog.getByRole('button', { name: 'Make a PDF…' }).click();
  await expect(workbench.printDialog.getByRole('button', { name: 'Make a PDF…' })).toBeEnabled();
  await expect(workbench.printDialog).toBeVisible();
  await answerSave(app, join(folder, 'not-there', 'plan.pdf'));
  await workbench.printDialog.getByRole('button', { name: 'Make a PDF…' }).click();
  await expect(page.getByRole('alert')).toContainText('not-there');
});

test('the layout of a large plan says how far it is, is cancelled, and gives way to other options', async ({ start, folder }) => {
  test.slow();
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, chainOf(2000));
  const { workbench, page, troubles } = await start({ files: [file] });
  await workbench.settled();
  await page.keyboard.press('ControlOrMeta+p');
  const dialog = workbench.printDialog;
  const bar = dialog.getByRole('region', { name: 'Laying out the sheets' });
  await expect.poll(() => bar.getByRole('progressbar').getAttribute('value')).not.toBeNull();
  await page.screenshot({ path: test.info().outputPath('laying-out.png') });
  await bar.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByText('The preview was cancelled. A PDF can be made without it.')).toBeVisible();
  await expect(bar).toBeHidden();
  await expect(dialog.getByRole('button', { name: 'Make a PDF…' })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(bar).toBeVisible();
  // the sheet of other options comes without waiting for those of the first
  for (const part of ['Overview', 'Detail sheets', 'Findings', 'Cost', 'Scores'])
    await dialog.getByRole('checkbox', { name: part }).uncheck();
  await expect(dialog.getByText(/^\d+ sheets?, /)).toBeVisible({ timeout: 60_000 });
  expect(troubles).toEqual([]);
});

/** Width of a sheet for its height. */
function ratioOf(sheet: Element): number {
  const { width, height } = sheet.getBoundingClientRect();
  return width / height;
}

/** Words of a table's sheets that stand on each other. A diagram's may: a title of an edge is rather on a card than nowhere. */
function overlaps(file: string): readonly string[] {
  return wordsOf(file)
    .slice(1)
    .flatMap((words, page) =>
      words.flatMap((word, at) =>
        words
          .slice(at + 1)
          .filter((other) => across(word, other) > 1 && down(word, other) > 2)
          .map((other) => `sheet ${page + 2}: "${word.text}" and "${other.text}"`),
      ),
    );
}

function across(a: Word, b: Word): number {
  return Math.min(a.right, b.right) - Math.max(a.left, b.left);
}

function down(a: Word, b: Word): number {
  return Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
}
