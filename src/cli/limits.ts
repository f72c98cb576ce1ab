import type { Evaluation } from '#engine/evaluate';
import { agreeing, list, money } from '#engine/format';
import { shortName, titleOf, type Plan } from '#engine/plan';
import type { OptionValues } from './command';

/** The limits that a check can set. */
export const limitOptions = {
  'max-cost': {
    type: 'string',
    value: 'N',
    help: 'fail when the monthly cost is higher, in the currency of the prices, or partly unknown',
  },
  'allow-unknown-cost': { type: 'boolean', help: 'with --max-cost: count unknown costs as 0' },
  'min-maintainability': { type: 'string', value: 'N', help: 'fail when maintainability is below N (0 to 100), or not scored' },
} as const;

/** The limits of a command line. */
export interface Limits {
  /** The limit's number. */
  readonly number: number;
  /** Limits that a plan exceeds, or that cannot be checked for it, each as a sentence. */
  exceeded(plan: Plan, evaluation: Pick<Evaluation, 'cost' | 'scores'>): readonly string[];
}

/** @throws UsageError when a limit is not a number */
export function limitsOf(options: OptionValues): Limits {
  const maxCost = options.number('max-cost');
  const minMaintainability = options.number('min-maintainability');
  const allowUnknown = options.flag('allow-unknown-cost');
  return {
    number: [maxCost, minMaintainability].filter((one) => one !== undefined).length,
    exceeded: (plan, { cost, scores }) =>
      [
        maxCost === undefined ? undefined : overCost(plan, cost, maxCost, allowUnknown),
        minMaintainability === undefined ? undefined : underMaintainability(scores, minMaintainability),
      ].filter((sentence) => sentence !== undefined),
  };
}

function overCost(plan: Plan, { monthly: { likely }, unknown, currency }: Evaluation['cost'], max: number, allowUnknown: boolean) {
  if (likely > max) return `A month costs ${money(likely, currency)}, more than the ${money(max, currency)} that --max-cost allows.`;
  if (unknown.length === 0 || allowUnknown) return undefined;
  // a limit that cannot be checked counts as exceeded
  const named = list(
    unknown.map((id) => shortName(titleOf(plan, id))),
    'and',
    11,
  );
  return `A month may cost more than --max-cost allows: what ${named} ${agreeing(unknown.length, 'costs', 'cost')} is not known. State their usage, or pass --allow-unknown-cost.`;
}

function underMaintainability({ maintainability: { value, note } }: Evaluation['scores'], min: number) {
  if (value === null) return `Maintainability is not scored, so --min-maintainability cannot be checked. ${note ?? ''}`.trimEnd();
  return value < min ? `Maintainability is ${value}, less than the ${min} that --min-maintainability asks for.` : undefined;
}
