import { joinsFormula, measureJoins } from '../joins';
import { edgeCount, type Measure } from '../measure';

/** Connections that the services bring themselves. */
export const nativeIntegration: Measure = {
  id: 'native-integration',
  score: 'maintainability',
  formula({ maintainability }) {
    return joinsFormula(maintainability['native-integration'].many);
  },
  measure(input) {
    const edges = edgeCount(input.graph);
    return measureJoins(
      input,
      input.scoring.maintainability['native-integration'].many,
      edges === 1
        ? 'The only edge joins services that work together natively.'
        : `All ${edges} edges join services that work together natively.`,
    );
  },
};
