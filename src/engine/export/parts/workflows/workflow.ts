import type { GraphNode } from '../../../catalog';
import type { ExportContext } from '../../context';
import { LocalNames } from '../local-names';
import { isStandardWorkflow } from '../places';

/** Longest name of a trigger or action. */
const longestName = 80;

export type Action = Readonly<Record<string, unknown>>;

/** A value that only a person can put into the vault of the plan, since it holds a key. */
export interface WorkflowSecret {
  /** The node that is called with it. */
  readonly node: GraphNode;
  /** Name in the vault. */
  readonly name: string;
}

/** One workflow while it is written: its names, connections and parameters. */
export class Workflow {
  readonly names = new LocalNames(longestName);
  readonly triggers: Record<string, object> = {};
  readonly actions: Record<string, Action> = {};
  /** Managed connectors that it uses. */
  readonly connections = new Set<string>();
  /** Values that its host provides. */
  readonly parameters = new Set<string>();
  /** What it reads from the vault, by the parameter of the app that holds it. */
  readonly secrets = new Map<string, WorkflowSecret>();
  readonly edges = new Set<string>();
  readonly nodes = new Set<GraphNode>();
  readonly #own = new Map<GraphNode, string>();

  constructor(
    readonly context: ExportContext,
    readonly node: GraphNode,
  ) {
    this.nodes.add(node);
  }

  /** It runs in an app of its own plan, whose files it has; otherwise it is a resource with its definition. */
  get isStandard(): boolean {
    return isStandardWorkflow(this.context, this.node);
  }

  /** Takes the name of a node's main action. */
  reserve(node: GraphNode): void {
    if (!this.#own.has(node)) this.#own.set(node, this.names.take(this.context.names.symbol(node.id)));
  }

  nameOf(node: GraphNode, part?: string): string {
    if (part !== undefined) return this.names.take(`${this.context.names.symbol(node.id)}_${part}`);
    this.reserve(node);
    return this.#own.get(node) ?? '';
  }

  /** Reference to a managed connector, as the host of the workflow knows it. */
  connection(connector: string): object {
    this.connections.add(connector);
    if (this.isStandard) return { connection: { referenceName: connector } };
    return { connection: { name: `@parameters('$connections')['${connector}']['connectionId']` } };
  }

  /** Expression of a value that the host provides, without its "@". */
  parameter(name: string): string {
    this.parameters.add(name);
    return `parameters('${name}')`;
  }
}
