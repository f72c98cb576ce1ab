import { counted, list, percent, titles } from '../../format';
import { idsOf, retiredOn, upTo, type Measure } from '../measure';
import { untracedIn } from '../traces';

/** Families of rules about what another factor measures: the team's skills, and money. */
const elsewhere = ['skills', 'cost'];

/** Whether the plan works as it is drawn, its errors, and whether each training leaves what it takes to train again. */
export const soundness: Measure = {
  id: 'soundness',
  score: 'maintainability',
  formula({ maintainability }) {
    const { first, further, fewTraces } = maintainability.soundness;
    return `Lost are ${percent(first, 1)} for the first error among the findings and ${percent(further, 1)} for each further one, waived ones too; errors of skills and cost count in those factors. Everything is lost where a service is retired or not in the catalog, and where a training leaves no trace: no run, no registered model, no data with versions, no pinned environment. Traces are worth what they are in reproducibility, and what a service keeps by itself counts; up to ${percent(fewTraces, 1)} of them may be missing, and from there the loss grows in a straight line. The training that lacks most counts.`;
  },
  measure(input) {
    const { graph, scoring, findings, today } = input;
    const { first, further, fewTraces } = scoring.maintainability.soundness;
    const gone = retiredOn(today)(graph);
    const errors = findings.filter(({ severity, family }) => severity === 'error' && !elsewhere.includes(family));
    const share = gone.length > 0 ? 1 : errors.length === 0 ? 0 : upTo(first + further * (errors.length - 1), 1);
    const named = errors.map(({ title }) => title);
    const because =
      errors.length > 0
        ? `${counted(errors.length, 'error')} among the findings, against: ${list([...new Set(named)], 'and', 4)}.`
        : `Out of support: ${titles(gone)}.`;
    const untraced = untracedIn(input).filter((one) => one.share > fewTraces);
    const most = Math.max(fewTraces, ...untraced.map((one) => one.share));
    const lacks = [...new Set(untraced.flatMap((one) => one.lacks))];
    const weak = untraced.map(({ node }) => node);
    return {
      well: 'No rule finds an error.',
      losses: [
        {
          share,
          because,
          fix: 'Fix the errors in the list of findings.',
          nodes: [...new Set([...idsOf(gone), ...errors.flatMap(({ nodes }) => nodes)])],
        },
        {
          share: untraced.length === 0 ? 0 : upTo(most, 1, fewTraces),
          because: `Models of ${titles(weak)} can hardly be reproduced without ${list(lacks)}.`,
          fix: 'Let it log its runs, register its models, and read data and environments that have versions.',
          nodes: idsOf(weak),
        },
      ],
    };
  },
};
