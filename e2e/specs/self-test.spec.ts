import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, runOnce, test } from '../harness/app';

interface Report {
  readonly ok: boolean;
  readonly file: string;
  readonly policy: string | null;
  readonly steps: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}

const reportIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;

test.describe('the self-test of an installation', () => {
  test('opens a plan, evaluates, exports and prints it, and leaves the user data alone', async ({ folder }) => {
    const made = join(folder, 'made');
    const userData = join(folder, 'user-data');
    const { code, output } = await runOnce({ userData, files: [`--self-test=${made}`] });
    expect(reportIn(made).steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(code, output).toBe(0);
    expect(output).toContain('The self-test passed');
    expect(reportIn(made).steps.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['read', 'window', 'sandbox', 'evaluate', 'plan', 'svg', 'png', 'bundle', 'packet as pdf', 'packet as html']),
    );
    for (const file of ['diagram.svg', 'diagram.png', 'review.pdf', 'review.html', 'window.png', 'bundle/README.md'])
      expect(existsSync(join(made, file)), file).toBe(true);
    expect(existsSync(userData)).toBe(false);
  });

  test('ends with 1 and says why when a plan cannot be read', async ({ folder }) => {
    const made = join(folder, 'made');
    const plan = join(folder, 'broken.pipedraft.yaml');
    writeFileSync(plan, 'pipedraft: 1\nname: [\n');
    const { code, output } = await runOnce({ userData: join(folder, 'user-data'), files: [`--self-test=${made}`, plan] });
    expect(code, output).toBe(1);
    const { ok, file, steps } = reportIn(made);
    expect({ ok, file }).toEqual({ ok: false, file: plan });
    expect(steps.find(({ name }) => name === 'read')?.ok).toBe(false);
  });
});
