import { cite, type Catalog } from '../catalog';
import type { Knowledge, Statement } from '../explain';
import { arrange, emptyPlan, type NodeId, type Plan, type PlanNode } from '../plan';
import { amountsOf, contextOf, scoringRhythms, type Answers } from './answers';
import type { Chosen, Situation } from './choice';
import { choices } from './choices/index';
import { platformFor } from './choices/compute';
import { closedBy, settled, type ClosedAnswer } from './closed';
import { edgesBetween } from './connect';

/** A first plan, and its reasons. */
export interface Draft {
  readonly plan: Plan;
  /** The answers of the plan: the given ones, each impossible one moved to the nearest possible. */
  readonly answers: Answers;
  /** Answers that cannot be combined with these, with the reasons. */
  readonly closed: readonly ClosedAnswer[];
  readonly reasons: Readonly<Record<NodeId, Reason>>;
}

/** The reason for a node's service. */
export interface Reason {
  /** In our words, without the source. */
  readonly says: string;
  /** The statements that support it, the cited one first. */
  readonly statements: readonly [Statement, ...Statement[]];
}

/** A first plan for some answers, in which every service has the reason for its choice. */
export function draftPlan(given: Answers, catalog: Catalog, knowledge: Knowledge, priceBook: string): Draft {
  const answers = settled(given);
  const situation = situationOf(answers);
  const chosen = choices.flatMap((choose) => choose(situation));
  const statements = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  const reasons = Object.fromEntries(
    chosen.map((one) => [one.id, { says: one.because, statements: statementsOf(one, statements) }] as const),
  );
  const nodes = Object.fromEntries(chosen.map((one) => [one.id, nodeOf(one, reasons[one.id]?.statements[0])]));
  const drawn: Plan = {
    ...emptyPlan(nameOf(situation)),
    summary:
      'A first plan from the guided start. Each service says why it was chosen and what was turned down; the amounts are a start, to be put right.',
    context: { ...contextOf(answers), priceBook },
    assumptions: assumptionsOf(answers, chosen),
    nodes,
    edges: edgesBetween(nodes, situation, catalog),
  };
  const plan = { ...drawn, layout: arrange(drawn, (id) => catalog.stageOf(drawn.nodes[id]?.service ?? '')) };
  return { plan, answers, closed: closedBy(answers), reasons };
}

function situationOf(answers: Answers): Situation {
  const { data, distributed, serving } = answers;
  return {
    answers,
    platform: platformFor(answers),
    spread: distributed || data === 'large',
    batch: serving.batch || !serving.realtime,
    realtime: serving.realtime,
  };
}

function nodeOf({ service, title, stage, usage, note, because, rejected }: Chosen, cited: Statement | undefined): PlanNode {
  return {
    service,
    title,
    ...(stage === undefined ? {} : { stage }),
    ...(usage === undefined ? {} : { usage }),
    ...(note === undefined ? {} : { note }),
    decision: { because: cited ? `${because} Source: ${cite(cited.source)}.` : because, ...(rejected === undefined ? {} : { rejected }) },
  };
}

function statementsOf({ id, entries }: Chosen, statements: ReadonlyMap<string, Statement>): readonly [Statement, ...Statement[]] {
  const known = entries.flatMap((entry) => statements.get(entry) ?? []);
  const [first, ...others] = known;
  if (!first) throw new Error(`The choice of "${id}" rests on no statement of the knowledge list.`);
  return [first, ...others];
}

/** The amounts that nodes share, if one refers to them. */
function assumptionsOf(answers: Answers, chosen: readonly Chosen[]): Plan['assumptions'] {
  const { starts, scored } = answers;
  const used = new Set(chosen.flatMap(({ usage }) => Object.values(usage ?? {})));
  const all: Plan['assumptions'] = {
    runsPerMonth: starts.files ? 60 : starts.schedule ? scoringRhythms[scored] : 8,
    dataPerRun: amountsOf(answers).perRun,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => used.has(`$${name}`)));
}

function nameOf({ answers, platform, batch, realtime }: Situation): string {
  const how = batch && realtime ? 'batch and real-time' : realtime ? 'real-time' : 'batch';
  const where = answers.approach === 'no-code' ? 'without code' : platform === 'databricks' ? 'on Databricks' : 'on Azure ML';
  return `First plan: ${how} scoring ${where}`;
}
