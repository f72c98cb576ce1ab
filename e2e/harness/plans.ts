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

/** A plan of so many nodes of one service, "Lake 1" and on, each leading to the next: large, and quickly made and judged. */
export function chainOf(nodes: number): string {
  const ids = Array.from({ length: nodes }, (_, at) => at + 1);
  return [
    'pipedraft: 1',
    'name: A long chain',
    'nodes:',
    ...ids.map((at) => `  lake-${at}: {service: azure-storage, title: Lake ${at}}`),
    'edges:',
    ...ids.slice(1).map((at) => `  - {from: lake-${at - 1}, to: lake-${at}, kind: data}`),
    'layout:',
    ...ids.map((at) => `  lake-${at}: [${(at % 20) * 256}, ${Math.floor(at / 20) * 128}]`),
    '',
  ].join('\n');
}
