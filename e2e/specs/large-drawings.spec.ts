import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSave } from '../harness/dialogs';
import { expect, test } from '../harness/app';
import { chainOf } from '../harness/plans';

test('a plan that is too large to be printed or drawn as a picture is refused with the limit before a file is asked for', async ({
  start,
  folder,
}) => {
  const file = join(folder, 'large.pipedraft.yaml');
  writeFileSync(file, chainOf(2500));
  const { workbench, page, app } = await start({ files: [file] });
  await workbench.canvas.waitFor();
  const written = join(folder, 'written.png');
  await answerSave(app, written);
  await workbench.canvas.focus();
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: 'Print for review' });
  await expect(dialog.getByRole('alert')).toHaveText(/2,500 nodes; up to 2,000 can be printed.*SVG/s);
  await expect(dialog.getByRole('button', { name: 'Make a PDF…' })).toBeDisabled();
  await expect(dialog.getByRole('button', { name: 'Print on paper…' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await workbench.menu('export-png');
  await expect(workbench.refusal(/a PNG has up to 40 million pixels.*SVG/s)).toBeVisible();
  expect(existsSync(written)).toBe(false);
});

test('text of any script stays on its card in a drawing', async ({ start, folder }) => {
  const titles = [
    '客户流失评分データレイク原本训练评分一二三',
    '고객 이탈 예측 모델 학습 파이프라인',
    '🧑‍💻👩🏽‍🔬🚂🇩🇪🧑‍💻👩🏽‍🔬🚂🇩🇪🧑‍💻',
    'Жёсткая широкая щуполёмкость',
  ];
  const file = join(folder, 'scripts.pipedraft.yaml');
  const nodes = titles.map((title, at) => `  n${at}: {service: azure-storage, title: "${title}"}`);
  writeFileSync(file, ['pipedraft: 1', 'name: Scripts', 'nodes:', ...nodes, ''].join('\n'));
  const { workbench } = await start({ files: [file] });
  await workbench.settled();
  const sheets = await workbench.print('A3', 'Landscape');
  // as this machine's fonts draw it
  const lines = await sheets.locator('.node text').evaluateAll((texts) =>
    texts.map((text) => {
      const { x, width } = (text as SVGTextElement).getBBox();
      return { text: text.textContent, right: x + width };
    }),
  );
  expect(lines.length).toBeGreaterThan(titles.length);
  expect(lines.filter(({ right }) => right > 208)).toEqual([]);
  expect(lines.map(({ text }) => text)).toContain('客户流失评分データ…');
  // and no line of a table reaches over the next column
  const cells = await sheets
    .locator('td')
    .evaluateAll((all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1));
  expect(cells).toHaveLength(0);
});
