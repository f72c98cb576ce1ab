import type { GraphNode } from '../../catalog';
import { legible } from '../../plan';
import type { ExportContext } from '../context';
import type { Draft } from '../emit/draft';
import { mainFile } from '../parts/places';

/** A resource of a bundle, and the file that it is in. */
export interface Resource {
  readonly path: string;
  /** Key below "resources", such as "jobs". */
  readonly kind: string;
  readonly key: string;
  readonly value: object;
  readonly nodes: readonly string[];
  readonly edges?: readonly string[];
}

/** Everything that the nodes of a plan give for a bundle. */
export interface Parts {
  readonly resources: readonly Resource[];
  readonly variables: Readonly<Record<string, object>>;
  /** Notebooks. */
  readonly stubs: readonly Draft[];
}

/** File that a node's resource is in: the one that its `definition` names, or one of its own below "resources". */
export function resourceFile(context: ExportContext, node: GraphNode, ending: string): string {
  const usual = `${rootFolder(context)}resources/${context.names.file(node.id)}.${ending}.yml`;
  return node.node.service === 'azure-databricks' ? usual : context.pathOf(node, usual);
}

/** The bundle's own file. */
export function bundleFile(context: ExportContext): string {
  const stated = context.of('azure-databricks').find(({ node }) => (node.definition ?? '').trim() !== '');
  return (stated && mainFile(context, stated)) ?? `${context.folder('databricks')}/databricks.yml`;
}

/** Folder of the bundle, with "/" behind it; empty for the root of the repository. */
export function rootFolder(context: ExportContext): string {
  return bundleFile(context).replace(/[^/]*$/, '');
}

/** A text of the plan in one line of a bundle: "${…}" would be read as a reference to a variable. */
export function inert(text: string): string {
  return legible(text).replace(/\s+/g, ' ').trim().replace(/\$\{/g, '$ {');
}

/** A name of Unity Catalog: lower case, with "_". */
export function catalogName(context: ExportContext, node: GraphNode): string {
  return context.names.local(node.id).replace(/-/g, '_');
}
