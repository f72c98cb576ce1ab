import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app } from 'electron';
import { saveAtomically } from '#disk';
import { UserError } from '#engine/errors';
import { readPlan, writePlanJson, writePlanYaml } from '#engine/plan';
import { examples } from '#resources';
import type { Application } from '../application';
import { evaluatePlan } from '../evaluation/evaluate-plan';
import { today } from '../evaluation/today';
import { writeBundle } from '../output/repository-export';
import { policyLine } from '../policy/policy';
import { drawn } from '../windows/drawn';
import type { PlanWindow } from '../windows/plan-window';
import { isConfined } from './sandbox';

/** Seconds after which a self-test that has not ended has failed. */
const patience = 180;

/** The plan of a self-test that names none. */
const example = 'churn-scoring.pipedraft.yaml';

interface Step {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * Does the main job once, without anybody at the window and without a debugger's port: opens a plan, evaluates it, exports it, makes its
 * packet, writes a report, and ends the application, with 0 if all went well and else with 1. Installed packages are tested by it.
 */
export class SelfTest {
  readonly #steps: Step[] = [];
  #file = '';
  #facts: Readonly<Record<string, unknown>> = {};

  /** @param folder is made; receives the files and `report.json` */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    setTimeout(() => this.#end(`It took more than ${patience} seconds.`), patience * 1000).unref();
    app.on('render-process-gone', (_, __, { reason }) => this.#end(`The process of the window ended: ${reason}.`));
    process.on('uncaughtException', (error) => this.#end(wordsOf(error)));
    process.on('unhandledRejection', (error) => this.#end(wordsOf(error)));
  }

  /** The plan to open: the named one, or else a copy of an example. */
  plan(named: readonly (string | UserError)[]): string {
    const [first] = named;
    if (first instanceof UserError) this.#end(wordsOf(first));
    if (typeof first === 'string') return (this.#file = first);
    this.#file = join(this.folder, example);
    writeFileSync(this.#file, examples.find(({ file }) => file === example)?.text ?? '');
    return this.#file;
  }

  /** Tests the started application, and ends it. */
  async run(application: Application): Promise<void> {
    this.#facts = { policy: policyLine(application.policy) ?? null };
    await this.#step('read', async () => {
      const { plan } = await application.openings.file(this.#file, undefined);
      return `${plan.name}: ${Object.keys(plan.nodes).length} nodes`;
    });
    const [window] = application.windows.all;
    const document = window?.document;
    if (!window || document?.path === undefined) return this.#end('No window shows the plan.');
    await this.#step('window', async () => {
      await drawn(window.contents);
      await this.#write('window.png', (await window.contents.capturePage()).toPNG());
      return window.browser.getTitle();
    });
    await this.#step('sandbox', () => {
      const confined = isConfined(window.contents);
      if (!confined && app.isPackaged) throw new Error('The process of the window is not confined by the system.');
      return Promise.resolve(confined ? 'on' : 'off, as started from source');
    });
    await this.#outputs(application, window);
    this.#end();
  }

  async #outputs(application: Application, window: PlanWindow): Promise<void> {
    const plan = window.document?.plan;
    if (!plan) return;
    const basis = application.library.basis(plan);
    const evaluation = evaluatePlan(plan, basis, today());
    await this.#step('evaluate', () => {
      const { findings, scores, cost } = evaluation;
      const summary = { findings: findings.length, maintainability: scores.maintainability.value, monthly: cost.monthly };
      this.#facts = { ...this.#facts, evaluation: summary };
      return Promise.resolve(`${findings.length} findings`);
    });
    await this.#step('plan', async () => {
      const text = writePlanYaml(plan);
      await this.#write('plan.pipedraft.yaml', text);
      await this.#write('plan.pipedraft.json', writePlanJson(plan));
      if (writePlanYaml(readPlan(text, 'plan.pipedraft.yaml').plan) !== text) throw new Error('The written plan reads as another one.');
      return 'written, and read again';
    });
    await this.#step('svg', async () => this.#write('diagram.svg', await application.output.pictures.drawing(window, 'svg')));
    await this.#step('png', async () => this.#write('diagram.png', await application.output.pictures.drawing(window, 'png')));
    await this.#step('bundle', async () => {
      const bundle = join(this.folder, 'bundle');
      await mkdir(bundle, { recursive: true });
      await writeBundle(bundle, { plan, file: basename(this.#file) }, basis, evaluation);
      return `${readdirSync(bundle, { recursive: true }).length} files and folders`;
    });
    for (const format of ['pdf', 'html'] as const)
      await this.#step(`packet as ${format}`, async () =>
        this.#write(`review.${format}`, await application.output.printer.content(window, plan.packet ?? {}, format)),
      );
  }

  async #write(name: string, content: string | Buffer): Promise<string> {
    const file = join(this.folder, name);
    await saveAtomically(file, content);
    return `${statSync(file).size} bytes`;
  }

  async #step(name: string, work: () => Promise<string>): Promise<void> {
    try {
      this.#add({ name, ok: true, detail: await work() });
    } catch (error) {
      this.#add({ name, ok: false, detail: wordsOf(error) });
    }
  }

  #add(step: Step): void {
    this.#steps.push(step);
    process.stdout.write(`${step.ok ? 'ok    ' : 'FAILED'} ${step.name}: ${step.detail}\n`);
  }

  /** Writes the report and ends the application at once. @param failure a reason beside the failed steps */
  #end(failure?: string): void {
    if (failure !== undefined) this.#add({ name: 'end', ok: false, detail: failure });
    const ok = this.#steps.every((step) => step.ok);
    const { electron, chrome, node } = process.versions;
    const report = {
      ok,
      version: PIPEDRAFT_VERSION,
      packaged: app.isPackaged,
      versions: { electron, chrome, node },
      platform: process.platform,
      arch: process.arch,
      file: this.#file,
      ...this.#facts,
      steps: this.#steps,
    };
    writeFileSync(join(this.folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(`${ok ? 'The self-test passed' : 'The self-test failed'}: ${join(this.folder, 'report.json')}\n`);
    app.exit(ok ? 0 : 1);
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof UserError) return `${error.problem} ${error.fix}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
