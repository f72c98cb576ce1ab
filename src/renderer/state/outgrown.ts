import { tooMany, type Plan } from '#engine/plan';
import { Refusal } from './ask';

/** Why a step cannot be done: with it, the plan would have more nodes or edges than a file of it could be opened with again. */
export function outgrown(before: Plan, after: Plan): Refusal | undefined {
  if (before.nodes === after.nodes && before.edges === after.edges) return undefined;
  const [excess] = tooMany(after);
  // a plan that is too large already may get smaller
  if (excess === undefined || tooMany(before).length > 0) return undefined;
  return new Refusal({
    problem: `${excess.replace('The plan has', 'The plan would have')}.`,
    fix: 'Nothing was changed. Start another plan for the rest.',
  });
}
