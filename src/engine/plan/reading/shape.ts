import type { z } from 'zod';
import type { Problem } from '../../errors';
import { isOwnKey, type Amount, type Edge, type Group, type Note, type Plan, type PlanNode, type Position, type Waiver } from '../model';
import { compareEdges, compareText } from '../edge-order';
import { PlanSchema } from '../schema';
import { tooMany } from '../size';
import { groupProblems } from './group-problems';
import { foreignKind } from './no-plan';
import { ProblemList, refusal, refusalOf, type Refusal } from './problem-list';
import { checkAgainst, schemaProblems } from './schema-problems';
import { describe, nearestOf, unknownKeys } from './unknown-keys';

/** Result of reading a value from a file: a plan, or the reasons why it is not one. */
export type Shaped = { readonly plan: Plan } | Refusal;

/** Checks a value against the plan's schema and fills in optional parts. The value comes from YAML or JSON; its maps are plain objects. */
export function shapePlan(value: unknown): Shaped {
  const early = refuse(value);
  if (early) return refusal(early);

  const result = checkAgainst(PlanSchema, value);
  const problems = new ProblemList();
  for (const problem of problemsIn(value, result)) {
    problems.add(problem);
    if (problems.isCut) break;
  }
  return refusalOf(problems) ?? { plan: fill(result.data as z.infer<typeof PlanSchema>) }; // no problem was found, so there is data
}

function* problemsIn(value: unknown, result: ReturnType<typeof checkAgainst<typeof PlanSchema>>): Generator<Problem, void> {
  yield* unknownKeys(value, PlanSchema);
  if (result.success) yield* groupProblems(result.data);
  else for (const issue of result.error.issues) yield* schemaProblems(issue, value, words);
}

const words = {
  schema: PlanSchema,
  describe,
  oneOfSeveral: 'Write a number, an amount with a unit ("80 GB"), or a range {low: …, likely: …, high: …}.',
};

/** A problem that makes any further check of the value pointless. */
function refuse(value: unknown): Problem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      message: 'This is not a Pipedraft plan: it holds no keys.',
      fix: 'A plan starts with the lines "pipedraft: 1" and "name: …".',
    };
  }
  const version = (value as Record<string, unknown>)['pipedraft'];
  if (version === undefined) {
    const kind = foreignKind(value);
    const near = kind === undefined ? nearestOf('pipedraft', Object.keys(value)) : undefined;
    return near
      ? { message: `The version is missing: "${near}" should be "pipedraft".`, fix: 'Write "pipedraft: 1".', path: [near] }
      : {
          message: `This is not a Pipedraft plan: ${kind === undefined ? '' : `it looks like ${kind}, and `}the key "pipedraft" is missing.`,
          fix: 'A plan starts with the lines "pipedraft: 1" and "name: …".',
        };
  }
  if (typeof version === 'number' && Number.isInteger(version) && version > 1) {
    return {
      message: `This plan is of version ${version}; this Pipedraft reads version 1.`,
      fix: 'Open it with a newer Pipedraft. The file was left as it is.',
      path: ['pipedraft'],
    };
  }
  return undefined;
}

function fill(data: z.infer<typeof PlanSchema>): Plan {
  const {
    pipedraft,
    name,
    summary,
    context,
    assumptions,
    nodes,
    edges,
    waivers,
    exports,
    packet,
    revisions,
    groups,
    notes,
    direction,
    layout,
    pinned,
    ...own
  } = data;
  return {
    pipedraft,
    name,
    ...(summary === undefined ? {} : { summary }),
    context: context ?? {},
    assumptions: (assumptions ?? {}) as Record<string, Amount>,
    nodes: (nodes ?? {}) as Record<string, PlanNode>,
    edges: [...((edges ?? []) as Edge[])].sort(compareEdges),
    waivers: (waivers ?? []) as Waiver[],
    ...(exports === undefined ? {} : { exports }),
    ...(packet === undefined ? {} : { packet }),
    ...(revisions === undefined ? {} : { revisions }),
    groups: Object.fromEntries(
      Object.entries((groups ?? {}) as Record<string, Group>).map(([id, group]) => [
        id,
        { ...group, nodes: [...group.nodes].sort(compareText) },
      ]),
    ),
    notes: (notes ?? {}) as Record<string, Note>,
    ...(direction === undefined ? {} : { direction }),
    layout: (layout ?? {}) as Record<string, Position>,
    pinned: [...(pinned ?? [])].sort(compareText),
    own: Object.fromEntries(Object.entries(own).filter(([key]) => isOwnKey(key))),
  };
}

/** Problems of size, for a plan that is otherwise valid. */
export function countProblems(plan: Plan): Problem[] {
  return tooMany(plan).map((excess) => ({
    message: `${excess}.`,
    fix: 'Split it into several plans.',
    path: [excess.includes(' nodes,') ? 'nodes' : 'edges'],
  }));
}
