import { tooMany, type Plan } from '#engine/plan';
import { Refusal } from './ask';

/** Refuses a step after which the plan would have more nodes or edges than a file may have. */
export function outgrown(before: Plan, after: Plan): Refusal | undefined {
  if (before.nodes === after.nodes && before.edges === after.edges) return undefined;
  const [excess] = tooMany(after);
  // a plan that is already too large may get smaller
  if (excess === undefined || tooMany(before).length > 0) return undefined;
  return new Refusal({
    problem: `${excess.replace('The plan has', 'The plan would have')}.`,
    fix: 'Nothing was changed. Start another plan for the rest.',
  });
}
