import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app } from 'electron';
import { writePlanJson, writePlanYaml } from '#engine/plan';
import { UserError } from '#engine/errors';
import { counted, knownMoney, moneyRange } from '#engine/format';
import { saveAtomically } from '#disk';
import type { Application } from '../application';
import { evaluatePlan } from '../evaluation/evaluate-plan';
import { today } from '../evaluation/today';
import { writeBundle } from '../output/repository-export';
import { drawn } from '../windows/drawn';

/**
 * Shows the main job on a machine without a display: with the plan in the first window it writes the plan, its drawings, the sheets and a
 * picture of the window to a folder, prints the findings, and ends the application.
 */
export async function runDemo(application: Application, folder: string): Promise<void> {
  const [window] = application.windows.all;
  const document = window?.document;
  if (!window || !document) throw new Error('The demonstration needs a plan: name a file.');
  await mkdir(folder, { recursive: true });
  await drawn(window.contents);
  const { plan } = document;
  const write = async (file: string, content: string | Buffer) => void (await saveAtomically(join(folder, file), content));
  await write('plan.pipedraft.yaml', writePlanYaml(plan));
  await write('plan.pipedraft.json', writePlanJson(plan));
  await write('diagram.svg', await application.output.pictures.drawing(window, 'svg'));
  const refused: string[] = [];
  await orRefused(async () => write('diagram.png', await application.output.pictures.drawing(window, 'png')));
  await orRefused(async () => write('review.pdf', await application.output.printer.content(window, plan.packet ?? {}, 'pdf')));
  await orRefused(async () => write('review.html', await application.output.printer.content(window, plan.packet ?? {}, 'html')));
  const basis = application.library.basis(plan);
  const bundle = join(folder, 'bundle');
  await mkdir(bundle, { recursive: true });
  const file = document.path === undefined ? 'plan.pipedraft.yaml' : basename(document.path);
  await writeBundle(bundle, { plan, file }, basis, evaluatePlan(plan, basis, today()));
  await write('window.png', (await window.contents.capturePage()).toPNG());
  process.stdout.write(summary());
  app.exit(0);

  /** Reports a drawing that is too large, and makes the others. */
  async function orRefused(make: () => Promise<void>): Promise<void> {
    try {
      await make();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused.push(`${error.problem} ${error.fix}`);
    }
  }

  function summary(): string {
    const { findings, scores, cost } = evaluatePlan(plan, application.library.basis(plan), today());
    const count = (severity: string) => findings.filter((finding) => !finding.waived && finding.severity === severity).length;
    const range = moneyRange(cost.monthly);
    const score = (value: number | null) => (value === null ? 'not scored' : `${value} of 100`);
    return [
      `${plan.name}: ${counted(Object.keys(plan.nodes).length, 'node')}, ${counted(plan.edges.length, 'edge')}`,
      `Findings: ${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${count('info')} advice`,
      ...findings.map((finding) => `  ${finding.number} ${finding.waived ? 'waived' : finding.severity}: ${finding.message}`),
      `Scores: maintainability ${score(scores.maintainability.value)}, skills ${score(scores.skills.value)}, integration ${score(scores.integration.value)}, MLOps maturity level ${scores.maturity.level} of 4`,
      `Cost a month: ${knownMoney(cost.monthly.likely, cost.unknown.length, cost.currency)}${range === undefined ? '' : ` (${range})`}, prices ${cost.priceBook.id}`,
      ...refused,
      '',
    ].join('\n');
  }
}
