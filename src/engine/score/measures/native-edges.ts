import { nodesWhere } from '../../catalog';
import { takesCare } from '../../notions';
import { measureJoins } from '../joins';
import { edgeCount, type Measure } from '../measure';

const doingWork = nodesWhere(({ service }) => !service || !takesCare(service));

/** Connections that the services bring themselves, as the guide's second factor asks. */
export const nativeEdges: Measure = {
  id: 'native-edges',
  score: 'integration',
  formula({ integration }) {
    return `As in native integration above; ${integration['native-edges'].many} lose everything. Where no more than one node does some of the work, and no edge works, the part is left out.`;
  },
  measure(input) {
    if (edgeCount(input.working) === 0 && doingWork(input.graph).length <= 1) return undefined;
    const edges = edgeCount(input.graph);
    const { many } = input.scoring.integration['native-edges'];
    return measureJoins(input, many, edges === 1 ? 'The only edge is native.' : `All ${edges} edges are native.`);
  },
};
