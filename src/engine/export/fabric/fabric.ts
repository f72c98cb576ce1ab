import type { Exporter } from '../exporter';
import { platformFile } from './items';
import { notebookFile } from './notebook';
import { pipelineFile } from './pipeline';
import { scheduleFile } from './schedule';
import { Workspace } from './workspace';

/** Items of a workspace of Fabric, as its Git integration keeps them. */
export const fabric: Exporter = {
  meta: {
    id: 'fabric',
    title: 'Fabric',
    group: 'data',
    covers: 'Items of a workspace for its Git integration: pipelines with their activities and schedules, notebooks, lakehouses.',
    services: ['fabric-data-factory', 'fabric-notebooks', 'fabric-lakehouse'],
  },

  applies: (context) => context.has('fabric-data-factory', 'fabric-notebooks', 'fabric-lakehouse'),

  *write(context) {
    const workspace = new Workspace(context);
    for (const item of workspace.pipelines) {
      yield platformFile(item);
      yield pipelineFile(workspace, item);
      yield* scheduleFile(context, item);
    }
    for (const item of workspace.notebooks) {
      yield platformFile(item);
      yield notebookFile(workspace, item);
    }
    for (const item of workspace.lakehouses) {
      const nodes = item.node ? [item.node.id] : [];
      yield platformFile(item);
      yield { path: `${item.folder}/lakehouse.metadata.json`, nodes, format: 'json', value: {} };
      yield { path: `${item.folder}/shortcuts.metadata.json`, nodes, format: 'json', value: [] };
    }
    for (const node of context.of('fabric-onelake', 'fabric-warehouse', 'power-bi'))
      context.remark(`No item of Fabric is written for "${node.title}": ${reasons[node.node.service] ?? ''}`, [node]);
  },
};

const reasons: Readonly<Record<string, string>> = {
  'fabric-onelake': 'OneLake comes with the workspace, and its data is not in Git.',
  'fabric-warehouse': 'its tables come from SQL code that the plan does not name.',
  'power-bi': 'a report has no text that is worth starting from. Save it as a project in Power BI Desktop.',
};
