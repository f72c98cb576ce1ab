import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { knownMoney, money, moneyRange } from '../../src/engine/format';
import { expect, test } from '../harness/app';
import { surely } from '../harness/main';

const root = join(import.meta.dirname, '..', '..');
const examples = join(root, 'resources', 'examples');
const today = '2026-11-21';

/** What `pipedraft check --format json` says, as far as it is compared. */
interface Said {
  readonly findings: readonly { number: number; rule: string; severity: string; message: string; waived: object | null }[];
  readonly scores: Readonly<Record<'maintainability' | 'skills' | 'integration', { value: number | null }>> & {
    maturity: { level: number };
  };
  readonly cost: {
    readonly currency: string;
    readonly monthly: { low: number; likely: number; high: number };
    readonly alwaysOn: number;
    readonly nodes: Readonly<Record<string, { low: number; likely: number; high: number; alwaysOn: number }>>;
    readonly unknown: readonly string[];
    readonly atScale: readonly { factor: number; likely: number }[];
  };
}

function check(file: string): Said {
  const output = execFileSync(
    process.execPath,
    [join(root, 'out', 'cli', 'pipedraft.mjs'), 'check', file, '--format', 'json', '--today', today, '--fail-on', 'never'],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(output) as Said;
}

const shipped = readdirSync(examples).filter((name) => name.endsWith('.pipedraft.yaml'));
const references = shipped.filter((name) => name.startsWith('reference-'));
/** Every template and example, and every fourth reference architecture: each takes the start of an application. */
const files = shipped.filter((name) => !references.includes(name) || references.indexOf(name) % 4 === 0);

test('there are five templates, two examples and thirteen reference architectures', () => {
  expect([shipped.length - references.length, references.length]).toEqual([7, 13]);
});

for (const file of files) {
  test(`the window and the command say the same of ${file}`, async ({ start }) => {
    const { app, page, workbench, troubles } = await start({ files: [join(examples, file)], today, size: { width: 1920, height: 1080 } });
    await workbench.settled();
    const said = check(join(examples, file));

    // findings: the list as it is copied, waived ones and all
    await page.getByRole('tab', { name: /Findings/ }).click();
    const waived = page.getByRole('group', { name: 'Filter' }).getByRole('button', { name: /Waived/ });
    if ((await waived.count()) > 0 && (await waived.getAttribute('aria-pressed')) !== 'true') await waived.click();
    if (said.findings.length > 0) {
      await page.getByRole('button', { name: 'Copy', exact: true }).click();
      await expect(page.getByText(/findings? copied as Markdown/).last()).toBeVisible();
      const copied = await surely(() => app.evaluate(({ clipboard }) => clipboard.readText()));
      expect(copied.trim().split('\n').slice(2).map(cells)).toEqual(
        said.findings.map(({ number, severity, message, rule, waived: because }) => [
          String(number),
          because ? 'waived' : severity,
          message,
          `\`${rule}\``,
        ]),
      );
    } else {
      await expect(page.getByText('The plan keeps every rule.')).toBeVisible();
    }

    // scores
    for (const id of ['maintainability', 'skills', 'integration'] as const) {
      const title = id.charAt(0).toUpperCase() + id.slice(1);
      const { value } = said.scores[id];
      await expect(workbench.score(title).locator('.value')).toHaveText(value === null ? '–' : String(Math.round(value)));
    }
    await expect(workbench.score('Maturity').locator('.value')).toHaveText(`Level ${said.scores.maturity.level}`);

    // cost: every node, the total and the plan at scale
    await page.getByRole('tab', { name: 'Cost' }).click();
    const table = page.getByRole('table');
    const amounts = await table
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.querySelectorAll('td')[2]?.textContent?.replace('at least', '').trim() ?? ''));
    const nodes = Object.values(said.cost.nodes).sort((a, b) => b.likely - a.likely);
    expect(amounts.map((text) => (text === 'free' || text === 'unknown' ? money(0) : text))).toEqual(
      nodes.map(({ likely }) => money(likely)),
    );
    const { monthly, alwaysOn, atScale, currency } = said.cost;
    const known = (amount: number, code = '') => knownMoney(amount, said.cost.unknown.length, code);
    const foot = table.locator('tfoot tr');
    await expect(foot.first()).toContainText(known(monthly.likely)); // the currency is in the heading
    if (moneyRange(monthly) !== undefined)
      for (const end of [monthly.low, monthly.high]) await expect(foot.first()).toContainText(money(end));
    await expect(foot.first()).toContainText(known(alwaysOn));
    for (const { factor, likely } of atScale.filter((point) => [1, 10, 100].includes(point.factor)))
      await expect(
        page.getByRole('region', { name: 'Findings and cost' }).getByText(`×${factor} ${known(likely, currency)}`),
      ).toBeVisible();
    expect(troubles).toEqual([]);
  });
}

/** The cells of a row of Markdown, without the one that names the nodes. */
function cells(row: string): string[] {
  const all = row
    .slice(2, -2)
    .split(/ (?<!\\)\| /)
    .map((cell) => cell.replaceAll('\\|', '|'));
  return all.filter((_, at) => at !== 2);
}
