import type { NodeId, PlanNode, ServiceId, Stage } from '../plan';
import type { Answers } from './answers';

/** Where models are trained and looked after. */
export type Platform = 'azure-ml' | 'databricks';

/** What every choice goes by: the answers, and what follows from them at once. */
export interface Situation {
  readonly answers: Answers;
  readonly platform: Platform;
  /** Whether the work must be spread over machines. */
  readonly spread: boolean;
  /** Whether scores are worked out in batches; so too where nothing is said, since a batch that does not run costs nothing. */
  readonly batch: boolean;
  readonly realtime: boolean;
}

/** A service that was chosen, as the node that it becomes, with the reason. */
export interface Chosen {
  /** The node's id, and its part in the plan: edges are drawn between these. */
  readonly id: NodeId;
  readonly service: ServiceId;
  readonly title: string;
  /** Where it stands, when that is not the service's first stage. */
  readonly stage?: Stage;
  readonly usage?: PlanNode['usage'];
  readonly note?: string;
  /** Why, in a sentence of our words. */
  readonly because: string;
  /** The statements of the knowledge list that say so, the one that is cited first. */
  readonly entries: readonly [string, ...string[]];
  /** What else was thought of, with the reason against each. */
  readonly rejected?: Readonly<Record<ServiceId, string>>;
}

/** One decision of the guide. */
export type Choice = (situation: Situation) => readonly Chosen[];
