import type { Catalog, Service } from '../../catalog';
import { parseQuantity, type Plan, type ServiceId, type Stage } from '../../plan';

/*
 * The guide's answers for a team that writes no code, stage by stage, and the services that have taken their place since.
 */

interface Answers {
  /** Services to start from, best first: the guide's answer, or its successor. */
  readonly first: readonly ServiceId[];
  /** Equally suitable services. */
  readonly also: readonly ServiceId[];
}

const answers: Readonly<Partial<Record<Stage, Answers>>> = {
  experimentation: { first: ['azure-ml-designer'], also: ['azure-ml-automl'] },
  orchestration: { first: ['azure-logic-apps'], also: [] },
  // a copy moves data as it is; Fabric is where Microsoft leads Data Factory
  'data-transfer': { first: ['adf-data-flows'], also: ['adf-copy-activity', 'fabric-data-factory'] },
  'data-transformation': { first: ['adf-data-flows'], also: ['fabric-data-factory'] },
  'tracking-experiments': { first: ['azure-ml-experiments'], also: ['azure-ml-workspace'] },
  'data-versioning': { first: ['azure-ml-datasets'], also: ['azure-ml-workspace'] },
  'model-registry': { first: ['azure-ml-model-registry'], also: ['azure-ml-workspace'] },
  training: { first: ['azure-ml-designer', 'azure-ml-automl'], also: [] },
  'deployment-batch': { first: ['azure-ml-batch-endpoints'], also: ['azure-ml-designer'] },
  'deployment-realtime': { first: ['azure-ml-managed-online-endpoints'], also: ['azure-ml-designer'] },
  monitoring: { first: ['azure-monitor'], also: ['azure-dashboards', 'azure-monitor-grafana-dashboards', 'application-insights'] },
};

/** The services to start from in a stage when no code is to be written, best first. */
export function noCodeServices(catalog: Catalog, stage: Stage): readonly Service[] {
  return (answers[stage]?.first ?? []).flatMap((id) => catalog.get(id) ?? []);
}

/** True if a service is one of the guide's answers for a stage without code, or does as well today. */
export function isNoCodeAnswer(plan: Plan, id: ServiceId, stage: Stage): boolean {
  const { first = [], also = [] } = answers[stage] ?? {};
  if (first.includes(id) || also.includes(id)) return true;
  return id === 'azure-ml-designer' && (stage === 'data-transfer' || stage === 'data-transformation') && isSmall(plan);
}

/** The guide lets the designer handle data that is simple and small; gigabytes are its upper end. */
function isSmall({ context: { needs } }: Plan): boolean {
  const volume = needs?.dataVolume === undefined ? undefined : parseQuantity(needs.dataVolume)?.base;
  return volume !== undefined && volume <= 10;
}
