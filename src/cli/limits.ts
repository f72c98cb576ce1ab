import type { Evaluation } from '#engine/evaluate';
import { agreeing, counted, knownMoney, list, money, percent } from '#engine/format';
import { readNumber, shortName, titleOf, type Plan } from '#engine/plan';
import type { Baseline } from './against';
import { UsageError, type OptionValues } from './command';

/** The limits that a check can set. */
export const limitOptions = {
  'max-cost': {
    type: 'string',
    value: 'N',
    help: 'fail when the monthly cost is higher, in the currency of the prices, or partly unknown',
  },
  'allow-unknown-cost': { type: 'boolean', help: 'with --max-cost and --max-cost-increase: count unknown costs as 0' },
  'max-cost-increase': {
    type: 'string',
    value: 'N|N%',
    multiple: true,
    help: 'with --against: fail when the monthly cost rises by more than this amount, in the currency of the prices, or share, or may do so',
  },
  'min-maintainability': { type: 'string', value: 'N', help: 'fail when maintainability is below N (0 to 100), or not scored' },
} as const;

/** The limits of a command line. */
export interface Limits {
  /** The limit's number. */
  readonly number: number;
  /** Limits that a plan exceeds, or that cannot be checked for it, each as a sentence. */
  exceeded(plan: Plan, evaluation: Pick<Evaluation, 'cost' | 'scores'>, baseline?: Baseline): readonly string[];
  /** Limits that do not apply to a plan, each as a sentence that says why. */
  notCompared(baseline: Baseline): readonly string[];
}

/** @throws UsageError when a limit is not a number or share */
export function limitsOf(options: OptionValues): Limits {
  const maxCost = options.number('max-cost');
  const minMaintainability = options.number('min-maintainability');
  const increases = options.list('max-cost-increase').map(increaseOf);
  const allowUnknown = options.flag('allow-unknown-cost');
  return {
    number: [maxCost, minMaintainability].filter((one) => one !== undefined).length + increases.length,
    exceeded: (plan, { cost, scores }, baseline) =>
      [
        ...increases.map((most) => (baseline ? overIncrease(most, baseline, allowUnknown) : undefined)),
        maxCost === undefined ? undefined : overCost(plan, cost, maxCost, allowUnknown),
        minMaintainability === undefined ? undefined : underMaintainability(scores, minMaintainability),
      ].filter((sentence) => sentence !== undefined),
    notCompared: (baseline) => increases.flatMap((most) => ofNothing(most, baseline)),
  };
}

/** A share of the cost of a plan that was not there. */
function ofNothing({ text, share }: Increase, { name, state, consequences }: Baseline): readonly string[] {
  if (share === undefined || state !== 'missing' || !consequences) return [];
  const { monthly, unknown, currency } = consequences.cost;
  return [
    `--max-cost-increase ${text} is not compared: the plan is new since "${name}", so its whole cost (${knownMoney(monthly.after.likely, unknown.after, currency.after)} a month) is the increase, and there is no earlier cost to take a share of. An amount, such as --max-cost-increase 100, counts for new plans too.`,
  ];
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

/** The most by which a cost may rise: an amount, or a share of the cost before. */
interface Increase {
  readonly text: string;
  readonly amount?: number;
  readonly share?: number;
}

function increaseOf(text: string): Increase {
  const [, digits = text, sign] = /^(.*?)\s*(%)$/s.exec(text) ?? [];
  const read = readNumber(digits);
  if ('reason' in read) throw new UsageError(`--max-cost-increase needs an amount such as 100, or a share such as 10%: ${read.reason}.`);
  return sign === undefined ? { text, amount: read.value } : { text, share: read.value / 100 };
}

function overIncrease({ text, amount, share }: Increase, { name, state, consequences }: Baseline, allowUnknown: boolean) {
  if (!consequences) return `--max-cost-increase ${text} cannot be checked, since the plan of "${name}" cannot be read.`;
  const { difference, monthly, unknown, currency } = consequences.cost;
  if (difference === undefined)
    return `--max-cost-increase ${text} cannot be checked: "${name}" is costed in ${currency.before}, and the plan in ${currency.after}.`;
  const isNew = state === 'missing';
  if (share !== undefined && isNew) return undefined; // `notCompared` says so
  const most = amount ?? (share ?? 0) * monthly.before.likely;
  const allowed = amount === undefined ? text : money(amount, currency.after);
  const rise =
    amount === undefined && monthly.before.likely > 0 ? percent(difference / monthly.before.likely, 1) : money(difference, currency.after);
  if (difference > most) return `A month costs ${rise} more than in "${name}", and --max-cost-increase allows ${allowed}.`;
  const worse = unknown.after - (isNew ? 0 : unknown.before);
  if (worse <= 0 || allowUnknown) return undefined;
  return `A month may cost more than --max-cost-increase ${text} allows: the cost of ${counted(worse, 'more node')} than in "${name}" is not known. State their usage, or pass --allow-unknown-cost.`;
}

function underMaintainability({ maintainability: { value, note } }: Evaluation['scores'], min: number) {
  if (value === null) return `Maintainability is not scored, so --min-maintainability cannot be checked. ${note ?? ''}`.trimEnd();
  return value < min ? `Maintainability is ${value}, less than the ${min} that --min-maintainability asks for.` : undefined;
}
