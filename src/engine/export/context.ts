import { stringify } from 'yaml';
import { regionId, type Catalog, type GraphEdge, type GraphNode, type PlanGraph, type PriceBook } from '../catalog';
import { defaultLayout, settingsOf, type EdgeKind, type NodeId, type Plan, type SettingShape, type SettingValue } from '../plan';
import type { Cost, Scores } from '../score';
import type { Finding } from '../validate';
import { gapToken } from './gap';
import { Names, prefixOf } from './names';

export type LayoutFolder = keyof typeof defaultLayout;

/** What was found about a plan, for the documents. */
export interface Evaluated {
  readonly findings: readonly Finding[];
  readonly scores: Scores;
  readonly cost: Cost;
}

export interface ExportInput {
  readonly graph: PlanGraph;
  /** Name of the plan's file, without its folder. */
  readonly file: string;
  /** Prefix of an earlier export, which goes before the file's name; `exports.prefix` of the plan goes before both. */
  readonly prefix?: string | undefined;
  /** Text of a file as an earlier export wrote it, by its path. */
  readonly earlier?: ((path: string) => string | undefined) | undefined;
  /** Only documents need it. */
  readonly evaluation?: Evaluated | undefined;
}

/** Where a gap comes from, for its sentence. */
interface NeededSetting {
  readonly node: NodeId | undefined;
  readonly setting: string;
  readonly how: string;
}

/** A plan with everything that exporters ask of it. It also records the defaults and gaps of one export. */
export class ExportContext {
  readonly graph: PlanGraph;
  readonly plan: Plan;
  readonly catalog: Catalog;
  readonly book: PriceBook;
  readonly file: string;
  readonly #evaluation: Evaluated | undefined;
  readonly earlier: (path: string) => string | undefined;
  readonly names: Names;
  readonly #needed = new Map<string, NeededSetting>();
  readonly #defaults = new Map<string, { node: NodeId; setting: string; value: string }>();
  readonly #remarks: { nodes: readonly NodeId[]; edges: readonly string[]; text: string }[] = [];

  constructor({ graph, file, prefix: usual, earlier, evaluation }: ExportInput) {
    this.graph = graph;
    this.plan = graph.plan;
    this.catalog = graph.catalog;
    this.book = graph.book;
    this.file = file;
    this.#evaluation = evaluation;
    this.earlier = earlier ?? (() => undefined);
    const { prefix, suffix } = this.plan.exports ?? {};
    this.names = new Names(prefix ?? usual ?? prefixOf(file), suffix, Object.keys(this.plan.nodes));
  }

  /** Findings, scores and cost. @throws Error when the export was started without them */
  get evaluation(): Evaluated {
    if (!this.#evaluation) throw new Error('A document was exported without the evaluation of the plan.');
    return this.#evaluation;
  }

  /** Id of the plan's region, such as westeurope, or a gap. */
  get region(): string {
    const { region } = this.plan.context;
    return region !== undefined ? regionId(region) : this.gap(undefined, 'region', 'State the region of the plan, such as westeurope.');
  }

  /** Nodes of some services, in the plan's order. */
  of(...services: readonly string[]): readonly GraphNode[] {
    const found = this.graph.ofService(...services);
    return services.length === 1 ? found : [...new Set(found)].sort((a, b) => a.at - b.at);
  }

  has(...services: readonly string[]): boolean {
    return services.some((service) => this.graph.ofService(service).length > 0);
  }

  /** Edges of a kind that leave or reach a node. */
  out(node: GraphNode, kind: EdgeKind): readonly GraphEdge[] {
    return node.out.filter((edge) => edge.kind === kind);
  }
  in(node: GraphNode, kind: EdgeKind): readonly GraphEdge[] {
    return node.in.filter((edge) => edge.kind === kind);
  }

  /** A folder of the repository, without a "/" at its end. */
  folder(key: LayoutFolder): string {
    return (this.plan.exports?.layout?.[key] ?? defaultLayout[key]).replace(/\/+$/, '');
  }

  /** The file of a node: the one that its `definition` names, or else a default. */
  pathOf(node: GraphNode, usual: string): string {
    const stated = node.node.definition?.trim();
    return stated !== undefined && stated !== '' && !stated.endsWith('/') ? stated : usual;
  }

  /** True if somebody else owns the resource, so that it is referred to and not created. */
  exists(node: GraphNode): boolean {
    return node.node.settings?.['exists'] === true;
  }

  /** The name that the plan states for a node's resource or asset, or else one that is made from the prefix. */
  nameOf(node: GraphNode, usual: string): string {
    const stated = node.node.settings?.['name'];
    return typeof stated === 'string' && stated.trim() !== '' ? stated : usual;
  }

  /** The setting as the service's catalog file declares it. */
  declared(node: GraphNode, id: string): SettingShape | undefined {
    return settingsOf(node.service).find((setting) => setting.id === id);
  }

  /** What the plan states, or the catalog's default, which is recorded as taken; `undefined` without both. */
  setting(node: GraphNode, id: string): SettingValue | undefined {
    const stated = node.node.settings?.[id];
    if (stated !== undefined && stated !== '') return stated;
    const usual = this.declared(node, id)?.default;
    if (usual !== undefined) this.took(node, id, usual);
    return usual;
  }

  /** A setting as text. */
  text(node: GraphNode, id: string): string | undefined {
    const value = this.setting(node, id);
    return value === undefined || typeof value === 'object' ? undefined : String(value);
  }

  number(node: GraphNode, id: string): number | undefined {
    const value = this.setting(node, id);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  flag(node: GraphNode, id: string): boolean {
    return this.setting(node, id) === true;
  }

  list(node: GraphNode, id: string): readonly SettingValue[] | undefined {
    const value = this.setting(node, id);
    return Array.isArray(value) ? (value as readonly SettingValue[]) : undefined;
  }

  map(node: GraphNode, id: string): Readonly<Record<string, SettingValue>> | undefined {
    const value = this.setting(node, id);
    return typeof value === 'object' && !Array.isArray(value) ? (value as Readonly<Record<string, SettingValue>>) : undefined;
  }

  /** A setting as text, or the token of a gap, which is recorded. */
  need(node: GraphNode, id: string): string {
    return this.text(node, id) ?? this.gapOf(node, id);
  }

  /** The token of a gap that one of the node's settings fills. */
  gapOf(node: GraphNode, id: string): string {
    const setting = this.declared(node, id);
    const example = setting?.example === undefined ? '' : ` Example: ${id}: ${exampleText(setting.example)}`;
    return this.gap(
      node.id,
      id,
      `State "${setting?.title ?? id}" of "${node.title}" (settings.${id}). ${setting?.help ?? ''}${example}`.trim(),
    );
  }

  /** The token of a gap. @param node `undefined` for one of the plan as a whole */
  gap(node: NodeId | undefined, setting: string, how: string): string {
    const token = gapToken(node ?? 'exports', setting);
    if (!this.#needed.has(token)) this.#needed.set(token, { node, setting, how });
    return token;
  }

  /** Records a value that depends on the plan and was taken as a default. */
  took(node: GraphNode, setting: string, value: SettingValue): void {
    this.#defaults.set(`${node.id} ${setting}`, { node: node.id, setting, value: exampleText(value) });
  }

  /** Records something that a reader should know. */
  remark(text: string, nodes: readonly GraphNode[] = [], edges: readonly GraphEdge[] = []): void {
    if (this.#remarks.some((one) => one.text === text)) return;
    this.#remarks.push({ nodes: [...new Set(nodes.map(({ id }) => id))], edges: [...new Set(edges.map(({ id }) => id))], text });
  }

  /** How to fill a gap. */
  neededAt(owner: string, setting: string): NeededSetting | undefined {
    return this.#needed.get(gapToken(owner, setting));
  }

  get defaults(): readonly { readonly node: NodeId; readonly setting: string; readonly value: string }[] {
    return [...this.#defaults.values()];
  }

  get remarks(): readonly { readonly nodes: readonly NodeId[]; readonly edges: readonly string[]; readonly text: string }[] {
    return this.#remarks;
  }
}

/** A value as a plan in YAML has it, on one line. */
function exampleText(value: SettingValue): string {
  return typeof value === 'object' ? stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim() : String(value);
}
