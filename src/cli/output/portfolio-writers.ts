import { counted, knownMoney, list } from '#engine/format';
import { shortName, shortText } from '#engine/plan';
import type { PackFault } from '../packs';
import type { CheckWriter } from './evaluated';
import { markdown } from './markdown';
import {
  isOverBudget,
  isRead,
  portfolioOf,
  rowOf,
  type Portfolio,
  type PortfolioRow,
  type PortfolioTotal,
  type UnreadRow,
} from './portfolio';
import { problemJson } from './problem-json';
import { jsonText, shownName, shownText } from './safe-text';
import { styleOf } from './style';

interface Screen {
  readonly colour: boolean;
  /** True to leave out plans that do not make the check fail. */
  readonly isQuiet: boolean;
}

/** Writes a table of all plans when the last one was checked. */
export function portfolioWriter(write: (portfolio: Portfolio, faults: readonly PackFault[]) => void): CheckWriter {
  const rows: (PortfolioRow | UnreadRow)[] = [];
  return {
    add: (checked) => void rows.push(rowOf(checked)),
    end: (faults) => write(portfolioOf(rows), faults),
  };
}

const titles = ['Errors', 'Warnings', 'Advice', 'Cost a month', 'Maint.', 'Skills', 'Integr.', 'Maturity'];

/** The table for a person at a terminal. */
export function portfolioText({ rows, total }: Portfolio, { colour, isQuiet }: Screen): string {
  const style = styleOf(colour);
  const shown = isQuiet ? rows.filter((row) => !isRead(row) || row.isFailing) : rows;
  const cells = shown.map((row) => (isRead(row) ? figuresOf(row) : titles.map(() => '–')));
  const widths = titles.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join('  ');
  const lines = shown.map((row, at) => {
    const figures = line(cells[at] ?? []);
    const words = isRead(row) ? `${shownName(row.name)}  ${style.dim(shownText(row.file))}` : `${shownText(row.file)}  not readable`;
    const isBad = !isRead(row) || row.isFailing;
    return `${isBad ? style.red(figures) : figures}  ${words}`;
  });
  const head = shown.length > 0 ? [style.bold(`${line(titles)}  Plan`), ...lines, ''] : [];
  return isQuiet ? `${head.slice(0, -1).join('\n')}${head.length > 0 ? '\n' : ''}` : `${[...head, ...totalLines(total)].join('\n')}\n`;
}

/** The table as Markdown. */
export function portfolioMarkdown({ rows, total }: Portfolio): string {
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => markdown(shortText(cell))).join(' | ')} |`;
  const body = rows.map((one) =>
    row(isRead(one) ? [shortName(one.name), one.file, ...figuresOf(one)] : ['not readable', one.file, ...titles.map(() => '–')]),
  );
  const rule = `| --- | --- | ${titles.map(() => '---:').join(' | ')} |`;
  return `${[row(['Plan', 'File', ...titles]), rule, ...body].join('\n')}\n\n${totalLines(total)
    .map((line) => markdown(line))
    .join('\n\n')}\n`;
}

/** The table as JSON. A contract: keys are added, never renamed. */
export function portfolioJson({ rows, total }: Portfolio, faults: readonly PackFault[]): string {
  return jsonText({
    pipedraft: 1,
    plans: rows.map((row) =>
      isRead(row)
        ? {
            file: row.file,
            name: row.name,
            nodes: row.nodes,
            findings: { ...row.open, waived: row.waived },
            cost: row.cost,
            budget: row.budget,
            overBudget: isOverBudget(row),
            scores: { ...row.scores, maturity: row.maturity },
            exceeded: row.exceeded,
            fails: row.isFailing,
            problems: [],
          }
        : {
            file: row.file,
            name: null,
            nodes: null,
            findings: null,
            cost: null,
            budget: null,
            overBudget: null,
            scores: null,
            exceeded: [],
            fails: true,
            problems: row.problems.map(problemJson),
          },
    ),
    total: {
      plans: total.plans,
      unreadable: total.unread,
      failing: total.failing,
      overBudget: total.overBudget,
      findings: { ...total.open, waived: total.waived },
      costs: total.costs,
    },
    packFaults: faults.map(({ folder, problem }) => ({ folder, ...problemJson(problem) })),
    errors: [],
  });
}

function figuresOf(row: PortfolioRow): readonly string[] {
  const { open, cost, scores, maturity } = row;
  const points = (value: number | null) => (value === null ? '–' : String(value));
  const amount = knownMoney(cost.likely, cost.unknown, cost.currency);
  return [
    String(open.error),
    String(open.warning),
    String(open.info),
    isOverBudget(row) ? `${amount}, over budget` : amount,
    points(scores.maintainability),
    points(scores.skills),
    points(scores.integration),
    `${maturity} of 4`,
  ];
}

/** Totals of all plans, a sentence for each line. */
function totalLines({ plans, unread, failing, overBudget, open, waived, costs }: PortfolioTotal): readonly string[] {
  const found = [
    counted(open.error, 'error'),
    counted(open.warning, 'warning'),
    `${open.info} advice`,
    ...(waived > 0 ? [`${waived} waived`] : []),
  ];
  const sums = costs.map(({ likely, unknown, currency }) => knownMoney(likely, unknown, currency));
  const bad = [
    ...(unread > 0 ? [`${unread} not readable`] : []),
    ...(failing > 0 ? [`${failing} failing`] : []),
    ...(overBudget > 0 ? [`${overBudget} over budget`] : []),
  ];
  return [
    `${counted(plans, 'plan')} checked: ${list(found)}.${bad.length > 0 ? ` ${bad.join(', ')}.` : ''}`,
    ...(sums.length > 0 ? [`Cost a month of all: ${list(sums)}.`] : []),
  ];
}
