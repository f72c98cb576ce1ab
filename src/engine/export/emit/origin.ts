import type { NodeId } from '../../plan';

/** Nodes and edges that a part of a file is written from. */
export interface Origin {
  readonly nodes?: readonly NodeId[];
  /** Ids of edges. */
  readonly edges?: readonly string[];
}
