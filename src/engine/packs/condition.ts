import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { ExpressionError, expressionEnvironment, expressionError } from '../catalog';
import { childrenOf, countLoops, macros, registerCounted, useCounted } from './counted-calls';
import { packLimits } from './limits';
import { readPattern } from './pattern';
import { spend, spendingFrom, TooManySteps } from './steps';
import { viewTypes } from './views/view-types';
import { stepsOf, viewClasses } from './views/views';
import { counted, figure } from '../format';

/*
 * Expressions of rules, in the Common Expression Language. An expression that could run without end or grow without bound is refused when
 * a pack is read: packs come from elsewhere, and these are the only code in them that runs.
 */

/** Object that a rule's condition is evaluated for. */
export type Subject = 'node' | 'edge' | 'plan';

/** An expression that was read and checked. */
export interface Condition<T> {
  readonly text: string;
  /**
   * @throws ExpressionError when a value that it needs is missing
   * @throws TooManySteps when the check has used up its steps
   */
  evaluate(values: Readonly<Record<string, unknown>>): T;
}

/**
 * Reads an expression that must yield true or false.
 * @throws ExpressionError with the position of the error
 */
export function readCondition(text: string, subject: Subject): Condition<boolean> {
  const { evaluate, type } = read(text, subject);
  if (type !== 'bool' && type !== 'dyn') throw new ExpressionError(`it yields ${wordFor(type)}, and true or false is needed`, 0);
  return { text, evaluate: (values) => evaluate(values) === true };
}

/**
 * Reads an expression that is put into a text.
 * @throws ExpressionError with the position of the error
 */
export function readValue(text: string, subject: Subject): Condition<string> {
  const { evaluate } = read(text, subject);
  return {
    text,
    evaluate: (values) => {
      const words = inWords(evaluate(values));
      stepsOf(values['plan']).take(Math.ceil(words.length / 100));
      return words.length <= packLimits.value ? words : `${words.slice(0, packLimits.value)}…`;
    },
  };
}

const environments: Readonly<Record<Subject, Environment>> = {
  plan: environmentFor('plan'),
  node: environmentFor('node'),
  edge: environmentFor('edge'),
};

function environmentFor(subject: Subject): Environment {
  const environment = expressionEnvironment();
  for (const name of ['Service', 'Node', 'Edge', 'Needs', 'Plan'] as const)
    environment.registerType(name, { ctor: viewClasses[name] as unknown as new () => object, fields: viewTypes[name] }); // made by Views, never by an expression
  registerCounted(environment);
  environment.registerVariable('plan', 'Plan');
  environment.registerVariable('today', 'string');
  if (subject === 'node') environment.registerVariable('node', 'Node');
  if (subject === 'edge') environment.registerVariable('edge', 'Edge');
  return environment;
}

function read(
  text: string,
  subject: Subject,
): { readonly evaluate: (values: Readonly<Record<string, unknown>>) => unknown; readonly type: string } {
  if (text.length > packLimits.expression)
    throw new ExpressionError(`it has ${counted(text.length, 'character')}, and ${figure(packLimits.expression)} are the limit`, 0);
  try {
    const parsed = environments[subject].parse(text);
    refuse(parsed.ast, 0);
    const checked = parsed.check();
    if (!checked.valid) throw checked.error ?? new ExpressionError('it cannot be checked', 0);
    refuseGrowth(parsed.ast, false);
    return { type: String(checked.type), evaluate: counting(text, subject) };
  } catch (error) {
    throw expressionError(error);
  }
}

/** The expression as it is evaluated, with all its work counted; its errors were reported before, with the names that the author wrote. */
function counting(text: string, subject: Subject): (values: Readonly<Record<string, unknown>>) => unknown {
  const parsed = environments[subject].parse(text);
  useCounted(parsed.ast);
  const checked = parsed.check();
  if (!checked.valid) throw checked.error ?? new ExpressionError('it cannot be checked', 0);
  const steps = countLoops(parsed.ast);
  return (values) => {
    try {
      return spendingFrom(stepsOf(values['plan']), () => {
        spend(steps);
        return parsed(values as Record<string, unknown>) as unknown;
      });
    } catch (error) {
      throw spent(error) ?? expressionError(error);
    }
  };
}

/** The library may wrap an error of ours in one of its own. */
function spent(error: unknown): TooManySteps | undefined {
  if (error instanceof TooManySteps) return error;
  return error instanceof Error && error.cause instanceof TooManySteps ? error.cause : undefined;
}

/** Refuses expressions that take too long. */
function refuse(node: ASTNode, depth: number): void {
  const at = node.range.start;
  if (node.op === 'rcall') {
    const [name, receiver, args] = node.args;
    if (name === 'bind') throw new ExpressionError('cel.bind cannot be used here; write the expression out', at);
    if (name === 'matches') {
      const [pattern] = args;
      if (pattern?.op !== 'value' || typeof pattern.args !== 'string') throw new ExpressionError('matches needs a pattern in quotes', at);
      readPattern(pattern.args, pattern.range.start);
    }
    const inside = macros.has(name) && args.length > 1;
    if (inside && depth >= packLimits.nesting)
      throw new ExpressionError(`all, exists, map and filter may stand ${packLimits.nesting} deep inside each other, no deeper`, at);
    refuse(receiver, depth);
    for (const arg of args) refuse(arg, inside ? depth + 1 : depth);
    return;
  }
  if (node.op === 'map') throw new ExpressionError('maps cannot be made here', at);
  for (const child of childrenOf(node)) refuse(child, depth);
}

/** Refuses expressions that let texts and lists grow with every member of a list. It needs types, so it runs after the check. */
function refuseGrowth(node: ASTNode, inside: boolean): void {
  const at = node.range.start;
  if (inside && node.op === '+' && /^(?:string|list|bytes|dyn)/.test(typeOf(node)))
    throw new ExpressionError(
      typeOf(node) === 'dyn'
        ? 'inside all, exists, map and filter say what is added: double(…) + …'
        : 'texts and lists cannot be joined inside all, exists, map and filter; join(", ") the result',
      at,
    );
  if (node.op === 'list') {
    const plain = inside ? node.args.every(({ op }) => op === 'value') : node.args.every((one) => !/^(?:list|map|dyn)/.test(typeOf(one)));
    if (!plain)
      throw new ExpressionError(
        inside
          ? 'a list inside all, exists, map and filter holds texts and numbers only'
          : 'a list holds texts, numbers and nodes, not lists',
        at,
      );
  }
  if (node.op === 'rcall') {
    const [name, receiver, args] = node.args;
    refuseGrowth(receiver, inside);
    for (const arg of args) refuseGrowth(arg, inside || macros.has(name));
    return;
  }
  for (const child of childrenOf(node)) refuseGrowth(child, inside);
}

function typeOf(node: ASTNode): string {
  return String((node as { readonly checkedType?: unknown }).checkedType ?? 'dyn'); // set by the check; not in the library's types
}

function wordFor(type: string): string {
  const words: Record<string, string> = { string: 'a text', double: 'a number', int: 'a number', null: 'nothing' };
  return words[type] ?? (type.startsWith('list') ? 'a list' : `a ${type}`);
}

/** A value as shown in a sentence. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof viewClasses.Node) return `"${value.title ?? ''}"`;
  if (value instanceof viewClasses.Service) return value.name;
  return '…';
}
