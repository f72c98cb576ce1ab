import type { Catalog } from '../catalog';
import { compareEdges, type Edge, type EdgeKind, type NodeId, type Plan } from '../plan';
import { sourcesAsked } from './answers';
import type { Situation } from './choice';

type Join = readonly [from: NodeId, to: NodeId, kind: EdgeKind, where?: (situation: Situation) => boolean];

const azureMl = ({ platform }: Situation) => platform === 'azure-ml';
const databricks = ({ platform }: Situation) => platform === 'databricks';
/** Work that the data pipeline starts by its schedule gets only its code from the release, otherwise it would be started twice. */
const keptByPipeline = ({ answers: { starts } }: Situation) => starts.schedule && !starts.commit;

/** Every possible edge of a first plan. One is drawn if both its ends were chosen and the catalog allows it. */
const joins: readonly Join[] = [
  ['repository', 'release', 'code'],
  ['explore', 'repository', 'code'],
  ['release', 'pipeline', 'code'],
  ['release', 'shape', 'code', databricks],
  ['release', 'train', 'code', databricks],
  ['release', 'score', 'code', (situation) => databricks(situation) || keptByPipeline(situation)],
  ['release', 'train', 'control', azureMl],
  ['release', 'score', 'control', (situation) => azureMl(situation) && !keptByPipeline(situation)],
  ['release', 'serve', 'control'],
  ['workflow', 'pipeline', 'control'],
  ['landing', 'workflow', 'control'],
  ['landing', 'pipeline', 'control', ({ answers }) => answers.approach !== 'no-code'],
  ['pipeline', 'copy', 'control'],
  ['pipeline', 'shape', 'control'],
  ['pipeline', 'score', 'control', azureMl],
  ['shape', 'score', 'control', databricks],
  ['lake', 'shape', 'control', ({ answers, platform }) => platform === 'databricks' && answers.starts.files],
  ...sourcesAsked.map((id): Join => [`from-${id}`, 'copy', 'data']),
  ...sourcesAsked.map((id): Join => [`from-${id}`, 'shape', 'data', ({ answers }) => answers.approach === 'no-code']),
  ['landing', 'copy', 'data'],
  ['landing', 'shape', 'data', ({ answers }) => answers.approach === 'no-code'],
  ['copy', 'lake', 'data'],
  ['lake', 'shape', 'data'],
  ['lake', 'data', 'data', azureMl],
  ['shape', 'data', 'data'],
  ['data', 'explore', 'data'],
  ['data', 'train', 'data'],
  ['data', 'score', 'data'],
  ['data', 'drift', 'data', databricks],
  ['environment', 'train', 'image'],
  ['shape', 'cluster', 'runs-on', databricks],
  ['train', 'cluster', 'runs-on', ({ answers, platform }) => !(platform === 'databricks' && answers.gpu)],
  ['score', 'cluster', 'runs-on'],
  ['explore', 'runs', 'metrics'],
  ['train', 'runs', 'metrics'],
  ['train', 'models', 'model'],
  ['train', 'workspace', 'metrics'],
  ['train', 'workspace', 'model'],
  ['models', 'score', 'model'],
  ['models', 'serve', 'model'],
  ['workspace', 'score', 'model'],
  ['workspace', 'serve', 'model'],
  ['score', 'scores', 'data'],
  ['scores', 'drift', 'data'],
  ['serve', 'drift', 'data'],
  ['train', 'drift', 'data', azureMl],
  ['scores', 'report', 'data'],
  ['pipeline', 'watch', 'telemetry'],
  ['shape', 'watch', 'telemetry', databricks],
  ['score', 'watch', 'telemetry'],
  ['serve', 'watch', 'telemetry', ({ answers, platform }) => platform === 'databricks' || answers.approach === 'no-code'],
  ['serve', 'insights', 'telemetry'],
  ['watch', 'dashboard', 'telemetry'],
  ['watch', 'workflow', 'control'],
];

/** The edges between the nodes that were chosen, in canonical order. */
export function edgesBetween(nodes: Plan['nodes'], situation: Situation, catalog: Catalog): readonly Edge[] {
  return joins
    .filter(([from, to, kind, where]) => (where?.(situation) ?? true) && fits(nodes, from, to, kind, catalog))
    .map(([from, to, kind]) => ({ from, to, kind }))
    .sort(compareEdges);
}

function fits(nodes: Plan['nodes'], from: NodeId, to: NodeId, kind: EdgeKind, catalog: Catalog): boolean {
  const [start, end] = [from, to].map((id) => catalog.get(nodes[id]?.service ?? ''));
  if (!start || !end || catalog.shared(start, end, kind).length === 0) return false;
  return kind !== 'control' || !start.orchestrates || catalog.start(start, end)?.way !== 'no';
}
