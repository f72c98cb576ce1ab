import { percent, titles } from '../../format';
import { isWithoutCode, releasedIn, releasedOnCodeIn, serves, servingNodes, trains } from '../../notions';
import { askedOrRetired, idsOf, shortfall, without, type Measure } from '../measure';

const toServe = askedOrRetired(serves);
const toTrain = askedOrRetired(trains);

/** Release by a pipeline, instead of by hand. */
export const delivery: Measure = {
  id: 'delivery',
  score: 'maintainability',
  formula({ maintainability }) {
    return `Deployments are asked for a release path, or what trains where nothing is deployed: edges of control, code, images or models lead to it from a release tool that starts on a change of the code. Everything is lost where none has one, else the more the more lack it. A path from scripts that somebody has to start loses ${percent(1 - maintainability.delivery.scripts, 1)} instead. Where nothing is trained or deployed, or nobody writes code, the part is left out.`;
  },
  measure(input) {
    const { graph, working, scoring } = input;
    if (isWithoutCode(graph)) return undefined;
    const { scripts } = scoring.maintainability.delivery;
    const targets = servingNodes(graph).length > 0 ? toServe(input) : toTrain(input);
    if (targets.length === 0) return undefined;
    const byHand = without(targets, releasedOnCodeIn(working));
    const never = without(byHand, releasedIn(working));
    const scripted = without(byHand, never);
    const most = shortfall(never.length, targets.length);
    const fix = 'Deliver them with a pipeline that starts when the code changes.';
    return {
      well: 'A change of the code is released to every deployment by a pipeline.',
      losses: [
        { share: most, because: `Nothing in the plan delivers ${titles(never)}.`, fix, nodes: idsOf(never) },
        {
          share: (1 - most) * (1 - scripts) * shortfall(scripted.length, targets.length),
          because: `Scripts that somebody has to start deliver ${titles(scripted)}.`,
          fix,
          nodes: idsOf(scripted),
        },
      ],
    };
  },
};
