import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../harness/app';

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
  // with the packet's own fonts
  const lines = await sheets.locator('g[data-node]').evaluateAll((nodes) =>
    nodes.flatMap((node) => {
      const card = node.querySelector('rect')?.getBBox();
      const right = card ? card.x + card.width : 0;
      return [...node.querySelectorAll('text')].map((text) => {
        const { x, width } = text.getBBox();
        return { text: text.textContent, over: x + width - right };
      });
    }),
  );
  expect(lines.length).toBeGreaterThan(titles.length);
  expect(lines.filter(({ over }) => over > 0)).toEqual([]);
  expect(lines.some(({ text }) => text.startsWith('客户流失'))).toBe(true);
});
