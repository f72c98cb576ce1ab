import { counted, list, percent, titles } from '../../format';
import { idsOf, isRetired, upTo, type Measure } from '../measure';

/** Families of rules about what another factor measures: the team's skills, and money. */
const elsewhere = ['skills', 'cost'];

/** Whether the plan works as it is drawn: its errors. */
export const soundness: Measure = {
  id: 'soundness',
  score: 'maintainability',
  formula({ maintainability }) {
    const { first, further } = maintainability.soundness;
    return `Lost are ${percent(first, 1)} for the first error among the findings and ${percent(further, 1)} for each further one, waived ones too; errors of skills and cost count in those factors. Everything is lost where a service is retired or not in the catalog.`;
  },
  measure({ graph, scoring, findings, today }) {
    const { first, further } = scoring.maintainability.soundness;
    const gone = graph.nodes.filter((node) => isRetired(node, today));
    const errors = findings.filter(({ severity, family }) => severity === 'error' && !elsewhere.includes(family));
    const share = gone.length > 0 ? 1 : errors.length === 0 ? 0 : upTo(first + further * (errors.length - 1), 1);
    const named = errors.map(({ title }) => title);
    const because =
      errors.length > 0
        ? `${counted(errors.length, 'error')} among the findings, against: ${list([...new Set(named)], 'and', 4)}.`
        : `Out of support: ${titles(gone)}.`;
    return {
      well: 'No rule finds an error.',
      losses: [
        {
          share,
          because,
          mend: 'Fix the errors in the list of findings.',
          nodes: [...new Set([...idsOf(gone), ...errors.flatMap(({ nodes }) => nodes)])],
        },
      ],
    };
  },
};
