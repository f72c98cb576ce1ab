import { join } from 'node:path';
import { runnerImport } from 'vite';
import { writePlanYaml, type Plan } from '#engine/plan';
import { resources } from '../../build/resources.ts';

export const root = join(import.meta.dirname, '..', '..');

/** A worked example that ships. */
export const example = join(root, 'resources', 'examples', 'churn-scoring.pipedraft.yaml');

/** A plan of so many nodes as a YAML text, as the benchmarks make it. */
export async function planOf(nodes: number): Promise<string> {
  const { module } = await runnerImport<{ joinedPlan: (nodes: number) => Plan }>(join(root, 'bench', 'plans.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [resources()], // the plans are made of what ships
  });
  return writePlanYaml(module.joinedPlan(nodes));
}
