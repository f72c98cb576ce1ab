import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exporters, guideSystems, systemsTable } from '#engine/export';
import { catalog } from '../../harness/resources.ts';
import { exported, inputOf, planFrom, root, shipped, shippedNames } from './harness.ts';

const systems = guideSystems(catalog);
/** Exporters that write about all nodes alike. */
const documents = exporters.filter(({ meta }) => meta.group === 'documents').map(({ meta }) => meta.id);

/** Files by the service of their nodes, with the ids of nodes as <id>: of plans that ship, of a plan of each service alone, and of a few more. */
function writtenFiles(): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>();
  const alone = systems.map(({ service }) => inputOf(planFrom(`${head}nodes:\n  node: {service: ${service.id}}\n`)));
  for (const input of [...shippedNames().map(shipped), ...alone, ...more.map((text) => inputOf(planFrom(`${head}${text}`)))])
    for (const { path, exporter, blocks } of exported(input).files) {
      if (documents.includes(exporter)) continue;
      for (const id of new Set(blocks.flatMap(({ nodes }) => nodes))) {
        const service = input.graph.get(id)?.node.service ?? '';
        const of = files.get(service) ?? new Set<string>();
        files.set(service, of.add(path));
        of.add(path.replace(id, '<id>')).add(path.replace(id.replace(/-/g, '_'), '<id>'));
      }
    }
  return files;
}
const head = 'pipedraft: 1\nname: A\ncontext: {region: westeurope, needs: {schedule: recurrence}}\n';
const started = (service: string) =>
  `nodes:\n  workflow: {service: azure-logic-apps}\n  there: {service: ${service}}\nedges:\n  - {from: there, to: workflow, kind: control}\n`;
const more = [
  started('dropbox'),
  started('sharepoint'),
  started('microsoft-365'),
  'nodes:\n  training: {service: azure-ml-jobs-sdk}\n  runs: {service: azure-ml-experiments}\nedges:\n  - {from: training, to: runs, kind: metrics}\n',
  'nodes:\n  pipeline: {service: azure-ml-pipelines}\n  step: {service: azure-ml-jobs-sdk}\nedges:\n  - {from: pipeline, to: step, kind: control}\n',
  'nodes:\n  job: {service: databricks-lakeflow-jobs}\n  prep: {service: databricks-notebooks}\nedges:\n  - {from: job, to: prep, kind: control}\n',
  'nodes:\n  tracking: {service: mlflow-open-source, settings: {entryPoints: {main: {command: python train.py}}}}\n',
  'nodes:\n  copy: {service: adf-copy-activity}\n  lake: {service: azure-storage}\nedges:\n  - {from: lake, to: copy, kind: data}\n',
];

describe('the systems of the guide', () => {
  it('are 51, each with files or a reason', () => {
    expect(systems).toHaveLength(51);
    expect(systems.filter(({ files, says }) => files.length === 0 && says === undefined).map(({ service }) => service.id)).toEqual([]);
  });

  it('have the files that are said', () => {
    const written = writtenFiles();
    const missing = systems.flatMap(({ service, files }) =>
      files
        .filter((file) => {
          // <job> and the like are the names of other nodes
          const pattern = new RegExp(`^${file.replace(/[.\\]/g, '\\$&').replace(/<(?!id>)\w+>/g, '[\\w-]+')}$`);
          return ![...(written.get(service.id) ?? [])].some((path) => pattern.test(path));
        })
        .map((file) => `${service.id}: ${file}`),
    );
    expect(missing).toEqual([]);
  });

  it('have a reason only where no exporter writes them', () => {
    const both = systems.filter(({ files, exporters: by }) => files.length === 0 && by.length > 0);
    expect(both.map(({ service }) => service.id)).toEqual([]);
  });

  it('are in the documentation as they are here (npm run generate)', () => {
    const page = readFileSync(join(root, 'docs', 'exporting.md'), 'utf8');
    expect(page).toContain(`<!-- systems: generated -->\n\n${systemsTable(catalog)}\n<!-- systems: end -->`);
  });
});
