import { ExpressionError, type CostLine, type Expression, type FieldValue, type UnitPrice } from '../../catalog';
import type { Spread } from './cost';

/* Quantities that cost lines take of meters, as input for the costs of nodes and plans. */

/** Quantity that one cost line of a node takes of a meter: where the node costs least, as likely, and where the node costs most. */
export interface Quantity extends Spread {
  readonly of: Metered;
  /** The least and the most of this line, whatever the node's other lines take. */
  readonly own: Spread;
}

/** A line with known meter and price, with its quantities at the ends of its fields' ranges. */
export interface Metered {
  readonly line: CostLine;
  readonly quantity: Expression;
  /** The line's title, with the way it is paid. */
  readonly title: string;
  readonly price: UnitPrice;
  readonly factor: number;
  /** Quantities with the same text are charged together: one meter, in one region, with one factor. */
  readonly together: string;
  /** Units of the meter that are free for the whole plan, and the reason. `sharedBy` names the meters that share them. */
  readonly free:
    | {
        readonly quantity: number;
        readonly note: string;
        readonly sharedBy: string;
        /** The licence that includes it. */
        readonly plan?: string;
      }
    | undefined;
  readonly machine: string | undefined;
  readonly likely: number;
  /** The fields whose ranges it depends on. */
  readonly ranged: readonly string[];
  /** Quantity at each corner of their ranges: bit n is set where field n is at its high end. */
  readonly corners: readonly number[];
}

/** Evaluates a quantity. @throws ExpressionError if the result is not an amount */
export function amountFrom(quantity: Expression, values: Readonly<Record<string, FieldValue>>): number {
  const value = quantity.evaluate(values);
  if (typeof value !== 'number' || Number.isNaN(value)) throw new ExpressionError('it yields no number');
  if (!Number.isFinite(value)) throw new ExpressionError('it divides by zero');
  return Math.max(0, value);
}
