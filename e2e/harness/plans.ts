import { join } from 'node:path';
import { runnerImport } from 'vite';
import { writePlanYaml, type Plan } from '#engine/plan';
import { resources } from '../../build/resources.ts';

export const root = join(import.meta.dirname, '..', '..');

/** A shipped worked example. */
export const example = join(root, 'resources', 'examples', 'churn-scoring.pipedraft.yaml');

/** A plan with this many nodes as a YAML text, as in the benchmarks. */
export async function planOf(nodes: number): Promise<string> {
  const { module } = await runnerImport<{ joinedPlan: (nodes: number) => Plan }>(join(root, 'bench', 'plans.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [resources()], // the plans are copies of the shipped ones
  });
  return writePlanYaml(module.joinedPlan(nodes));
}

/** A plan with this many nodes of one service in a chain, named "Lake 1" and so on: large, but quick to make and evaluate. */
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

/** A table of prices: two rows are used, one has no number, two are for nothing that is priced. */
export const priceTable = `meter,region,price
vm-d8s-v5,eastus2,0.576
vm-d4s-v5,eastus2,0.288
vm-d4s-v5,northpole,many
coffee,eastus2,3
tea,eastus2,2
`;
