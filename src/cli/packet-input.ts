import { basename } from 'node:path';
import { PlanGraph } from '#engine/catalog';
import { evaluate, type Evaluation } from '#engine/evaluate';
import { packetInput, type Organisation, type PacketInput } from '#engine/packet';
import type { Basis } from '#engine/packs';
import type { PacketPlan } from '#engine/plan';
import { costRisk } from '#engine/score';
import { originOf } from '#history';
import { icons } from '#resources';
import type { Terminal } from './command';
import { standardInput, type NamedPlan } from './plans';
import { sinceFor, withChanges } from './since';

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
export async function packetSource(
  named: NamedPlan,
  basis: Basis,
  given: {
    readonly today: string;
    readonly author?: string;
    readonly organisation?: Organisation | undefined;
    readonly packet: PacketPlan;
    readonly since?: string | undefined;
  },
  terminal: Pick<Terminal, 'talk' | 'input'>,
): Promise<PacketSource> {
  const { plan, text } = named.read;
  const { today, since } = given;
  const packet = withChanges(plan, { ...plan.packet, ...given.packet }, since);
  const evaluation = evaluate({ plan, ...basis, today, report: ({ message }) => terminal.talk(`${named.file}: ${message}`) });
  const fileName = isFromStream(named) ? 'plan.pipedraft.yaml' : basename(named.file);
  const origin = isFromStream(named) ? {} : originOf(named.file, Buffer.from(text, 'utf8'));
  const input = packetInput({
    plan,
    basis,
    evaluation,
    risk: costRisk(new PlanGraph(plan, basis.catalog, basis.book)),
    icons,
    date: today,
    file: fileName,
    ...origin,
    author: given.author ?? origin.author,
    organisation: given.organisation,
    since: await sinceFor(named, packet, since, basis, terminal),
    packet: since === undefined ? packet : { ...packet, since },
  });
  return { input, evaluation, fileName };
}
