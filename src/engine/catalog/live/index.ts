export { Keeper } from './keeper';
export { LiveGraph } from './live-graph';
export type { PartUpdate } from './live-graph';
export type { LiveNode } from './live-node';
export { PartOfGraph } from './part-of-graph';
export { ReadsByNode } from './reads-by-node';
export { sameKept } from './same-kept';
export { Changes, everyFacet, facet, lists, noteKey, noteList, noteNode, Reads, recording } from './reads';
