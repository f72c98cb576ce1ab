import type { GraphEdge, GraphNode } from '../../catalog';
import type { StepSettings } from './step-settings';
import type { JobValue } from './values';

/*
 * A pipeline job before it is written: its inputs and outputs, and its steps with the ports that are bound to them. Edges between two
 * steps become bindings, edges that cross the border become inputs and outputs of the job.
 */

export interface JobPort {
  readonly name: string;
  readonly value: JobValue;
  readonly edges: readonly GraphEdge[];
  /** The step that writes it is not known. */
  loose?: boolean;
}

export interface StepPort {
  readonly name: string;
  readonly type: string;
  readonly edges: readonly GraphEdge[];
  /** The expression that it is bound to; an output without one is only read by other steps. */
  readonly bound: string | undefined;
  /** Its path is an argument of the command; a port that only keeps the order is none. */
  readonly argument: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly value: string | number | boolean;
  /** Name of the input of the job that it is bound to. */
  readonly input: string;
}

export interface Step {
  readonly key: string;
  readonly node: GraphNode;
  readonly settings: StepSettings;
  /** Name of the component, and of its file. */
  readonly component: string;
  readonly file: string;
  readonly title: string;
  readonly inputs: StepPort[];
  readonly outputs: StepPort[];
  readonly parameters: Parameter[];
}

export interface Job {
  readonly node: GraphNode;
  readonly steps: readonly Step[];
  readonly inputs: readonly JobPort[];
  readonly outputs: readonly JobPort[];
}
