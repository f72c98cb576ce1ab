import { Environment, ParseError, TypeError as CelTypeError, EvaluationError } from '@marcbachmann/cel-js';
import { boundsOf, type Bounds, type Ranges, type SyntaxNode } from './expression-bounds';
import { roundings } from './roundings';
import type { FieldValue } from './field-value';
import type { Field } from './service';

/*
 * Quantities and conditions over a service's usage fields, in the Common Expression Language. All numbers of a plan are
 * doubles; whole numbers in an expression mix with them freely.
 */

/** An expression that was read and checked against the fields it may use. */
export interface Expression {
  readonly text: string;
  /** The ids of the fields it reads, in alphabetical order. */
  readonly fields: readonly string[];
  /** @throws ExpressionError when a value it needs is missing */
  evaluate(values: Readonly<Record<string, FieldValue>>): unknown;
  /**
   * Its bounds while some fields vary.
   * @throws Unbounded where no bounds are known
   */
  bounds(values: Readonly<Record<string, FieldValue>>, ranges: Ranges): Bounds;
}

/** An error in an expression, in the words of the CEL library. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';

  constructor(
    message: string,
    /** Offset in the expression's text, from 0; unset if the library gives none. */
    readonly offset?: number,
  ) {
    super(message);
  }
}

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

const base = new Environment({ limits: { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 50, maxCallArguments: 8 } });
for (const [operator, compute] of Object.entries(arithmetic)) {
  // the result type must be declared: otherwise the library takes the left operand's and treats doubles as whole numbers
  base.registerOperator(`int ${operator} double: double`, (a: bigint, b: number) => compute(Number(a), b));
  base.registerOperator(`double ${operator} int: double`, (a: number, b: bigint) => compute(a, Number(b)));
}
for (const [name, round] of Object.entries(roundings)) base.registerFunction(`${name}(double): double`, round);
for (const name of ['max', 'min'] as const) {
  for (const [a, b] of [
    ['double', 'double'],
    ['double', 'int'],
    ['int', 'double'],
  ]) {
    base.registerFunction(`${name}(${a}, ${b}): double`, (x: number | bigint, y: number | bigint) => Math[name](Number(x), Number(y)));
  }
}

/**
 * A CEL environment: arithmetic that mixes whole numbers with doubles, `ceil`, `floor`, `min`, `max`, and limits on the size of an
 * expression.
 */
export function expressionEnvironment(): Environment {
  return base.clone();
}

/** An environment that knows the fields of one service by name and type. */
export class FieldExpressions {
  readonly #environment: Environment;
  readonly #known: ReadonlySet<string>;
  readonly #parsed = new Map<string, Expression>();

  constructor(fields: readonly Field[]) {
    this.#environment = base.clone();
    for (const field of fields) this.#environment.registerVariable(field.id, celType(field));
    this.#known = new Set(fields.map((field) => field.id));
  }

  /**
   * Reads an expression; the same text is read once.
   * @param type what it must yield
   * @throws ExpressionError when it cannot be read, uses an unknown field, or yields another type
   */
  parse(text: string, type: 'double' | 'bool' | 'string'): Expression {
    const known = this.#parsed.get(`${type} ${text}`);
    if (known) return known;
    const expression = this.#read(text, type);
    this.#parsed.set(`${type} ${text}`, expression);
    return expression;
  }

  #read(text: string, type: 'double' | 'bool' | 'string'): Expression {
    let parsed: ReturnType<Environment['parse']>;
    try {
      parsed = this.#environment.parse(text);
      const checked = parsed.check();
      if (!checked.valid) throw checked.error ? expressionError(checked.error) : new ExpressionError('cannot be checked');
      const yields = String(checked.type);
      if (yields !== type && yields !== 'dyn' && !(type === 'double' && yields === 'int'))
        throw new ExpressionError(`yields ${yields}, not ${type}`);
    } catch (error) {
      throw expressionError(error);
    }
    return {
      text,
      fields: [...new Set(identifiers(text).filter((name) => this.#known.has(name)))].sort(),
      evaluate: (values) => {
        try {
          const value: unknown = parsed(values as Record<string, unknown>);
          return typeof value === 'bigint' ? Number(value) : value;
        } catch (error) {
          throw expressionError(error);
        }
      },
      bounds: (values, ranges) => boundsOf(parsed.ast as unknown as SyntaxNode, values, ranges),
    };
  }
}

function celType(field: Field): string {
  switch (field.type) {
    case 'number':
    case 'size':
    case 'duration':
      return 'double';
    case 'flag':
      return 'bool';
    case 'vm':
      return 'map';
    case 'choice':
    case 'text':
      return 'string';
  }
}

/** Names in an expression, without string literals. */
function identifiers(text: string): string[] {
  return text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '').match(/(?<![.\w])[A-Za-z_]\w*/g) ?? [];
}

/** The library's error as one line, with its offset. */
export function expressionError(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error;
  if (error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError)
    return new ExpressionError(oneLine(error.summary), error.range?.start);
  return new ExpressionError(oneLine(error instanceof Error ? error.message : String(error)));
}

function oneLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
