import { regionId, type GraphEdge, type GraphNode } from '../../../catalog';
import type { NodeId, SettingValue } from '../../../plan';
import type { ExportContext } from '../../context';
import { resourceName } from '../resources';
import { Expression, KeyedBy, type ResourceBody, type ResourceValue, resourceValue, parameter } from './expression';
import { ResourceModule, type ParamType, type ResourceDraft } from './module';

/*
 * The deployment that all resources are placed in. It is one thing, since a reference between two resources is known only where
 * both are placed.
 */

/** A resource of a module. */
export interface Placed {
  readonly module: ResourceModule;
  readonly symbol: string;
  readonly type: string;
  /** Somebody else owns it. */
  readonly exists: boolean;
}

/** Somebody in Azure to whom roles are given. */
export interface Principal {
  readonly module: ResourceModule;
  readonly symbol: string;
  /** Where its object id is: `identity.principalId` of a resource, `properties.principalId` of an identity of its own. */
  readonly at: string;
  /** Nodes that it works for. */
  readonly nodes: readonly NodeId[];
}

/** A value that the deployment is given. */
interface Asked {
  readonly type: ParamType;
  readonly description: string;
  readonly value: SettingValue;
  readonly nodes: readonly NodeId[];
}

/** What the deployment of a plan consists of: modules, their resources, and its parameters. */
export class Deployment {
  /** By what they hold, such as `machine-learning`, in the order of their making. */
  readonly modules = new Map<string, ResourceModule>();
  readonly asked = new Map<string, Asked>();
  /** The resource that a node stands for. */
  readonly placed = new Map<NodeId, Placed>();
  /** The resource that writes a node's logs, where it is another one than the node's own; `undefined` for none. */
  readonly logged = new Map<NodeId, Placed | undefined>();
  /** Identities of nodes. */
  readonly principals = new Map<NodeId, Principal>();
  /** Things that the plan's nodes need and it has no node for, by what they are. */
  readonly implied = new Map<string, Placed>();

  constructor(readonly context: ExportContext) {}

  /** A module of some kind of resources. */
  module(name: string, ...about: readonly string[]): ResourceModule {
    let module = this.modules.get(name);
    if (!module) {
      const symbol = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      module = new ResourceModule(symbol, name, about);
      this.modules.set(name, module);
    }
    return module;
  }

  /** Name of a node's resource: as the plan states it, or made from its id. What somebody else made has a stated name. */
  nameOf(node: GraphNode, usual = resourceName(this.context, node)): string {
    const stated = this.context.nameOf(node, '');
    if (stated !== '') return stated;
    return this.context.exists(node) ? this.context.gapOf(node, 'name') : usual;
  }

  /** The main resource of a node. Where it exists already, only its name is written, and nothing belongs below it. */
  place(
    node: GraphNode,
    module: ResourceModule,
    type: string,
    body: ResourceBody,
    more: {
      readonly name?: string;
      readonly edges?: readonly GraphEdge[];
      readonly about?: readonly string[];
      readonly nodes?: readonly NodeId[];
    } = {},
  ): Placed {
    const exists = this.context.exists(node);
    const name = this.nameOf(node, more.name);
    const { edges, about } = more;
    const symbol = module.resource({
      symbol: this.context.names.symbol(node.id),
      type,
      nodes: more.nodes ?? [node.id],
      ...(exists ? { existing: true } : {}),
      ...(edges && !exists ? { edges } : {}),
      ...(about && !exists ? { about } : {}),
      body: exists ? { name } : { name, location: this.locationOf(node, module), ...body, tags: this.tags(node) },
    });
    const placed = { module, symbol, type, exists };
    this.placed.set(node.id, placed);
    return placed;
  }

  /** A resource that nodes need and the plan does not draw. */
  imply(
    key: string,
    service: string,
    module: ResourceModule,
    draft: Omit<ResourceDraft, 'body'> & { readonly body: ResourceBody },
  ): Placed {
    let placed = this.implied.get(key);
    if (!placed) {
      const { name, ...rest } = draft.body;
      const symbol = module.resource({
        origin: this.needing(service),
        ...draft,
        body: { ...(name === undefined ? {} : { name }), location: module.location, ...rest, tags: { 'pipedraft-implied': service } },
      });
      placed = { module, symbol, type: draft.type, exists: false };
      this.implied.set(key, placed);
    }
    return placed;
  }

  /** Nodes that imply a resource of some service. */
  needing(service: string): readonly NodeId[] {
    const family = { 'azure-ml-workspace': 'azure-ml-', 'azure-databricks': 'databricks-', 'azure-data-factory': 'adf-' }[service];
    const implies = (one: string) => one === service || (family !== undefined && one.startsWith(family));
    return this.context.graph.nodes.filter(({ node }) => implies(node.service)).map(({ id }) => id);
  }

  /** An identity that a node runs as, which exists before the node does. */
  identity(node: GraphNode): Placed {
    const key = `identity ${node.id}`;
    let placed = this.implied.get(key);
    if (!placed) {
      const module = this.module('identities', 'Who the services of the plan run as. The file of roles says what each may do.');
      const symbol = module.resource({
        symbol: this.context.names.symbol(node.id),
        type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
        nodes: [node.id],
        body: {
          name: this.context.names.resource('id', node.id),
          location: this.locationOf(node, module),
          properties: {},
          tags: { 'pipedraft-node': node.id },
        },
      });
      placed = { module, symbol, type: 'Microsoft.ManagedIdentity/userAssignedIdentities', exists: false };
      this.implied.set(key, placed);
      this.principals.set(node.id, { module, symbol, at: 'properties.principalId', nodes: [node.id] });
    }
    return placed;
  }

  /** The `identity` of a resource that runs as an identity of its own, and the ids that its settings name. */
  runsAs(
    node: GraphNode,
    module: ResourceModule,
  ): { readonly identity: ResourceBody; readonly id: Expression; readonly clientId: () => Expression } {
    const own = this.identity(node);
    const id = this.refer(module, own, 'id');
    return {
      id,
      clientId: () => this.refer(module, own, 'properties.clientId'),
      identity: { type: 'UserAssigned', userAssignedIdentities: new KeyedBy(id) },
    };
  }

  /** Says that a resource's own identity works for nodes. */
  worksAs(placed: Placed, ...nodes: readonly GraphNode[]): void {
    for (const node of nodes)
      this.principals.set(node.id, {
        module: placed.module,
        symbol: placed.symbol,
        at: 'identity.principalId',
        nodes: nodes.map(({ id }) => id),
      });
  }

  /** An expression of a resource, such as `id`, in a module that may be another one: it is handed over then. */
  refer(
    module: ResourceModule,
    { module: source, symbol }: Pick<Placed, 'module' | 'symbol'>,
    at: string,
    edges: readonly GraphEdge[] = [],
  ): Expression {
    if (module === source) return resourceValue(symbol, at);
    const name = `${symbol}_${at.split('.').at(-1) ?? at}`;
    source.output(name, resourceValue(symbol, at));
    const value = new Expression({ is: 'output', module: source.name, name });
    return module.param(`${source.name} ${name}`, name, { type: 'string', argument: { value, edges: [...edges] } });
  }

  /** A value of the user's world, as a parameter of the deployment: what the plan states, or a gap. */
  ask(module: ResourceModule, node: GraphNode, setting: string, type: ParamType = 'string'): Expression {
    const { context } = this;
    const name = context.names.symbol(node.id, setting);
    const stated = context.setting(node, setting);
    if (!this.asked.has(name)) {
      const title = context.declared(node, setting)?.title ?? setting;
      this.asked.set(name, {
        type,
        description: `${title}. Node ${node.id}, settings.${setting}.`,
        value: stated ?? context.gapOf(node, setting),
        nodes: [node.id],
      });
    }
    return module.param(`ask ${name}`, name, { type, argument: { value: parameter(name), nodes: [node.id] } });
  }

  /** The region of a node: the deployment's, unless the node has one of its own. */
  locationOf(node: GraphNode, module: ResourceModule): ResourceValue {
    const own = node.node.region;
    const { region } = this.context.plan.context;
    if (own === undefined || own.trim() === '') return module.location;
    const id = regionId(own) ?? own;
    return region !== undefined && regionId(region) === id ? module.location : id;
  }

  tags(node: GraphNode, ...others: readonly NodeId[]): ResourceBody {
    const { owner, settings } = node.node;
    const stated = settings?.['tags'];
    const own = typeof stated === 'object' && !Array.isArray(stated) ? Object.entries(stated as Record<string, SettingValue>) : [];
    return {
      'pipedraft-node': [node.id, ...others].join(' ').slice(0, 256),
      ...(owner === undefined || owner.trim() === '' ? {} : { owner: owner.slice(0, 256) }),
      ...Object.fromEntries(
        own.flatMap(([key, value]) =>
          typeof value === 'object' ? [] : [[key.replace(/[<>%&\\?/]/g, '-').slice(0, 512), String(value).slice(0, 256)]],
        ),
      ),
    };
  }

  /** The likely value of a usage field as a text. */
  usage(node: GraphNode, field: string): string | undefined {
    const value = this.context.graph.value(node, field);
    return value === undefined ? undefined : String(value);
  }

  /** A usage field as a whole number, within bounds. */
  whole(node: GraphNode, field: string, usual: number, least = 0, most = Infinity): number {
    const value = this.context.graph.amount(node, field);
    return Math.min(most, Math.max(least, Math.ceil(value ?? usual)));
  }

  /** True if a node is reached by a private endpoint or is inside of a virtual network. */
  isPrivate({ node }: GraphNode): boolean {
    return node.safeguards?.access === 'private-endpoint' || node.safeguards?.access === 'virtual-network';
  }

  /** `publicNetworkAccess` as most services spell it. */
  publicAccess(node: GraphNode): 'Enabled' | 'Disabled' {
    return this.isPrivate(node) ? 'Disabled' : 'Enabled';
  }

  /** True where the plan says that callers sign in with keys; otherwise keys are off. */
  hasKeys({ node }: GraphNode): boolean {
    return node.safeguards?.identity === 'keys';
  }

  isAcrossZones({ node }: GraphNode): boolean {
    return node.safeguards?.zones === 'several';
  }

  /** The control edges and others that say why a resource is there. */
  edges(node: GraphNode, ...kinds: readonly GraphEdge['kind'][]): readonly GraphEdge[] {
    return [...node.in, ...node.out].filter(({ kind }) => kinds.includes(kind));
  }
}
