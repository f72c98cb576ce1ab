export { Keeper } from './keeper';
export { LiveGraph } from './live-graph';
export type { LiveNode } from './live-node';
export { PartOfGraph } from './part-of-graph';
export { Changes, everyFacet, facet, lists, noteKey, noteList, noteNode, Reads, recording } from './reads';
