/*
 * Values of resources. Texts, numbers, lists and maps are plain values; what Azure knows only when it deploys is an expression, which
 * every language of infrastructure writes in its own words.
 */

/** What an expression is. */
export type Term =
  /** A resource of the same module; `at` is a place in it, such as `id`, `name` or `properties.principalId`, and "" for the resource. */
  | { readonly is: 'resource'; readonly symbol: string; readonly at: string }
  /** A parameter of the module, or of the deployment as a whole where a module is given it. */
  | { readonly is: 'parameter'; readonly name: string }
  | { readonly is: 'variable'; readonly name: string }
  /** The item of the list that an `Each` goes through. */
  | { readonly is: 'item'; readonly name: string }
  /** What another module hands out. */
  | { readonly is: 'output'; readonly module: string; readonly name: string }
  /** A text with expressions in it. */
  | { readonly is: 'text'; readonly parts: readonly (string | Expression)[] }
  /** An id made from texts that stays the same: for resources whose names have to be such ids. */
  | { readonly is: 'guid'; readonly of: readonly (string | Expression)[] }
  /** The part of an address space with a prefix of 24 bits, counted from 0. */
  | { readonly is: 'subnet range'; readonly space: Expression; readonly at: number }
  /** Id of a subnet in the same resource group, by the names of network and subnet. */
  | { readonly is: 'subnet id'; readonly network: Expression; readonly subnet: Expression }
  /** Id of a role that is built into Azure. */
  | { readonly is: 'role'; readonly id: string }
  /** The definition in the file of a workflow. @see docs/exporting/logic-apps.md */
  | { readonly is: 'workflow'; readonly path: string; readonly node: string }
  | { readonly is: Surroundings };

/**
 * What every deployment knows of the place that it goes to. The subscription is its resource id, which begins with a slash; its number is
 * the last part of that. The suffix of databases begins with a dot.
 */
export type Surroundings =
  'tenant id' | 'subscription' | 'subscription number' | 'resource group' | 'resource group name' | 'storage suffix' | 'database suffix';

export class Expression {
  constructor(readonly term: Term) {}
}

/** A list with one map for each item of another list. */
export class Each {
  constructor(
    readonly list: Expression,
    readonly item: string,
    readonly body: ResourceBody,
  ) {}
}

/** A map with one key that is an expression, and nothing in it. */
export class KeyedBy {
  constructor(readonly key: Expression) {}
}

export interface ResourceBody {
  readonly [key: string]: ResourceValue | undefined;
}
export type ResourceValue = string | number | boolean | Expression | Each | KeyedBy | readonly ResourceValue[] | ResourceBody;

/** A resource of the same module, as the parent or the scope of another one. */
export function resourceItself(symbol: string): Expression {
  return resourceValue(symbol, '');
}

/** A value of a resource of the same module. @param at such as `id`, `name` or `properties.loginServer` */
export function resourceValue(symbol: string, at: string): Expression {
  return new Expression({ is: 'resource', symbol, at });
}

export function parameter(name: string): Expression {
  return new Expression({ is: 'parameter', name });
}

/** A text with expressions in it: "https://", the account's name, ".example". */
export function textOf(...parts: readonly (string | Expression)[]): Expression {
  return new Expression({ is: 'text', parts });
}

export function guidOf(...of: readonly (string | Expression)[]): Expression {
  return new Expression({ is: 'guid', of });
}

export function surroundings(is: Surroundings): Expression {
  return new Expression({ is });
}

/** True for a map of a resource, which is none of the values that have a meaning of their own. */
export function isBody(value: ResourceValue): value is ResourceBody {
  return (
    typeof value === 'object' && !isValueList(value) && !(value instanceof Expression || value instanceof Each || value instanceof KeyedBy)
  );
}

export function isValueList(value: ResourceValue): value is readonly ResourceValue[] {
  return Array.isArray(value);
}
