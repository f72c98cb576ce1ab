import type { Icon } from '../draw';
import type { Evaluation } from '../evaluate';
import type { Basis } from '../packs';
import type { PacketPlan, Plan } from '../plan';
import type { CostRisk } from '../score';
import type { Organisation, PacketInput, PacketSince } from './input';
import { packetOptions } from './options';

/** A plan and what it was evaluated with, for its packet. */
export interface Packed {
  readonly plan: Plan;
  readonly basis: Pick<Basis, 'catalog' | 'packs'>;
  readonly evaluation: Evaluation;
  /** What moves the cost most, and how sure it is. */
  readonly risk: CostRisk;
  readonly icons: Readonly<Record<string, Icon>>;
  /** The day shown on the sheets. */
  readonly date: string;
  /** File name of the plan, or a text that it has none. */
  readonly file: string;
  /** Short id of the commit that the file is from. */
  readonly commit?: string | undefined;
  /** True if the plan differs from that commit, or is in none yet. */
  readonly isUncommitted?: boolean | undefined;
  readonly author?: string | undefined;
  readonly organisation?: Organisation | undefined;
  /** What changed since an earlier state; needed only if the packet has a part about it. */
  readonly since?: PacketSince | undefined;
  /** Options of the packet; those of the plan by default. */
  readonly packet?: PacketPlan | undefined;
}

/** Everything that a packet shows of an evaluated plan. */
export function packetInput(packed: Packed): PacketInput {
  const {
    plan,
    basis,
    evaluation,
    risk,
    icons,
    date,
    file,
    commit,
    author,
    organisation,
    since,
    isUncommitted = false,
    packet = plan.packet,
  } = packed;
  const { catalog, packs } = basis;
  const { findings, scores, cost, fixesOf } = evaluation;
  return {
    plan,
    catalog,
    icons,
    findings,
    scores,
    cost,
    fixesOf,
    packs,
    date,
    file,
    risk,
    ...(commit === undefined ? {} : { commit }),
    isUncommitted,
    ...(author === undefined ? {} : { author }),
    ...(since === undefined ? {} : { since }),
    ...(organisation === undefined ? {} : { organisation }),
    options: packetOptions(packet, plan),
  };
}
