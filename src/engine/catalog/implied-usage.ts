import { parseQuantity, type Plan, type PlanNode, type Stage } from '../plan';
import type { Catalog } from './catalog';
import type { FieldValue } from './field-value';
import { oncePer } from './once-per';
import type { Service } from './service';

/** A value that the plan around a node gives to one of its fields. */
export interface ImpliedValue {
  /** As expressions count it. */
  readonly value: FieldValue;
  /** As a field shows it. */
  readonly text: string;
  /** The need of the plan that it comes from; without one, the node's edges say it. */
  readonly need?: 'dataVolume';
}

/** Values that the plan gives where a node's usage says nothing, by field. They take the place of the catalog's defaults. */
export type ImpliedUsage = Readonly<Record<string, ImpliedValue>>;

/** Where a node is in its plan. */
export interface Surroundings {
  readonly stage: Stage | undefined;
  /** Services at the ends of its "runs on" edges. */
  readonly machines: readonly Service[];
  readonly needs: Plan['context']['needs'];
}

const nothing: ImpliedUsage = {};

/** Stages whose nodes default to the plan's data volume; orchestration and monitoring do not read that data. */
export const readsThePlansData: readonly Stage[] = [
  'experimentation',
  'data-transfer',
  'data-transformation',
  'compute',
  'training',
  'deployment-batch',
  'data-versioning',
];

/**
 * What the plan says for a node. A job with a "runs on" edge to compute that takes its work leaves the machine hours to that compute, and a
 * copy with such an edge to a self-hosted runtime runs there. A node that is made for a range of data, and reads the plan's data, takes the
 * plan's data volume. Its own usage overrides all of it.
 */
export function impliedUsage(node: PlanNode, service: Service, { stage, machines, needs }: Surroundings, catalog: Catalog): ImpliedUsage {
  const payer = payerOf(node, service, machines, catalog);
  const volume = volumeOf(node, service, stage, needs);
  if (!payer && !volume) return nothing;
  return { ...payer, ...volume };
}

function payerOf(node: PlanNode, service: Service, machines: readonly Service[], catalog: Catalog): ImpliedUsage | undefined {
  if (machines.length === 0) return undefined;
  const field = fieldOfPayer(service);
  if (field === undefined || node.usage?.[field.id] !== undefined) return undefined;
  if (!machines.some((machine) => catalog.shared(service, machine, 'runs-on').length > 0)) return undefined;
  return { [field.id]: { value: field.value, text: field.title } };
}

function volumeOf(node: PlanNode, service: Service, stage: Stage | undefined, needs: Surroundings['needs']): ImpliedUsage | undefined {
  const text = needs?.dataVolume;
  if (text === undefined || !service.dataScale || node.usage?.['dataPerRun'] !== undefined) return undefined;
  if (stage === undefined || !readsThePlansData.includes(stage)) return undefined;
  if (!service.usage.some(({ id, type }) => id === 'dataPerRun' && type === 'size')) return undefined;
  const volume = parseQuantity(text);
  return volume?.dimension === 'size' ? { dataPerRun: { value: volume.base, text, need: 'dataVolume' } } : undefined;
}

/** Values of a choice by which a node leaves its machines to others: to compute in the plan, or to a runtime of one's own. */
const elsewhere: readonly string[] = ['attached', 'self-hosted-ir'];

/** The field that says whether a node pays for its machines or leaves them to others, and the value that leaves them. */
const fieldOfPayer = oncePer(({ usage }: Service): { readonly id: string; readonly value: string; readonly title: string } | undefined => {
  for (const field of usage) {
    const option = field.type === 'choice' ? field.options.find(({ value }) => elsewhere.includes(value)) : undefined;
    if (option) return { id: field.id, value: option.value, title: option.title };
  }
  return undefined;
});
