import type { GraphEdge, GraphNode } from '../../catalog';
import { legible } from '../../plan';
import type { ExportContext } from '../context';
import { commentText } from '../emit/comment-text';
import { fromKey, type Draft } from '../emit/draft';
import { TextLines } from '../emit/text-lines';
import { bundleFolder } from '../parts/places';
import { dataReference, experimentReference, modelReference, writtenModel } from './tables';

/** A notebook that a task runs, with its parameters. */
export interface Notebook {
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Set for a notebook that is not there yet. */
  readonly stub: Draft | undefined;
}

/** @param given names of parameters that its jobs give it beside its own */
export function notebookOf(context: ExportContext, node: GraphNode, given: readonly string[] = []): Notebook {
  const stated =
    context.text(node, 'notebook') ?? (node.node.service === 'databricks-notebooks' ? node.node.definition?.trim() : undefined);
  const parameters = parametersOf(context, node);
  if (stated !== undefined && stated !== '') return { path: stated, parameters, stub: undefined };
  const path = `${bundleFolder(context)}notebooks/${context.names.file(node.id)}.py`;
  return { path, parameters, stub: stubOf(context, node, path, [...new Set([...Object.keys(parameters), ...given])]) };
}

/** Parameters: what the edges hand over, named after the other end, and those that the plan states. */
export function parametersOf(context: ExportContext, node: GraphNode): Record<string, string> {
  const parameters: Record<string, string> = {};
  const add = (edge: GraphEdge, other: GraphNode, value: string | undefined) => {
    if (value === undefined) {
      context.remark(
        `"${node.title}" and "${other.title}" exchange ${edge.kind === 'data' ? 'data' : `a ${edge.kind}`}: the notebook makes the connection, no file does.`,
        [node],
        [edge],
      );
      return;
    }
    const usual = context.names.symbol(other.id);
    const name = !(usual in parameters)
      ? usual
      : [`${usual}_${edge.kind}`, `${usual}_${edge.from === node ? 'out' : 'in'}`].find((one) => !(one in parameters));
    if (name === undefined) return;
    parameters[name] = value;
    fromKey(parameters, name, { edges: [edge.id], comment: `${edge.from.id} > ${edge.to.id}` });
  };
  for (const edge of context.in(node, 'data'))
    if (edge.from !== node) add(edge, edge.from, dataReference(context, edge.from, edge.edge.path));
  for (const edge of context.in(node, 'model')) if (edge.from !== node) add(edge, edge.from, modelReference(context, node, edge.from));
  for (const edge of context.out(node, 'data'))
    if (edge.to !== node && !isRead(edge)) add(edge, edge.to, dataReference(context, edge.to, edge.edge.path));
  for (const edge of context.out(node, 'model')) if (edge.to !== node) add(edge, edge.to, writtenModel(context, edge));
  for (const edge of context.out(node, 'metrics')) {
    const experiment = experimentReference(context, edge.to);
    if (experiment !== undefined) add(edge, edge.to, experiment);
  }
  for (const [name, value] of Object.entries(context.map(node, 'parameters') ?? {})) parameters[name] = String(value);
  return parameters;
}

/** Services that come for the data by themselves: a monitor, a report, another task. */
function isRead({ to }: GraphEdge): boolean {
  return ['databricks-data-profiling', 'power-bi', 'databricks-lakeflow-jobs', 'databricks-notebooks', 'azure-databricks'].includes(
    to.node.service,
  );
}

/** A notebook in source form that reads its parameters and then stops, so that no run passes by mistake. */
function stubOf(context: ExportContext, node: GraphNode, path: string, names: readonly string[]): Draft {
  const lines = new TextLines();
  const title = legible(node.title).replace(/\s+/g, ' ').trim();
  lines.add('# Databricks notebook source', `# Exported from ${commentText(context.file)}. Nodes: ${node.id}.`, `# Title: ${title}`);
  if (names.length > 0) {
    lines.gap().add('# COMMAND ----------', '');
    for (const name of names) lines.add(`dbutils.widgets.text(${quoted(name)}, "")`);
    lines.add(`parameters = {name: dbutils.widgets.get(name) for name in [${names.map(quoted).join(', ')}]}`);
  }
  lines.gap().add('# COMMAND ----------', '', `raise NotImplementedError("The work of ${node.id} is not written yet.")`);
  return { path, nodes: [node.id], format: 'text', lines };
}

function quoted(name: string): string {
  return JSON.stringify(legible(name));
}
