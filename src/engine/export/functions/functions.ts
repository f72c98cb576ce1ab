import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import type { Draft } from '../emit/draft';
import { TextLines } from '../emit/text-lines';
import type { Exporter } from '../exporter';
import { commentLine, edgeWords } from '../parts/containers';
import { mainFile } from '../parts/places';
import { text, triggerOf } from './trigger';

/** Extensions of the host; versions of the bundle that are supported. */
const extensions = { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' } as const;

/** Function apps in Python: a stub with the trigger of the plan, the settings of the host, and the packages. */
export const functions: Exporter = {
  meta: {
    id: 'functions',
    title: 'Azure Functions',
    group: 'hosting',
    covers: 'A function app for each node: a stub with the trigger of the plan, host.json and requirements.txt.',
    services: ['azure-functions'],
  },

  applies: (context) => context.of('azure-functions').some((node) => !context.exists(node)),

  *write(context) {
    for (const node of context.of('azure-functions')) {
      if (context.exists(node)) continue;
      const path = mainFile(context, node) ?? '';
      const folder = path.replace(/[^/]*$/, '');
      yield host(node, `${folder}host.json`);
      const worker = context.graph.value(node, 'worker') ?? 'not-dotnet';
      if (worker !== 'not-dotnet') {
        context.remark(`"${node.title}" is written in .NET: its code is a project of its own, and no file here.`, [node]);
        continue;
      }
      yield stub(context, node, path);
      yield requirements(context, node, `${folder}requirements.txt`);
    }
  },
};

function host(node: GraphNode, path: string): Draft {
  return {
    path,
    nodes: [node.id],
    format: 'json',
    value: {
      version: '2.0',
      logging: { applicationInsights: { samplingSettings: { isEnabled: true, excludedTypes: 'Request' } } },
      extensionBundle: extensions,
    },
  };
}

function stub(context: ExportContext, node: GraphNode, path: string): Draft {
  const trigger = triggerOf(context, node);
  const lines = new TextLines();
  lines.add(`# Title: ${commentLine(node.title)}`);
  if (trigger.connections.length > 0)
    lines.add(
      `# Settings of the app: ${trigger.connections.map((name) => (name === 'AzureWebJobsStorage' ? name : `${name}__…`)).join(', ')} (a connection with the identity of the app).`,
    );
  lines.gap().add('import azure.functions as func', '', 'app = func.FunctionApp()', '', '');
  lines.block({ nodes: [node.id], edges: trigger.edges.map(({ id }) => id) }, () => {
    if (trigger.edges.length > 0) lines.add(`# ${edgeWords(trigger.edges)}`);
    lines.add(`@app.function_name(name=${text(context.names.symbol(node.id))})`, ...trigger.decorator);
    lines.add(`def run(${trigger.parameter}: ${trigger.type}) -> ${trigger.answer}:`);
  });
  const seen = new Set(trigger.edges);
  for (const edge of [
    ...context.in(node, 'data'),
    ...context.in(node, 'model'),
    ...context.out(node, 'data'),
    ...context.out(node, 'control'),
  ]) {
    if (seen.has(edge) || edge.from === edge.to) continue;
    const does =
      edge.kind === 'control' ? 'starts' : edge.from === node ? 'writes' : edge.kind === 'model' ? 'loads the model of' : 'reads';
    const other = edge.from === node ? edge.to : edge.from;
    lines.block({ edges: [edge.id] }, () => lines.add(`    # ${edgeWords([edge])}: ${does} ${commentLine(other.title)}`));
  }
  lines.add(`    raise NotImplementedError("The work of ${node.id} is not written yet.")`);
  return { path, nodes: [node.id], format: 'text', comment: '# ', lines };
}

function requirements(context: ExportContext, node: GraphNode, path: string): Draft {
  const packages = (context.list(node, 'packages') ?? []).map((name) => commentLine(String(name)));
  return {
    path,
    nodes: [node.id],
    format: 'text',
    comment: '# ',
    lines: new TextLines().add(...new Set(['azure-functions', ...packages])),
  };
}
