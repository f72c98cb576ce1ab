import { regionName } from '../../catalog';
import { counted, figure, list, money } from '../../format';
import { shortName, shortText, type Amount, type Plan } from '../../plan';
import type { Draft, PacketContext } from '../context';
import { Flow, type Row } from '../flow';
import { oneLine } from '../texts';

/** What the plan assumes of its surroundings, and what it does not state. */
export function contextSheets(context: PacketContext, first: number): readonly Draft[] {
  const { plan, packs = [], cost } = context.input;
  const flow = new Flow(context, 'context', 'Context and assumptions', first);
  if (plan.summary !== undefined) flow.paragraph(shortText(plan.summary));
  const facts = factsOf(context);
  const stated = facts.filter(([, value]) => value !== undefined);
  const silent = facts.filter(([, value]) => value === undefined).map(([label]) => label);
  flow.heading('What the plan states');
  flow.table({
    key: 'context',
    columns: [
      { title: 'Fact', share: 30 },
      { title: 'Value', share: 70 },
    ],
    groups: [
      ...stated.map(([label, value]): Row[] => [{ cells: [label, value ?? ''] }]),
      [{ cells: ['Price book', `${cost.priceBook.id}, as of ${cost.priceBook.asOf}`] }],
      [{ cells: ['Packs', packs.length === 0 ? 'none' : packs.map(({ name, version }) => `${shortName(name)} ${version}`).join(', ')] }],
    ],
  });
  if (silent.length > 0) flow.paragraph(`Not stated, and so not checked: ${list(silent.map(lower), 'and')}.`);
  assumptions(flow, plan);
  notes(flow, plan);
  return flow.finish();
}

type Fact = readonly [label: string, value: string | undefined];

function factsOf({ input: { plan, catalog, cost } }: PacketContext): readonly Fact[] {
  const { approach, team, estate, region, budgetPerMonth, needs = {} } = plan.context;
  const skills = Object.entries(team?.skills ?? {}).map(([id, level]) => `${catalog.skill(id)?.name ?? id}: ${level}`);
  const words = (value: string | number | boolean | undefined) =>
    value === undefined
      ? undefined
      : value === true
        ? 'yes'
        : value === false
          ? 'no'
          : typeof value === 'number'
            ? figure(value)
            : oneLine(value);
  const listed = (values: readonly string[] | undefined) =>
    values === undefined ? undefined : values.length === 0 ? 'none' : values.map(oneLine).join(', ');
  return [
    ['Approach', words(approach)],
    ['Team', team?.size === undefined ? undefined : counted(team.size, 'person', 'people')],
    ['Skills', skills.length === 0 ? undefined : skills.join(', ')],
    ['Services in use', listed(estate?.map((id) => catalog.nameOf(id)))],
    [
      'Region',
      region === undefined ? undefined : `${oneLine(shortName(region))}${regionName(region) === region ? '' : ` (${regionName(region)})`}`,
    ],
    ['Budget of a month', budgetPerMonth === undefined ? undefined : money(budgetPerMonth, cost.currency)],
    ['Schedule', words(needs.schedule)],
    ['Events', listed(needs.events)],
    ['Manual approval', words(needs.manualApproval)],
    ['Data volume', words(needs.dataVolume)],
    ['Distributed processing', words(needs.distributed)],
    ['GPU', words(needs.gpu)],
    ['Serving', listed(needs.serving)],
    ['Network', words(needs.network)],
    ['Data classification', words(needs.dataClassification)],
    ['Availability', needs.availability === undefined ? undefined : `${figure(needs.availability)} %`],
    ['Recovery time', words(needs.recoveryTime)],
  ];
}

function lower(label: string): string {
  return label === 'GPU' ? label : `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

function assumptions(flow: Flow, plan: Plan): void {
  flow.heading('Assumptions that nodes share');
  const all = Object.entries(plan.assumptions);
  if (all.length === 0) return flow.paragraph('None.');
  flow.table({
    key: 'context-assumptions',
    columns: [
      { title: 'Assumption', share: 40 },
      { title: 'Value', share: 60 },
    ],
    groups: all.map(([name, value]): Row[] => [{ cells: [{ text: `$${name}`, look: 'mono' }, amountWords(value)] }]),
  });
}

function notes(flow: Flow, plan: Plan): void {
  const onNodes = Object.entries(plan.nodes).filter(([, { note }]) => note !== undefined);
  const free = Object.values(plan.notes);
  if (onNodes.length + free.length === 0) return;
  flow.heading('Notes');
  flow.table({
    key: 'context-notes',
    columns: [
      { title: 'At', share: 30 },
      { title: 'Note', share: 70 },
    ],
    groups: [
      ...onNodes.map(([id, node]): Row[] => [{ cells: [shortName(node.title ?? id), shortText(node.note ?? '')] }]),
      ...free.map(({ text }): Row[] => [{ cells: ['The drawing', text] }]),
    ],
  });
}

/** An amount as the plan writes it: `30`, or `15 GB to 60 GB, likely 20 GB`. */
export function amountWords(value: Amount): string {
  const one = (amount: string | number) => (typeof amount === 'number' ? figure(amount) : oneLine(amount));
  return typeof value === 'object' ? `${one(value.low)} to ${one(value.high)}, likely ${one(value.likely)}` : one(value);
}
