import { costOfBudget, counted, elsewhereWords, moneyRange } from '../../format';
import { shortName, shortText } from '../../plan';
import type { Score } from '../../score';
import type { Severity } from '../../validate';
import type { PacketInput } from '../input';
import { oneLine } from '../texts';

/* What title blocks say. */

/** A fact with its name. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What a title block says of its own sheet. */
export interface SheetFacts {
  readonly title: string;
  readonly number: number;
  readonly count: number;
  /** Of its drawing, in points for a unit of the plan. */
  readonly scale?: number;
}

const unknown = 'not known';

/** What a sheet says of itself. */
export function sheetFactsOf({ title, number, count, scale }: SheetFacts): readonly Fact[] {
  return [
    { label: 'Sheet', value: `${number} of ${count}` },
    { label: 'Scale', value: scale === undefined ? 'no drawing' : scaleWords(scale) },
    { label: 'Shows', value: title },
  ];
}

/** A drawing's scale: 100 % is its size on a screen at full size. @param scale points for a unit of the plan */
export function scaleWords(scale: number): string {
  const percent = (scale / 0.75) * 100;
  return `${percent >= 10 ? Math.round(percent) : Math.round(percent * 10) / 10} %`;
}

/** What the large block says of the plan. */
export function factsOf(input: PacketInput): readonly Fact[] {
  const { cost, findings, scores, date, author, packs = [] } = input;
  const open = (severity: Severity) => findings.filter((finding) => !finding.waived && finding.severity === severity).length;
  const elsewhere = elsewhereWords(cost.elsewhere, cost.currency);
  return [
    { label: 'A month, of the budget', value: `${totalOf(input)}${elsewhere === '' ? '' : `, ${elsewhere}`}` },
    {
      label: 'Range',
      value:
        (moneyRange(cost.monthly, cost.currency) ?? 'no ranges given') +
        (cost.unknown.length > 0 ? `, ${counted(cost.unknown.length, 'node')} unknown` : ''),
    },
    { label: 'Price book', value: `${cost.priceBook.id}, as of ${cost.priceBook.asOf}` },
    {
      label: 'Findings',
      value: `${counted(open('error'), 'error')}, ${counted(open('warning'), 'warning')}, ${open('info')} advice, ${findings.filter(({ waived }) => waived).length} waived`,
    },
    { label: 'Maintainability', value: scoreWords(scores.maintainability) },
    { label: 'Skills', value: scoreWords(scores.skills) },
    { label: 'Integration', value: scoreWords(scores.integration) },
    { label: 'MLOps maturity', value: `level ${scores.maturity.level} of 4` },
    ...(packs.length > 0
      ? [{ label: 'Evaluated with', value: packs.map(({ name, version }) => `${shortName(name)} ${version}`).join(', ') }]
      : []),
    { label: 'Date', value: date },
    { label: 'Commit', value: commitWords(input) },
    { label: 'Author', value: author === undefined ? unknown : shortName(author) },
  ];
}

/** What a strip says of the plan. */
export function stripFactsOf(input: PacketInput): readonly Fact[] {
  const { plan, file, date, author, cost, scores, organisation } = input;
  const value = (score: Score) => (score.value === null ? '–' : String(score.value));
  const { maintainability, skills, integration, maturity } = scores;
  return [
    { label: organisation?.name === undefined ? 'Plan' : oneLine(organisation.name), value: shortName(plan.name) },
    { label: 'Summary', value: plan.summary === undefined ? 'none' : shortText(plan.summary) },
    { label: 'File', value: file },
    { label: 'Date', value: date },
    { label: 'Commit', value: commitWords(input) },
    { label: 'Author', value: author === undefined ? unknown : shortName(author) },
    { label: 'Price book', value: `${cost.priceBook.id}, as of ${cost.priceBook.asOf}` },
    { label: 'A month', value: totalOf(input) },
    { label: 'Maint., skills, integr.', value: [maintainability, skills, integration].map(value).join(', ') },
    { label: 'MLOps maturity', value: `level ${maturity.level} of 4` },
  ];
}

/** The commit of the plan, as far as it is known. */
function commitWords({ commit, isUncommitted }: PacketInput): string {
  if (commit === undefined) return isUncommitted ? 'not committed yet' : unknown;
  return isUncommitted ? `${commit} with uncommitted changes` : commit;
}

function totalOf({ cost, plan }: PacketInput): string {
  const { budgetPerMonth } = plan.context;
  const words = costOfBudget(cost.monthly.likely, cost.unknown.length, budgetPerMonth, cost.currency);
  return budgetPerMonth === undefined ? `${words}, no budget` : words;
}

function scoreWords(score: Score): string {
  return score.value === null ? 'not scored' : `${score.value} of 100`;
}
