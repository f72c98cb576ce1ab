import { basename } from 'node:path';
import { PlanGraph } from '#engine/catalog';
import { evaluate, type Evaluation } from '#engine/evaluate';
import type { PacketInput, PacketOptions } from '#engine/packet';
import type { Basis } from '#engine/packs';
import { costRisk } from '#engine/score';
import { icons } from '#resources';
import type { Terminal } from './command';
import { commitOf } from './commit-of';
import { standardInput, type NamedPlan } from './plans';

/** What a packet is made of, and its evaluation for those who write more. */
export interface PacketSource {
  readonly input: PacketInput;
  readonly evaluation: Evaluation;
  /** Name of the plan's file, without its folder. */
  readonly fileName: string;
}

/** True if a plan came from standard input and is in no file. */
export function isFromStream({ file }: NamedPlan): boolean {
  return file === '<stdin>' || file === standardInput;
}

/** Evaluates a plan and gathers what its packet shows. */
export function packetSource(
  named: NamedPlan,
  basis: Basis,
  given: { readonly today: string; readonly author?: string; readonly options: PacketOptions },
  terminal: Pick<Terminal, 'talk'>,
): PacketSource {
  const { plan, text } = named.read;
  const { today, author, options } = given;
  const evaluation = evaluate({ plan, ...basis, today, report: ({ message }) => terminal.talk(`${named.file}: ${message}`) });
  const fileName = isFromStream(named) ? 'plan.pipedraft.yaml' : basename(named.file);
  const commit = isFromStream(named) ? undefined : commitOf(named.file, Buffer.from(text, 'utf8'));
  const input: PacketInput = {
    plan,
    catalog: basis.catalog,
    icons,
    findings: evaluation.findings,
    scores: evaluation.scores,
    cost: evaluation.cost,
    fixesOf: evaluation.fixesOf,
    risk: costRisk(new PlanGraph(plan, basis.catalog, basis.book)),
    packs: evaluation.packs,
    date: today,
    file: fileName,
    ...(commit === undefined ? {} : { commit }),
    ...(author === undefined ? {} : { author }),
    options,
  };
  return { input, evaluation, fileName };
}
