import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { itemOf, logicalIdOf, type Item } from './items';

/** The items of a plan, and which of them its nodes refer to. */
export class Workspace {
  readonly pipelines: readonly Item[];
  readonly notebooks: readonly Item[];
  readonly #lakehouses: readonly Item[];
  readonly #byNode: ReadonlyMap<GraphNode, Item>;

  constructor(readonly context: ExportContext) {
    this.pipelines = context.of('fabric-data-factory').map((node) => itemOf(context, node, 'DataPipeline'));
    this.notebooks = context.of('fabric-notebooks').map((node) => itemOf(context, node, 'Notebook'));
    const drawn = context.of('fabric-lakehouse').map((node) => itemOf(context, node, 'Lakehouse'));
    this.#lakehouses = drawn.length > 0 || !needsLakehouse(context) ? drawn : [impliedLakehouse(context)];
    const own = [...this.pipelines, ...this.notebooks, ...this.#lakehouses];
    this.#byNode = new Map(own.flatMap((item) => (item.node ? [[item.node, item] as const] : [])));
  }

  get lakehouses(): readonly Item[] {
    return this.#lakehouses;
  }

  itemOf(node: GraphNode): Item | undefined {
    return this.#byNode.get(node);
  }

  /** The lakehouse that a node exchanges data with, or else the first. */
  lakehouseOf(node: GraphNode): Item | undefined {
    return this.lakehousesOf(node)[0];
  }

  /** The lakehouses that a node exchanges data with, those that it writes first; or else the first. */
  lakehousesOf(node: GraphNode): readonly Item[] {
    const others = [...node.out.map(({ to }) => to), ...node.in.map(({ from }) => from)];
    const named = others.flatMap((one) => (one.node.service === 'fabric-lakehouse' ? (this.itemOf(one) ?? []) : []));
    return named.length > 0 ? [...new Set(named)] : this.#lakehouses.slice(0, 1);
  }
}

/** Pipelines and notebooks of Fabric keep the data that they hand over in a lakehouse. */
function needsLakehouse(context: ExportContext): boolean {
  return context
    .of('fabric-data-factory', 'fabric-notebooks')
    .some((node) => context.in(node, 'data').length + context.out(node, 'data').length > 0);
}

function impliedLakehouse(context: ExportContext): Item {
  const name = context.names.prefix.replace(/-/g, '_');
  context.remark(`The plan draws no lakehouse: "${name}" is written, which pipelines and notebooks of Fabric share.`);
  return {
    type: 'Lakehouse',
    node: undefined,
    folder: `${context.folder('fabric')}/${name}.Lakehouse`,
    name,
    logicalId: logicalIdOf(context, 'Lakehouse', ''),
  };
}
