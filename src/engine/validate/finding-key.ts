import type { NodeId } from '../plan';

/** Longer ones are cut down, since keys travel between the processes and some findings name every node of a plan. */
const longest = 300;

/**
 * Identifies a complaint from one state of a plan to the next: by its rule, its places, and the value to blame. A place in the list of edges
 * does not count: it differs when another edge comes or goes, and the edge itself is named.
 */
export function keyOf(rule: string, nodes: readonly NodeId[], edges: readonly string[], path: readonly (string | number)[]): string {
  const where = path[0] === 'edges' && edges.length > 0 ? ['edges', ...path.slice(2)] : path;
  const key = `${rule}|${nodes.join(',')}|${edges.join(',')}|${where.join('.')}`;
  return key.length <= longest ? key : `${rule}|${nodes.length}|${edges.length}|#${digest(key)}`;
}

/** Fifty-three bits of a text, in letters and digits (cyrb53): enough to tell the findings of one rule apart. */
function digest(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
