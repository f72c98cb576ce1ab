import type { GraphEdge } from '../../catalog';
import type { NodeId } from '../../plan';
import { marksOf } from '../emit/draft';
import { TextLines } from '../emit/text-lines';
import { type Code, code, commentText, quoted, type BicepObject, type BicepValue } from './code';
import { versioned } from './versions';
import { writeValue } from './write-value';

export type ParamType = 'string' | 'array' | 'object' | 'bool' | 'int';

export interface Param {
  readonly type: ParamType;
  readonly description?: string | undefined;
  readonly value?: BicepValue | undefined;
  /** What a module is given by main.bicep. */
  readonly argument?: Argument | undefined;
}

export interface Argument {
  readonly value: Code;
  readonly nodes?: readonly NodeId[] | undefined;
  /** Edges that it is handed over for; more are added as they ask for it. */
  readonly edges?: GraphEdge[] | undefined;
}

export interface ResourceDraft {
  /** The wanted symbol; letters are put behind it where it is taken. */
  readonly symbol: string;
  /** Without its version. */
  readonly type: string;
  /** It is there already, and only referred to. */
  readonly existing?: boolean;
  readonly nodes?: readonly NodeId[];
  readonly edges?: readonly GraphEdge[];
  /** Nodes that it is there for and that its comment does not name: what they imply. */
  readonly origin?: readonly NodeId[];
  /** Lines above it, behind the line that names its nodes and edges. */
  readonly about?: readonly string[];
  readonly body: BicepObject;
}

/** Words that a symbol must not be: of the language, and names that the exporter uses itself. */
const reserved = new Set(
  (
    'param var resource module output type import func metadata using extends for if in as existing true false null with assert provider ' +
    'extension targetScope sys az location environment tenant subscription resourceGroup deployment guid uniqueString json any array ' +
    'string int bool object item principal email loadJsonContent subscriptionResourceId resourceId reference main'
  ).split(' '),
);

/** One Bicep file. */
export class BicepModule {
  readonly params = new Map<string, Param>();
  readonly #vars = new Map<string, BicepValue>();
  readonly #resources: (ResourceDraft & { readonly symbol: string })[] = [];
  readonly #outputs = new Map<string, Code>();
  readonly #taken = new Set<string>();
  readonly #paramNames = new Map<string, string>();
  readonly #varNames = new Map<string, string>();
  /** Modules that have to be deployed before it though it reads nothing of them. */
  readonly after = new Set<BicepModule>();

  /**
   * @param name its symbol in main.bicep
   * @param about lines at its top
   */
  constructor(
    readonly name: string,
    readonly file: string,
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
  param(key: string, wanted: string, param: Param): Code {
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
    return code(name);
  }

  /** The place of the deployment, for resources without a region of their own. */
  get location(): Code {
    if (!this.params.has('location')) this.params.set('location', { type: 'string', argument: { value: code('location') } });
    return code('location'); // no symbol has this name
  }

  /** A variable. Asked for again by its key, it stays as it is. */
  variable(key: string, value: BicepValue): Code {
    let name = this.#varNames.get(key);
    if (name === undefined) {
      name = this.unique(key);
      this.#varNames.set(key, name);
      this.#vars.set(name, value);
    }
    return code(name);
  }

  /** @returns the symbol that it has */
  resource(draft: ResourceDraft): string {
    const symbol = this.unique(draft.symbol);
    this.#resources.push({ ...draft, symbol });
    return symbol;
  }

  output(name: string, value: Code): void {
    this.#outputs.set(name, value);
  }

  write(): TextLines {
    const lines = new TextLines();
    for (const line of this.about) lines.add(`// ${commentText(line)}`);
    for (const [name, { type, description, value }] of this.params) {
      if (description !== undefined) lines.add(`@description(${quoted(description)})`);
      if (value === undefined) lines.add(`param ${name} ${type}`);
      else writeValue(lines, `param ${name} ${type} = `, value);
    }
    if (this.#vars.size > 0) lines.gap();
    for (const [name, value] of this.#vars) writeValue(lines, `var ${name} = `, value);
    for (const resource of this.#resources) writeResource(lines, resource);
    if (this.#outputs.size > 0) lines.gap();
    for (const [name, value] of this.#outputs) lines.add(`output ${name} string = ${value.text}`);
    return lines;
  }
}

function writeResource(
  lines: TextLines,
  { symbol, type, existing, nodes = [], origin = [], edges = [], about = [], body }: ResourceDraft,
): void {
  lines.gap();
  lines.block({ nodes: [...new Set([...nodes, ...origin, ...endsOf(edges)])], edges: edges.map(({ id }) => id) }, (into) => {
    const from = [...nodes, ...edges.map(edgeText)];
    if (from.length > 0) into.add(`// ${from.join(', ')}`);
    for (const line of about) into.add(`// ${commentText(line)}`);
    writeValue(into, `resource ${symbol} ${quoted(versioned(type))} ${existing === true ? 'existing ' : ''}= `, body, '', marksOf(body));
  });
}

/** An edge as comments name it: `customers > train`. */
export function edgeText({ from, to }: GraphEdge): string {
  return `${from.id} > ${to.id}`;
}

function endsOf(edges: readonly GraphEdge[] = []): NodeId[] {
  return edges.flatMap(({ from, to }) => [from.id, to.id]);
}
