import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSave } from '../harness/dialogs';
import { expect, test } from '../harness/app';
import { fontsOf, pageSizes, pdfInfo, pdfText, picturesOf, picturesOfPages, wordsOf, type Word } from '../harness/pdf';
import { example, planOf } from '../harness/plans';
import { surely } from '../harness/main';

const papers = { A4: [210, 297], A3: [297, 420], Letter: [215.9, 279.4] } as const;

test('shows the sheets of each paper, and makes a PDF of the very same', async ({ start, folder }) => {
  const { workbench, app, page, troubles } = await start({ files: [example] });
  await workbench.settled();
  for (const [paper, [short, long]] of Object.entries(papers)) {
    for (const orientation of ['Landscape', 'Portrait'] as const) {
      const file = join(folder, `${paper}-${orientation}.pdf`);
      const shown = await workbench.print(paper, orientation);
      const [width, height] = orientation === 'Landscape' ? [long, short] : [short, long];
      await expect.poll(() => shown.first().evaluate(sizeOf)).toEqual([Math.round(width), Math.round(height)]);
      const sheets = await shown.count();
      expect(sheets).toBeGreaterThan(2);
      await expect(workbench.printDialog.getByText(`${sheets} pages`)).toBeVisible();
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
  expect([info('Title'), info('Creator'), info('Tagged'), info('JavaScript')]).toEqual([
    'Churn scoring',
    `Pipedraft/${await surely(() => app.evaluate(({ app: electron }) => electron.getVersion()))}`,
    'yes',
    'no',
  ]);
  expect(picturesOf(file)).toEqual([]);
  const fonts = fontsOf(file);
  expect(fonts.filter(({ embedded }) => !embedded)).toEqual([]);
  // a bold that is made up would be a Type 3 font; the marks of several findings are Roboto like the rest
  expect([...new Set(fonts.map(({ name, type }) => `${name} ${type}`))].sort()).toEqual([
    'Roboto-Bold CID TrueType',
    'Roboto-Medium CID TrueType',
    'Roboto-Regular CID TrueType',
  ]);

  const [diagram = '', ...tables] = pdfText(file);
  const block = diagram.replace(/\s+/g, ' ');
  for (const words of [
    'Churn scoring',
    'churn-scoring.pipedraft.yaml · 2026-11-21',
    'A month 561 USD',
    'Range 501 to 717 USD',
    'Prices azure-2026-09, as of 2026-09',
    'Findings 0 errors, 0 warnings, 2 advice, 2 waived',
    'Maintainability 97 of 100',
    'Skills 80 of 100',
    'Integration 95 of 100',
    'MLOps maturity level 3 of 4',
    `Sheet 1 of ${tables.length + 1}`,
  ])
    expect(block).toContain(words);
  expect(block).toMatch(/\b3 ?· ?4\b/); // the mark of several findings
  const [findings = '', ...costs] = tables;
  expect(
    findings.split('\n').flatMap((line) => /^\s+(\d+)\s+(warning|advice|waived|error)\b/.exec(line)?.slice(1, 3).join(' ') ?? []),
  ).toEqual(['1 advice', '2 advice', '3 waived', '4 waived']);
  const cost = costs.join('\n').replace(/[^\S\n]+/g, ' ');
  for (const words of [
    'Customer lake Data stored, hot, always on 3,000 GB-months 0.024 72.00',
    'Azure Storage Writes, data lake 60 × 10,000 operations 0.0702 4.21',
    'Total From 501 to 717. Of which 31.07 USD at US prices. 561',
    'At scale ×1: 561 USD; ×10: 2,563 USD; ×100: 22,341 USD',
    'Azure public list prices, September 2026',
  ])
    expect(cost).toContain(words);
  expect(cost).toMatch(/free .*Churn repository/);
});

test('paper has its own colours, whatever the theme', async ({ start, folder }) => {
  const { workbench, page } = await start({ files: [example] });
  await workbench.settled();
  const files = { light: join(folder, 'light.pdf'), dark: join(folder, 'dark.pdf') };
  for (const theme of ['light', 'dark'] as const) {
    if ((await page.locator('html').getAttribute('data-theme')) !== theme) await workbench.menu('theme');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.emulateMedia({ colorScheme: theme }); // the system's, which the test tool keeps light otherwise
    const shown = await workbench.print('A4', 'Landscape');
    const colours = await shown.first().evaluate((sheet) => [getComputedStyle(sheet).backgroundColor, getComputedStyle(sheet).color]);
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(23, 32, 43)']);
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
    expect(fontsOf(file).filter(({ name, embedded }) => !embedded || !name.startsWith('Roboto-'))).toEqual([]);
    // every word stands inside the margins of its sheet, and every finding on one
    const pages = wordsOf(file);
    const [[width = 0, height = 0] = []] = pageSizes(file);
    const inside = (word: Word) =>
      word.left > 26 && word.top > 26 && word.right < (width / 25.4) * 72 - 26 && word.bottom < (height / 25.4) * 72 - 14;
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

/** In whole millimetres. */
function sizeOf(sheet: Element): readonly number[] {
  const { width, height } = sheet.getBoundingClientRect();
  return [width, height].map((pixels) => Math.round((pixels / 96) * 25.4));
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
