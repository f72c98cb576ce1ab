import { choiceName, type Catalog, type Field } from '../catalog';
import { figure, list, money } from '../format';
import {
  commonSettings,
  edgeEnds,
  groupTitleOf,
  safeguards,
  stages,
  titleOf,
  type Plan,
  type PlanNode,
  type Safeguard,
  type SettingShape,
} from '../plan';
import type { Change, KeyChange } from './change';
import { isRange } from './key-changes';

/*
 * Changes in words, with units. Texts of a plan are returned whole: whoever shows them shortens and escapes them.
 */

/** What the words of changes are made with. */
export interface WordsInput {
  /** The plan before under its own ids, and the plan after. */
  readonly before: Plan;
  readonly after: Plan;
  readonly catalog: Catalog;
  /** Of the price book, for amounts of money. */
  readonly currency: string;
}

/** A change in words. */
export interface ChangeWords {
  /** The thing: the title of a node, `A → B (data)` for an edge, the name of an assumption, the rule of a waiver. */
  readonly title: string;
  /** What kind of thing it is: the name of the service for a node, otherwise the part. */
  readonly what: string;
  /** Each key that differs. */
  readonly keys: readonly KeyWords[];
}

export interface KeyWords {
  readonly title: string;
  /** The values with their units; `not stated` for a key that is missing. */
  readonly before: string;
  readonly after: string;
}

const notStated = 'not stated';

/** A change in words, its values with their units. */
export function changeWords(change: Change, input: WordsInput): ChangeWords {
  const plan = change.kind === 'removed' ? input.before : input.after;
  return { ...namesOf(change, plan, input.catalog), keys: change.keys.map((key) => keyWords(key, change, input)) };
}

function namesOf({ part, id }: Change, plan: Plan, catalog: Catalog): Pick<ChangeWords, 'title' | 'what'> {
  switch (part) {
    case 'plan':
      return { title: plan.name, what: 'plan' };
    case 'node':
      return { title: titleOf(plan, id), what: catalog.nameOf(plan.nodes[id]?.service ?? '') };
    case 'edge': {
      const { from, to, kind } = edgeEnds(id);
      return { title: `${titleOf(plan, from)} → ${titleOf(plan, to)} (${kind})`, what: 'edge' };
    }
    case 'group':
      return { title: groupTitleOf(plan, id), what: 'group' };
    case 'note':
      return { title: plan.notes[id]?.text ?? id, what: 'note' };
    case 'assumption':
    case 'waiver':
      return { title: id, what: part };
  }
}

function keyWords(key: KeyChange, change: Change, input: WordsInput): KeyWords {
  const { catalog, currency } = input;
  const [first = '', second = ''] = key.path;
  const nodeIn = (plan: Plan, id: string) => (change.part === 'node' ? plan.nodes[id] : undefined);
  const [old, now] = [nodeIn(input.before, change.formerId ?? change.id), nodeIn(input.after, change.id)];
  const said = (value: unknown, node: PlanNode | undefined, plan: Plan) => {
    if (value === undefined) return notStated;
    if (first === 'service' && node) return catalog.nameOf(node.service);
    if (first === 'stage') return stages.find(({ id }) => id === value)?.title ?? valueWords(value);
    if (first === 'usage') return usageWords(value, fieldOf(node, second, catalog), plan);
    if (second === 'budgetPerMonth' && typeof value === 'number') return `${money(value, currency)} a month`;
    if (key.path[2] === 'availability' && typeof value === 'number') return `${figure(value, 15)} %`;
    return valueWords(value);
  };
  return {
    title: titleOfKey(key.path, change, now ?? old, catalog),
    before: said(key.before, old, input.before),
    after: said(key.after, now, input.after),
  };
}

function titleOfKey(path: readonly string[], { part }: Change, node: PlanNode | undefined, catalog: Catalog): string {
  const [first = '', second = '', ...rest] = path;
  const within = rest.length > 0 ? ` (${rest.join('.')})` : '';
  if (part === 'assumption') return ['value', ...path].join('.');
  if (part === 'node' && second !== '') {
    if (first === 'usage') return `${fieldOf(node, second, catalog)?.title ?? second}${within}`;
    if (first === 'settings') return `${settingOf(node, second, catalog)?.title ?? second}${within}`;
    if (first === 'safeguards') return safeguards.find(({ id }) => id === (second as Safeguard))?.title ?? second;
  }
  if (part === 'plan' && first === 'context') {
    const key = [second, ...rest].join('.');
    const [, skill] = /^team\.skills\.(.+)$/.exec(key) ?? [];
    return skill === undefined ? (contextTitles[key] ?? key) : `Skill: ${catalog.skill(skill)?.name ?? skill}`;
  }
  return path.length > 1 ? path.join('.') : first.charAt(0).toUpperCase() + first.slice(1);
}

const contextTitles: Readonly<Record<string, string>> = {
  approach: 'Approach',
  'team.size': 'People on the team',
  estate: 'Services already run',
  region: 'Region',
  budgetPerMonth: 'Budget',
  priceBook: 'Price book',
  'needs.schedule': 'Schedule',
  'needs.events': 'Events',
  'needs.manualApproval': 'Manual approval',
  'needs.dataVolume': 'Data of one full pass',
  'needs.distributed': 'Distributed processing',
  'needs.gpu': 'GPU',
  'needs.serving': 'Serving',
  'needs.network': 'Network',
  'needs.dataClassification': 'Data classification',
  'needs.availability': 'Availability',
  'needs.recoveryTime': 'Recovery time',
};

function fieldOf(node: PlanNode | undefined, id: string, catalog: Catalog): Field | undefined {
  return catalog.get(node?.service ?? '')?.usage.find((field) => field.id === id);
}

function settingOf(node: PlanNode | undefined, id: string, catalog: Catalog): SettingShape | undefined {
  const own = catalog.get(node?.service ?? '')?.settings ?? [];
  return [...own, ...commonSettings].find((setting) => setting.id === id);
}

/** A value of a usage field. A reference to an assumption is followed by the value that it has. */
function usageWords(value: unknown, field: Field | undefined, plan: Plan): string {
  if (typeof value === 'string' && value.startsWith('$')) {
    const referred = plan.assumptions[value.slice(1)];
    return referred === undefined ? value : `${value} (${usageWords(referred, field, { ...plan, assumptions: {} })})`;
  }
  if (typeof value === 'object' && value !== null && isRange(value)) return rangeWords(value, (part) => usageWords(part, field, plan));
  const option = field?.type === 'choice' ? field.options.find((one) => one.value === value) : undefined;
  if (option) return choiceName(option);
  const unit = field?.type === 'number' && typeof value === 'number' ? field.unit : '';
  return `${valueWords(value)}${unit === '' ? '' : ` ${unit}`}`;
}

function rangeWords(
  { low, likely, high }: { readonly low: unknown; readonly likely: unknown; readonly high: unknown },
  say = valueWords,
): string {
  return `${say(likely)} (${say(low)} to ${say(high)})`;
}

function valueWords(value: unknown): string {
  if (value === undefined) return notStated;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return figure(value, 15);
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : list(value.map(valueWords));
  if (typeof value === 'object' && value !== null && isRange(value)) return rangeWords(value);
  return JSON.stringify(value);
}
