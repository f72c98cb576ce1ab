import { legible } from '../../plan';
import type { Draft } from '../emit/draft';
import { TextLines } from '../emit/text-lines';
import { mainFile } from '../parts/places';
import { sameWorkspace, type Item } from './items';
import type { Workspace } from './workspace';

/** Values of the parameters that the plan states for a notebook. */
export function parametersOf({ context }: Workspace, { node }: Item): Readonly<Record<string, string>> {
  const stated = node ? (context.map(node, 'parameters') ?? {}) : {};
  return Object.fromEntries(
    Object.entries(stated).flatMap(([name, value]) =>
      /^[A-Za-z_]\w*$/.test(name) ? [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]] : [],
    ),
  );
}

/** A notebook in source form that takes its parameters and then stops, so that no run passes by mistake. */
export function notebookFile(workspace: Workspace, item: Item): Draft {
  const { context } = workspace;
  const lines = new TextLines();
  const id = item.node?.id ?? '';
  const lakehouses = item.node ? workspace.lakehousesOf(item.node) : [];
  const [lakehouse] = lakehouses;
  lines.add('# Fabric notebook source', '');
  metadata(lines, {
    kernel_info: { name: 'synapse_pyspark' },
    dependencies: lakehouse
      ? {
          lakehouse: {
            default_lakehouse: lakehouse.logicalId,
            default_lakehouse_name: lakehouse.name,
            default_lakehouse_workspace_id: sameWorkspace,
            known_lakehouses: lakehouses.map(({ logicalId }) => ({ id: logicalId })),
          },
        }
      : {},
  });
  lines.add(
    '# MARKDOWN ********************',
    '',
    `# Exported from ${plain(context.file)}. Nodes: ${id}.`,
    `# ${plain(item.node?.title ?? '')}`,
    '',
  );
  const parameters = Object.entries(parametersOf(workspace, item));
  if (parameters.length > 0) {
    lines.add('# PARAMETERS CELL ********************', '');
    for (const [name, value] of parameters) lines.add(`${name} = ${JSON.stringify(legible(value))}`);
    lines.add('');
    metadata(lines, cell);
  }
  lines.add('# CELL ********************', '', `raise NotImplementedError("The work of ${id} is not written yet.")`, '');
  metadata(lines, cell);
  return { path: (item.node && mainFile(context, item.node)) ?? `${item.folder}/notebook-content.py`, nodes: [id], format: 'text', lines };
}

const cell = { language: 'python', language_group: 'synapse_pyspark' };

function metadata(lines: TextLines, value: object): void {
  const text = JSON.stringify(value, undefined, 2).split('\n');
  lines.add('# METADATA ********************', '', ...text.map((line) => `# META ${line}`), '');
}

function plain(text: string): string {
  return legible(text).replace(/\s+/g, ' ').trim();
}
