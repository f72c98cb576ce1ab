import type { Context, Plan } from '../../plan';
import { remembers } from '../once-per';
import { lists, noteKey, noteList } from './reads';

/*
 * A plan that changes, as rules see it: one object whose parts are those of the plan as it is. What is read of it is noted, part by part.
 */

/** The parts of a plan. The types require every one. */
const parts: Readonly<Record<keyof Plan, true>> = {
  pipedraft: true,
  name: true,
  summary: true,
  context: true,
  assumptions: true,
  nodes: true,
  edges: true,
  waivers: true,
  exports: true,
  packet: true,
  revisions: true,
  groups: true,
  notes: true,
  direction: true,
  layout: true,
  pinned: true,
  own: true,
  source: true,
};
export const planParts = Object.keys(parts) as readonly (keyof Plan)[];

/**
 * @param now the plan as it is
 * @param remember keeps values that follow from the plan
 */
export function livePlan(now: () => Plan, remember: <T>(make: (plan: Plan) => T) => T): Plan {
  const view = {};
  for (const part of planParts)
    Object.defineProperty(view, part, {
      enumerable: true,
      get: part === 'context' ? contextView(now) : () => readPart(now(), part),
    });
  Object.defineProperty(view, remembers, { value: remember });
  return view as Plan;
}

function readPart(plan: Plan, part: keyof Plan): unknown {
  if (part === 'nodes') noteList(lists.nodes | lists.statements);
  else noteKey(keyOfPart(part));
  return plan[part];
}

export function keyOfPart(part: keyof Plan): string {
  return `plan:${part}`;
}

export function keyOfContext(key: string): string {
  return `context:${key}`;
}

function contextView(now: () => Plan): () => Context {
  let view: { readonly of: Context; readonly context: Context } | undefined;
  return () => {
    const { context } = now();
    if (view?.of !== context) view = { of: context, context: viewOf(context) };
    return view.context;
  };
}

function viewOf(context: Context): Context {
  const note = (key: string | symbol) => {
    if (typeof key === 'string') noteKey(keyOfContext(key));
  };
  return new Proxy(context, {
    get(target, key) {
      note(key);
      return Reflect.get(target, key) as unknown;
    },
    has(target, key) {
      note(key);
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor(target, key) {
      note(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys(target) {
      noteKey(keyOfPart('context'));
      return Reflect.ownKeys(target);
    },
  });
}

/** The names of the parts in which two plans differ, except nodes and edges, which are compared one by one. */
export function partDifference(before: Plan, after: Plan): Set<string> {
  const keys = new Set<string>();
  for (const part of planParts) if (part !== 'nodes' && !Object.is(before[part], after[part])) keys.add(keyOfPart(part));
  if (before.context !== after.context) {
    const one: Readonly<Record<string, unknown>> = before.context;
    const other: Readonly<Record<string, unknown>> = after.context;
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
      if (!Object.is(one[key], other[key])) keys.add(keyOfContext(key));
  }
  return keys;
}
