import { takesCare } from '../../notions';
import { measureJoins } from '../joins';
import type { Measure } from '../measure';

/** Connections that the services bring themselves, as the guide's second factor asks. */
export const nativeEdges: Measure = {
  id: 'native-edges',
  score: 'integration',
  formula({ integration }) {
    return `As in native integration above; ${integration['native-edges'].many} lose everything. Where no more than one node does some of the work, and no edge works, the part is left out.`;
  },
  measure(input) {
    const { edges, nodes } = input.graph;
    if (input.working.edges.length === 0 && nodes.filter(({ service }) => !service || !takesCare(service)).length <= 1) return undefined;
    const { many } = input.scoring.integration['native-edges'];
    return measureJoins(input, many, edges.length === 1 ? 'The only edge is native.' : `All ${edges.length} edges are native.`);
  },
};
