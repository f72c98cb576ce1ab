import type { NodeId } from '../plan';

/** Names that Windows gives to no file. */
export const reservedNames = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Longest names that the services allow, where it is short. */
export const nameLimits = {
  storageAccount: 24,
  containerRegistry: 50,
  keyVault: 24,
  endpoint: 32,
  compute: 24,
  actionGroup: 12,
  containerApp: 32,
} as const;

/** Longest names of resources by abbreviation, where they are short. */
const resourceLimits: Readonly<Record<string, number>> = {
  amg: 23,
  asp: 40,
  ca: 32,
  cae: 32,
  cosmos: 44,
  evgt: 50,
  evhns: 50,
  iot: 50,
  mlw: 33,
  mlws: 33,
  sbns: 50,
  synw: 50,
};

/**
 * Names of resources, assets and symbols of one plan. They come from the prefix and the ids of nodes, never from titles, so a new title
 * makes no new resource. Equal names of two nodes, and names that had to be cut, end in four letters made from the whole name.
 */
export class Names {
  readonly #taken = new Map<string, Map<string, string>>();

  /** @param suffix ends names that are unique in the whole of Azure */
  constructor(
    readonly prefix: string,
    readonly suffix: string | undefined,
    readonly nodes: readonly NodeId[],
  ) {}

  /** An Azure resource, `adf-churn`; with the node's id behind it where the plan has several nodes of the kind. */
  resource(abbreviation: string, node?: NodeId): string {
    const make = (id: NodeId | undefined) =>
      [abbreviation, this.prefix, this.suffix, id === undefined ? undefined : dashed(id)]
        .filter(Boolean)
        .join('-')
        .toLowerCase()
        .replace(/-{2,}/g, '-')
        .replace(/-$/, '');
    return this.#unique(`resource ${abbreviation}`, node, make, resourceLimits[abbreviation] ?? 60, '-');
  }

  /** A name of lower-case letters and digits, `stchurnlake`, of 24 or 50 characters at most. */
  compact(abbreviation: string, node: NodeId | undefined, most: number): string {
    const make = (id: NodeId | undefined) =>
      `${abbreviation}${this.prefix}${id ?? ''}${this.suffix ?? ''}`.toLowerCase().replace(/[^a-z0-9]/g, '');
    return this.#unique(`compact ${abbreviation} ${most}`, node, make, most, '');
  }

  /** An asset of a workspace, such as a model, an endpoint or a schedule: `churn-train`. */
  asset(node: NodeId, most = 255): string {
    return this.#unique(`asset ${most}`, node, (id) => `${this.prefix}-${dashed(id ?? '')}`, most, '-');
  }

  /** A name inside of its parent, such as a compute or a container: the node's id in lower case, `cluster-n2` for `cluster-2`. */
  local(node: NodeId, most = 63): string {
    return this.#unique(
      `local ${most}`,
      node,
      (id) =>
        dashed(id ?? '')
          .toLowerCase()
          .replace(/-(\d+)$/, '-n$1'),
      most,
      '-',
    );
  }

  /** A name of letters, digits and "_", with no "_" at its end: a step, an activity, a stage, a symbol. */
  symbol(node: NodeId, part?: string): string {
    const symbol = this.#unique('symbol', node, (id) => (id ?? '').replace(/-/g, '_').replace(/_+$/, ''), 120, '_');
    return part === undefined ? symbol : `${symbol}_${part.replace(/-/g, '_')}`;
  }

  /** Part of a file's name: the node's id, with letters behind it where two ids differ in case only or Windows reserves it. */
  file(node: NodeId): string {
    const same = this.nodes.filter((id) => id.toLowerCase() === node.toLowerCase());
    return same.length > 1 || reservedNames.test(node) ? `${node}-${lettersOf(node)}` : node;
  }

  /** A component, `churn_train`. */
  component(node: NodeId): string {
    return `${this.prefix.replace(/-/g, '_')}_${this.symbol(node)}`;
  }

  #unique(kind: string, node: NodeId | undefined, make: (node: NodeId | undefined) => string, most: number, joint: string): string {
    if (node === undefined) return cut(make(undefined), most, joint, undefined);
    let names = this.#taken.get(kind);
    if (!names) {
      names = new Map();
      const byName = new Map<string, NodeId[]>();
      for (const id of this.nodes) {
        const name = cut(make(id), most, joint, id);
        names.set(id, name);
        const key = name.toLowerCase(); // many services take names that differ in case only for the same
        byName.set(key, [...(byName.get(key) ?? []), id]);
      }
      for (const ids of byName.values())
        if (ids.length > 1) for (const id of ids) names.set(id, withHash(names.get(id) ?? id, id, most, joint));
      this.#taken.set(kind, names);
    }
    return names.get(node) ?? cut(make(node), most, joint, node);
  }
}

function dashed(id: string): string {
  return id.replace(/_/g, '-').replace(/-{2,}/g, '-').replace(/-$/, '');
}

function cut(name: string, most: number, joint: string, of: string | undefined): string {
  return name.length <= most ? name : withHash(name, of ?? name, most, joint);
}

function withHash(name: string, of: string, most: number, joint: string): string {
  const hash = lettersOf(of);
  return `${name.slice(0, most - hash.length - joint.length).replace(/[-_]$/, '')}${joint}${hash}`;
}

/** Four letters from a text: FNV-1a, in base 26. */
export function lettersOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  let letters = '';
  for (let at = 0; at < 4; at += 1) {
    letters += String.fromCharCode(97 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return letters;
}

/** The prefix that a file's name gives: its name without the ending, in lower case, with letters, digits and "-". */
export function prefixOf(file: string): string {
  const base = file.replace(/^.*[/\\]/, '').replace(/(?:\.pipedraft)?\.(?:ya?ml|json)$/i, '');
  const plain = base
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return plain === '' ? 'plan' : plain;
}
