import type { NodeId, PlanNode, ServiceId, Stage } from '../plan';
import type { Answers } from './answers';

/** Platforms for training and managing models. */
export type Platform = 'azure-ml' | 'databricks';

/** Input of every choice: the answers, and the facts that follow from them directly. */
export interface Situation {
  readonly answers: Answers;
  readonly platform: Platform;
  /** True if the work must be spread over machines. */
  readonly spread: boolean;
  /** True if scores are computed in batches; also without an answer, since a batch that does not run costs nothing. */
  readonly batch: boolean;
  readonly realtime: boolean;
}

/** A chosen service, as the node that it becomes, with the reason. */
export interface Chosen {
  /** The node's id, and its part in the plan: edges are drawn between these. */
  readonly id: NodeId;
  readonly service: ServiceId;
  readonly title: string;
  /** Its stage, if that is not the service's first. */
  readonly stage?: Stage;
  readonly usage?: PlanNode['usage'];
  readonly note?: string;
  /** The reason, in a sentence of our words. */
  readonly because: string;
  /** The statements of the knowledge list that support it, the cited one first. */
  readonly entries: readonly [string, ...string[]];
  /** Rejected services, with the reason against each. */
  readonly rejected?: Readonly<Record<ServiceId, string>>;
}

/** One decision of the guide. */
export type Choice = (situation: Situation) => readonly Chosen[];
