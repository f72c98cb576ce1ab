import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import type { Draft } from '../emit/draft';
import { prose } from '../parts/expression-text';
import { factoryObjectName } from '../parts/factory';
import { mainFile } from '../parts/places';

/*
 * Items of a workspace of Fabric, as its Git integration keeps them: a folder for each, with a file that says what it is. Items refer to
 * each other by logical ids, which are made from the plan's prefix and the ids of nodes: the same plan gives the same ids, and a new
 * title changes none.
 */

export type ItemType = 'DataPipeline' | 'Notebook' | 'Lakehouse';

export interface Item {
  readonly type: ItemType;
  /** `undefined` for the lakehouse that the plan implies. */
  readonly node: GraphNode | undefined;
  readonly folder: string;
  readonly name: string;
  readonly logicalId: string;
}

/** Stands for the workspace that the items are in, whichever it is. */
export const sameWorkspace = '00000000-0000-0000-0000-000000000000';

const schema = 'https://developer.microsoft.com/json-schemas/fabric/gitIntegration/platformProperties/2.0.0/schema.json';

export function itemOf(context: ExportContext, node: GraphNode, type: ItemType): Item {
  const file = mainFile(context, node) ?? '';
  const folder = file.replace(/\/?[^/]*$/, '');
  const usual = type === 'Lakehouse' ? factoryObjectName(context, node) : context.names.file(node.id);
  const inFolder = new RegExp(`([^/]+)\\.${type}$`).exec(folder)?.[1];
  return { type, node, folder, name: context.nameOf(node, inFolder ?? usual), logicalId: logicalIdOf(context, type, node.id) };
}

/** The file that says what an item is. */
export function platformFile({ type, node, folder, name, logicalId }: Item): Draft {
  const description = node ? prose(`${node.title} (pipedraft-node: ${node.id})`) : 'Tables that pipelines and notebooks share.';
  return {
    path: `${folder === '' ? '' : `${folder}/`}.platform`,
    nodes: node ? [node.id] : [],
    format: 'json',
    value: { $schema: schema, metadata: { type, displayName: name, description }, config: { version: '2.0', logicalId } },
  };
}

/** A UUID of version 8, which is free in what it is made from. */
export function logicalIdOf(context: ExportContext, type: ItemType, id: string): string {
  const text = `${context.names.prefix}/${type}/${id}`;
  const digits = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((seed) => hash(text, seed).toString(16).padStart(8, '0')).join('');
  const variant = ((parseInt(digits.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `${variant}${digits.slice(17, 20)}`, digits.slice(20)].join(
    '-',
  );
}

/** FNV-1a with a seed, mixed at its end so that short texts fill all digits. */
function hash(text: string, seed: number): number {
  let value = seed >>> 0;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35) >>> 0;
  return (value ^ (value >>> 16)) >>> 0;
}
