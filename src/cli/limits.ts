import type { Evaluation } from '#engine/evaluate';
import { shortName, titleOf, type Plan } from '#engine/plan';
import type { Values } from './command';
import { money } from './output/money';

/** The limits that a check can set. */
export const limitOptions = {
  'max-cost': {
    type: 'string',
    value: 'N',
    help: 'fail when a month costs more, in the currency of the prices, or when a part of its cost is not known',
  },
  'allow-unknown-cost': { type: 'boolean', help: 'with --max-cost: what is not known of a cost counts as nothing' },
  'min-maintainability': { type: 'string', value: 'N', help: 'fail when maintainability scores less, 0 to 100, or is not scored' },
} as const;

/** The limits of a command line. */
export interface Limits {
  /** How many there are. */
  readonly number: number;
  /** Those that a plan exceeds, or that cannot be checked for it, each in a sentence. */
  exceeded(plan: Plan, evaluation: Pick<Evaluation, 'cost' | 'scores'>): readonly string[];
}

/** @throws UsageError when a limit is no number */
export function limitsOf(options: Values): Limits {
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
  // a limit that cannot be checked is not kept
  const titles = unknown.map((id) => shortName(titleOf(plan, id)));
  const named = titles.length > 10 ? `${titles.slice(0, 10).join(', ')} and ${titles.length - 10} more` : titles.join(', ');
  return `A month may cost more than --max-cost allows: what ${named} cost is not known. State their usage, or pass --allow-unknown-cost.`;
}

function underMaintainability({ maintainability: { value, note } }: Evaluation['scores'], min: number) {
  if (value === null) return `Maintainability is not scored, so --min-maintainability cannot be checked. ${note ?? ''}`.trimEnd();
  return value < min ? `Maintainability is ${value}, less than the ${min} that --min-maintainability asks for.` : undefined;
}
