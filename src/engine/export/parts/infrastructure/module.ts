import type { GraphEdge } from '../../../catalog';
import type { NodeId } from '../../../plan';
import { Expression, parameter, type ResourceBody } from './expression';

export type ParamType = 'string' | 'array' | 'object' | 'bool' | 'int';

export interface Param {
  readonly type: ParamType;
  /** What a module is given by the deployment. */
  readonly argument?: Argument | undefined;
}

export interface Argument {
  readonly value: Expression;
  readonly nodes?: readonly NodeId[] | undefined;
  /** Edges that it is handed over for; more are added as they ask for it. */
  readonly edges?: GraphEdge[] | undefined;
}

export interface ResourceDraft {
  /** The wanted symbol; letters are put behind it where it is taken. */
  readonly symbol: string;
  /** Without its version, unless it needs another one than its provider. */
  readonly type: string;
  /** It is there already, and only referred to. */
  readonly existing?: boolean;
  /** The resource of another module that an existing one is. */
  readonly of?: { readonly module: ResourceModule; readonly symbol: string };
  readonly nodes?: readonly NodeId[];
  readonly edges?: readonly GraphEdge[];
  /** Nodes that it is there for and that its comment does not name: what they imply. */
  readonly origin?: readonly NodeId[];
  /** Lines above it, behind the line that names its nodes and edges. */
  readonly about?: readonly string[];
  readonly body: ResourceBody;
}

/** Words that a symbol must not be: of the language, and names that the exporter uses itself. */
const reserved = new Set(
  (
    'param var resource module output type import func metadata using extends for if in as existing true false null with assert provider ' +
    'extension targetScope sys az location environment tenant subscription resourceGroup deployment guid uniqueString json any array ' +
    'string int bool object item principal email loadJsonContent subscriptionResourceId resourceId reference main'
  ).split(' '),
);

/** What is deployed together, in one file or as one part of a template. */
export class ResourceModule {
  readonly params = new Map<string, Param>();
  readonly variables = new Map<string, Expression>();
  readonly outputs = new Map<string, Expression>();
  readonly #resources: ResourceDraft[] = [];
  readonly #taken = new Set<string>();
  readonly #paramNames = new Map<string, string>();
  readonly #varNames = new Map<string, string>();
  /** Modules that have to be deployed before it though it reads nothing of them. */
  readonly after = new Set<ResourceModule>();

  /**
   * @param name a symbol for it
   * @param id what it holds, such as `machine-learning`
   * @param about lines at its top
   */
  constructor(
    readonly name: string,
    readonly id: string,
    readonly about: readonly string[] = [],
  ) {}

  get isEmpty(): boolean {
    return this.#resources.length === 0;
  }

  get resources(): readonly ResourceDraft[] {
    return this.#resources;
  }

  get nodes(): readonly NodeId[] {
    return [...new Set(this.#resources.flatMap(({ nodes, origin, edges }) => [...(nodes ?? []), ...(origin ?? []), ...endsOf(edges)]))];
  }

  /** A symbol that nothing else in the file has. */
  unique(wanted: string): string {
    let symbol = wanted;
    for (let at = 2; reserved.has(symbol) || this.#taken.has(symbol); at += 1) symbol = `${wanted}_${at}`;
    this.#taken.add(symbol);
    return symbol;
  }

  /**
   * A parameter. Asked for again by its key, it stays as it is.
   * @param wanted its name, unless that is taken
   */
  param(key: string, wanted: string, param: Param): Expression {
    let name = this.#paramNames.get(key);
    if (name === undefined) {
      name = this.unique(wanted);
      this.#paramNames.set(key, name);
      this.params.set(name, param);
    }
    for (const edge of param.argument?.edges ?? []) {
      const known = this.params.get(name)?.argument?.edges;
      if (known?.includes(edge) === false) known.push(edge);
    }
    return parameter(name);
  }

  /** The place of the deployment, for resources without a region of their own. */
  get location(): Expression {
    if (!this.params.has('location')) this.params.set('location', { type: 'string', argument: { value: parameter('location') } });
    return parameter('location'); // no symbol has this name
  }

  /** A variable. Asked for again by its key, it stays as it is. */
  variable(key: string, value: Expression): Expression {
    let name = this.#varNames.get(key);
    if (name === undefined) {
      name = this.unique(key);
      this.#varNames.set(key, name);
      this.variables.set(name, value);
    }
    return new Expression({ is: 'variable', name });
  }

  /** @returns the symbol that it has */
  resource(draft: ResourceDraft): string {
    const symbol = this.unique(draft.symbol);
    this.#resources.push({ ...draft, symbol });
    return symbol;
  }

  output(name: string, value: Expression): void {
    this.outputs.set(name, value);
  }
}

/** An edge as comments name it: `customers > train`. */
export function edgeText({ from, to }: GraphEdge): string {
  return `${from.id} > ${to.id}`;
}

/** Ids of the nodes that edges join. */
export function endsOf(edges: readonly GraphEdge[] = []): NodeId[] {
  return edges.flatMap(({ from, to }) => [from.id, to.id]);
}
