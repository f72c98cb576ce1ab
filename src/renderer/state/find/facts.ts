import { edgeEnds } from '#engine/plan';
import type { EdgeKind, Plan, PlanNode, Stage } from '#engine/plan';
import type { Service } from '#engine/catalog';
import type { Finding } from '#engine/validate';
import type { EvaluatedRevision } from '#ipc';
import type { NodeFacts } from './match';
import type { State } from './query';

/** Sources of the facts about nodes. */
export interface FactSource {
  readonly plan: Pick<Plan, 'nodes' | 'edges' | 'context' | 'pinned'>;
  readonly evaluation: Pick<EvaluatedRevision, 'findings' | 'cost'> | undefined;
  service(id: string): Service | undefined;
  stageOf(node: PlanNode): Stage | undefined;
}

/** The facts about some nodes that a query can ask for. */
export function factsOf(ids: readonly string[], { plan, evaluation, service, stageOf }: FactSource): readonly NodeFacts[] {
  const kinds = kindsByNode(plan);
  const findings = findingsByNode(evaluation?.findings ?? []);
  const pinned = new Set(plan.pinned);
  const names = new Map<string, string>();
  const namesOf = (id: string) => {
    const known = names.get(id) ?? namesOfService(id, service(id));
    names.set(id, known);
    return known;
  };
  return ids.flatMap((id): NodeFacts[] => {
    const node = plan.nodes[id];
    if (!node) return [];
    const cost = evaluation?.cost?.nodes[id];
    const about = findings.get(id) ?? [];
    const edgesOf = kinds.get(id) ?? new Set();
    return [
      {
        id,
        title: (node.title ?? id).toLowerCase(),
        service: namesOf(node.service),
        stage: stageOf(node),
        owner: (node.owner ?? '').toLowerCase(),
        note: (node.note ?? '').toLowerCase(),
        region: (node.region ?? plan.context.region ?? '').toLowerCase(),
        kinds: edgesOf,
        cost: cost && { known: cost.likely, complete: cost.unknown.length === 0, free: cost.free && cost.unknown.length === 0 },
        states: statesOf(about, { connected: edgesOf.size > 0, pinned: pinned.has(id) }, service(node.service)),
        findings: new Set(about.map(({ number }) => number)),
      },
    ];
  });
}

function namesOfService(id: string, service: Service | undefined): string {
  if (!service) return id.toLowerCase();
  return [service.name, service.shortName, service.guideName ?? '', id, ...service.synonyms].join('\n').toLowerCase();
}

function kindsByNode(plan: Pick<Plan, 'edges'>): Map<string, Set<EdgeKind>> {
  const kinds = new Map<string, Set<EdgeKind>>();
  for (const { from, to, kind } of plan.edges) {
    for (const end of [from, to]) {
      const known = kinds.get(end);
      if (known) known.add(kind);
      else kinds.set(end, new Set([kind]));
    }
  }
  return kinds;
}

function findingsByNode(findings: readonly Finding[]): Map<string, Finding[]> {
  const byNode = new Map<string, Finding[]>();
  for (const finding of findings) {
    const places = new Set([...finding.nodes, ...finding.edges.map(edgeEnds).flatMap(({ from, to }) => [from, to])]);
    for (const place of places) {
      const list = byNode.get(place);
      if (list) list.push(finding);
      else byNode.set(place, [finding]);
    }
  }
  return byNode;
}

const stateOfSeverity = { error: 'error', warning: 'warning', info: 'advice' } as const;

function statesOf(
  findings: readonly Finding[],
  { connected, pinned }: { readonly connected: boolean; readonly pinned: boolean },
  service: Service | undefined,
): ReadonlySet<State> {
  const states = new Set<State>(findings.map(({ waived, severity }) => (waived ? 'waived' : stateOfSeverity[severity])));
  if (!connected) states.add('unconnected');
  if (pinned) states.add('pinned');
  const going = service?.status.state;
  if (going !== undefined && going !== 'ga') states.add(going);
  return states;
}
