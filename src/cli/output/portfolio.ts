import type { Problem } from '#engine/errors';
import { severities, type Severity } from '#engine/validate';
import { isEvaluated, type CheckedPlan } from './evaluated';

/* Many plans as one table: a row for each, the worst first, and totals. Of a plan only its figures are kept, so that thousands fit. */

/** A plan that was checked. */
export interface PortfolioRow {
  readonly file: string;
  readonly name: string;
  readonly nodes: number;
  readonly open: Readonly<Record<Severity, number>>;
  readonly waived: number;
  readonly cost: {
    readonly currency: string;
    readonly low: number;
    readonly likely: number;
    readonly high: number;
    /** Number of nodes whose cost is unknown. */
    readonly unknown: number;
  };
  /** A month; `null` without one. */
  readonly budget: number | null;
  /** From 0 to 100; `null` without a score. */
  readonly scores: { readonly maintainability: number | null; readonly skills: number | null; readonly integration: number | null };
  readonly maturity: number;
  /** Limits that it exceeds, each as a sentence. */
  readonly exceeded: readonly string[];
  /** True if it makes the check fail. */
  readonly isFailing: boolean;
}

/** A plan that could not be read. */
export interface UnreadRow {
  readonly file: string;
  readonly problems: readonly Problem[];
}

export interface PortfolioTotal {
  readonly plans: number;
  readonly unread: number;
  readonly failing: number;
  readonly overBudget: number;
  readonly open: Readonly<Record<Severity, number>>;
  readonly waived: number;
  /** Sums by currency, the largest number of plans first. */
  readonly costs: readonly (PortfolioRow['cost'] & { readonly plans: number })[];
}

export interface Portfolio {
  /** Unreadable plans come first, then plans that fail; within these, by errors, warnings, advice and likely cost. */
  readonly rows: readonly (PortfolioRow | UnreadRow)[];
  readonly total: PortfolioTotal;
}

export function isRead(row: PortfolioRow | UnreadRow): row is PortfolioRow {
  return 'cost' in row;
}

/** True if the known part of the likely cost is more than the budget. */
export function isOverBudget({ budget, cost }: Pick<PortfolioRow, 'budget' | 'cost'>): boolean {
  return budget !== null && cost.likely > budget;
}

/** The row of a checked plan. */
export function rowOf({ plan, fails }: CheckedPlan): PortfolioRow | UnreadRow {
  if (!isEvaluated(plan)) return { file: plan.file, problems: plan.problems };
  const { file, read, evaluation, exceeded } = plan;
  const { findings, cost, scores } = evaluation;
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity && !finding.waived).length;
  const { low, likely, high } = cost.monthly;
  return {
    file,
    name: read.plan.name,
    nodes: Object.keys(read.plan.nodes).length,
    open: { error: count('error'), warning: count('warning'), info: count('info') },
    waived: findings.filter(({ waived }) => waived).length,
    cost: { currency: cost.currency, low, likely, high, unknown: cost.unknown.length },
    budget: read.plan.context.budgetPerMonth ?? null,
    scores: {
      maintainability: scores.maintainability.value,
      skills: scores.skills.value,
      integration: scores.integration.value,
    },
    maturity: scores.maturity.level,
    exceeded,
    isFailing: exceeded.length > 0 || findings.some((finding) => fails(finding, plan)),
  };
}

/** Sorts rows and sums them up. */
export function portfolioOf(rows: readonly (PortfolioRow | UnreadRow)[]): Portfolio {
  const read = rows.filter(isRead);
  const sum = (value: (row: PortfolioRow) => number) => read.reduce((total, row) => total + value(row), 0);
  const costs = [...new Set(read.map(({ cost }) => cost.currency))].map((currency) => {
    const own = read.filter(({ cost }) => cost.currency === currency).map(({ cost }) => cost);
    const add = (key: 'low' | 'likely' | 'high' | 'unknown') => own.reduce((total, cost) => total + cost[key], 0);
    return { currency, plans: own.length, low: add('low'), likely: add('likely'), high: add('high'), unknown: add('unknown') };
  });
  return {
    rows: [...rows].sort(worstFirst),
    total: {
      plans: read.length,
      unread: rows.length - read.length,
      failing: read.filter(({ isFailing }) => isFailing).length,
      overBudget: read.filter(isOverBudget).length,
      open: { error: sum(({ open }) => open.error), warning: sum(({ open }) => open.warning), info: sum(({ open }) => open.info) },
      waived: sum(({ waived }) => waived),
      costs: costs.sort((a, b) => b.plans - a.plans || (a.currency < b.currency ? -1 : 1)),
    },
  };
}

function worstFirst(a: PortfolioRow | UnreadRow, b: PortfolioRow | UnreadRow): number {
  if (!isRead(a) || !isRead(b)) return Number(isRead(a)) - Number(isRead(b)) || byFile(a, b);
  const counts = severities.map((severity) => b.open[severity] - a.open[severity]).find((difference) => difference !== 0);
  return Number(b.isFailing) - Number(a.isFailing) || (counts ?? 0) || b.cost.likely - a.cost.likely || byFile(a, b);
}

function byFile(a: { readonly file: string }, b: { readonly file: string }): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
