import type { GraphNode } from '../../catalog';
import type { ExportContext } from '../context';
import { from, type Draft } from '../emit/draft';
import { lettersOf, reservedNames } from '../names';
import type { FactoryHost } from '../parts/factory';
import { vaultServiceName } from '../parts/factory-secrets';
import { shortName } from '../parts/local-names';
import { keyVaultName } from '../parts/resources';

/** Kinds of objects of a factory or a workspace of Synapse, which are its folders, and the longest names that they may have. */
const longest = {
  pipeline: 140,
  dataset: 260,
  linkedService: 140,
  dataflow: 140,
  integrationRuntime: 63,
  managedVirtualNetwork: 63,
  trigger: 140,
  notebook: 140,
  sparkJobDefinition: 140,
} as const;
export type ObjectKind = keyof typeof longest;

/** Key of the linked service of the vault. */
export const vaultKey = ' vault';

export interface Origins {
  readonly nodes: readonly GraphNode[];
  /** Ids of edges. */
  readonly edges: readonly string[];
}

interface FactoryObject {
  readonly name: string;
  readonly nodes: Set<GraphNode>;
  readonly edges: Set<string>;
  readonly properties: (origins: Origins) => object;
}

/** The objects of one factory, each under a name of its own. What several activities share is written once. */
export class Factory {
  readonly #objects = new Map<string, FactoryObject>();
  readonly #taken = new Map<string, string>();

  constructor(
    readonly context: ExportContext,
    readonly host: FactoryHost,
  ) {}

  get root(): string {
    return this.context.folder(this.host);
  }

  /**
   * Adds an object, unless one with the key is there: then only what it is written from grows.
   * @param key what tells two objects of a kind apart
   * @returns the name
   */
  add(kind: ObjectKind, key: string, wished: string, origins: Origins, properties: (origins: Origins) => object): string {
    const id = `${kind} ${key}`;
    let object = this.#objects.get(id);
    if (!object) {
      object = { name: this.#name(kind, key, wished), nodes: new Set(), edges: new Set(), properties };
      this.#objects.set(id, object);
    }
    for (const node of origins.nodes) object.nodes.add(node);
    for (const edge of origins.edges) object.edges.add(edge);
    return object.name;
  }

  /** Upper and lower case do not tell names apart. Names that are too long are cut, and those that Windows reserves end in letters. */
  #name(kind: ObjectKind, key: string, wished: string): string {
    let name = shortName(wished, longest[kind]);
    const owner = this.#taken.get(`${kind} ${name.toLowerCase()}`);
    if ((owner !== undefined && owner !== key) || reservedNames.test(name))
      name = `${shortName(wished, longest[kind] - 5)}_${lettersOf(key)}`;
    this.#taken.set(`${kind} ${name.toLowerCase()}`, key);
    return name;
  }

  /** Takes a name for a key before anything else can have it. */
  reserve(kind: ObjectKind, key: string, name: string): void {
    this.#taken.set(`${kind} ${name.toLowerCase()}`, key);
  }

  /** A secret of the plan's vault, whose linked service is added by the first one. */
  secret(owner: GraphNode, secretName: string): object {
    const [drawn] = this.context.of('azure-key-vault');
    const nodes = drawn ? [drawn] : [];
    const vault = this.add('linkedService', vaultKey, vaultServiceName(this.context), { nodes: [...nodes, owner], edges: [] }, () => ({
      type: 'AzureKeyVault',
      description: 'Secrets of the connections.',
      annotations: annotations(nodes),
      typeProperties: { baseUrl: `https://${keyVaultName(this.context)}.vault.azure.net/` },
    }));
    return { type: 'AzureKeyVaultSecret', store: reference(vault, 'LinkedServiceReference'), secretName };
  }

  *drafts(pathOf: (kind: ObjectKind, name: string) => string): Iterable<Draft> {
    // properties may add what they refer to, and a map goes on to what is added while it is walked
    for (const [id, { name, nodes, edges, properties }] of this.#objects) {
      const inOrder = [...nodes].sort((a, b) => a.at - b.at);
      const origin = { nodes: inOrder.map((node) => node.id), edges: [...edges] };
      const value = { name, properties: from(properties({ nodes: inOrder, edges: [...edges] }), origin) };
      yield { path: pathOf(id.split(' ', 1)[0] as ObjectKind, name), ...origin, format: 'json', value }; // the id begins with the kind
    }
  }
}

export function reference(referenceName: string, type: string, parameters?: object): object {
  return { referenceName, type, ...(parameters && Object.keys(parameters).length > 0 ? { parameters } : {}) };
}

export function annotations(nodes: readonly GraphNode[]): string[] {
  return nodes.map(({ id }) => `pipedraft-node:${id}`);
}
