import type { z } from 'zod';
import type { Problem } from '../../errors';
import { isOwnKey, type Amount, type Edge, type Plan, type PlanNode, type Position, type Waiver } from '../model';
import { compareEdges } from '../edge-order';
import { PlanSchema, limits } from '../schema';
import { describe, nearestOf, unknownKeys } from './unknown-keys';

/** What a value read from a file is: a plan, or everything that keeps it from being one. */
export type Shaped = { readonly plan: Plan } | { readonly problems: readonly [Problem, ...Problem[]] };

/**
 * Checks a value against the plan's schema and fills in what a plan may leave out.
 * The value is what YAML or JSON gave; its maps are plain objects.
 */
export function shapePlan(value: unknown): Shaped {
  const early = refuse(value);
  if (early) return { problems: [early] };

  const result = PlanSchema.safeParse(value);
  const problems = [
    ...unknownKeys(value, PlanSchema),
    ...(result.success ? [] : result.error.issues.flatMap((issue) => problemsOf(issue, value))),
  ];
  const [first, ...rest] = problems;
  if (first) return { problems: [first, ...rest] };
  return { plan: fill(result.data as z.infer<typeof PlanSchema>) }; // no problem was found, so there is data
}

/** What makes any further look at the value pointless. */
function refuse(value: unknown): Problem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      message: 'This is not a Pipedraft plan: it holds no keys.',
      fix: 'A plan starts with the lines "pipedraft: 1" and "name: …".',
    };
  }
  const version = (value as Record<string, unknown>)['pipedraft'];
  if (version === undefined) {
    const near = nearestOf('pipedraft', Object.keys(value));
    return near
      ? { message: `The version is missing: "${near}" should be "pipedraft".`, fix: 'Write "pipedraft: 1".', path: [near] }
      : {
          message: 'This is not a Pipedraft plan: the key "pipedraft" is missing.',
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

function problemsOf(issue: z.core.$ZodIssue, root: unknown): Problem[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const value = valueAt(root, path);
  const where = describe(path);
  const at = (message: string, fix: string): Problem[] => [{ message, fix, path }];
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined)
        return [
          {
            message: `${capital(describe(path.slice(0, -1)))} has no "${path.at(-1)}".`,
            fix: `Add "${path.at(-1)}".`,
            path: path.slice(0, -1),
          },
        ];
      if (!issue.message.startsWith('Invalid input')) return at(`${capital(where)} ${issue.message}.`, `It is ${shown(value)} now.`);
      return at(
        `${capital(where)} must be ${expectation(issue.expected)}, not ${nameOf(value)}.`,
        `Write ${expectation(issue.expected)} there.`,
      );
    case 'invalid_value': {
      const values = issue.values.map(String);
      const near = typeof value === 'string' && !values.includes(value) ? nearestOf(value, values) : undefined;
      if (value === undefined)
        return [
          {
            message: `${capital(describe(path.slice(0, -1)))} has no "${path.at(-1)}".`,
            fix: `Add it: one of ${values.join(', ')}.`,
            path: path.slice(0, -1),
          },
        ];
      return at(
        `${capital(where)} cannot be ${shown(value)}.`,
        `${near ? `Did you mean "${near}"? ` : ''}It is one of: ${values.join(', ')}.`,
      );
    }
    case 'invalid_key':
      return at(
        `"${path.at(-1)}" in ${describe(path.slice(0, -1))} ${issue.issues[0]?.message ?? 'is no name'}.`,
        'Choose another name, such as "copy-orders".',
      );
    case 'invalid_union': {
      const messages = new Set(
        issue.errors
          .flat()
          .filter((inner) => inner.code === 'custom')
          .map((inner) => inner.message),
      );
      return at(
        `${capital(where)} ${messages.size > 0 ? [...messages].join(', or ') : `cannot be ${shown(value)}`}.`,
        'Write a number, an amount with a unit ("80 GB"), or a range {low: …, likely: …, high: …}.',
      );
    }
    case 'unrecognized_keys':
      return at(
        `${capital(where)} has ${issue.keys.length === 1 ? 'a key' : 'keys'} it cannot have: ${issue.keys.map((key) => `"${key}"`).join(', ')}.`,
        'Remove what is too much.',
      );
    default:
      return at(`${capital(where)} ${issue.message}.`, value === undefined ? 'Add it.' : `It is ${shown(value)} now.`);
  }
}

function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined),
    root,
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function expectation(expected: string): string {
  const words: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    object: 'a map of keys',
    record: 'a map of keys',
    array: 'a list',
    tuple: 'a list of two numbers',
  };
  return words[expected] ?? expected;
}

function nameOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : shown(value);
}

function shown(value: unknown): string {
  const text =
    typeof value === 'string'
      ? `"${value}"`
      : typeof value === 'object' && value !== null
        ? Array.isArray(value)
          ? 'a list'
          : 'a map'
        : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function fill(data: z.infer<typeof PlanSchema>): Plan {
  const { pipedraft, name, summary, context, assumptions, nodes, edges, waivers, layout, ...own } = data;
  return {
    pipedraft,
    name,
    ...(summary === undefined ? {} : { summary }),
    context: context ?? {},
    assumptions: (assumptions ?? {}) as Record<string, Amount>,
    nodes: (nodes ?? {}) as Record<string, PlanNode>,
    edges: [...((edges ?? []) as Edge[])].sort(compareEdges),
    waivers: (waivers ?? []) as Waiver[],
    layout: (layout ?? {}) as Record<string, Position>,
    own: Object.fromEntries(Object.entries(own).filter(([key]) => isOwnKey(key))),
  };
}

/** Problems of size, for a plan that reads well. */
export function countProblems(plan: Plan): Problem[] {
  const nodes = Object.keys(plan.nodes).length;
  const problems: Problem[] = [];
  if (nodes > limits.nodes)
    problems.push({
      message: `The plan has ${nodes} nodes; ${limits.nodes} are the limit.`,
      fix: 'Split it into several plans.',
      path: ['nodes'],
    });
  if (plan.edges.length > limits.edges)
    problems.push({
      message: `The plan has ${plan.edges.length} edges; ${limits.edges} are the limit.`,
      fix: 'Split it into several plans.',
      path: ['edges'],
    });
  return problems;
}
