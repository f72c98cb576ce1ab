import type { EdgeKind, ServiceId, Stage } from '../plan';
import { FieldExpressions } from './expression';
import type { Service } from './service';
import { SizeEnds } from './size-ends';
import type { Source } from './source';
import { SafeguardTable } from './safeguard-table';
import { Starts } from './start-table';
import type { Start } from './starts';

/** A skill that services need and teams have. */
export interface Skill {
  readonly id: string;
  readonly name: string;
  /** Learning that it takes, for the list of who needs to learn what. */
  readonly learn: string;
}

/** The services that a plan can use, by id. */
export class Catalog {
  /** In alphabetical order of their ids. */
  readonly services: readonly Service[];
  /** Services that a check may propose: all but those that belong to others, or suit only teams that run them already. */
  readonly proposable: readonly Service[];
  readonly skills: readonly Skill[];
  readonly #byId: ReadonlyMap<ServiceId, Service>;
  readonly #expressions = new Map<ServiceId, FieldExpressions>();
  readonly #integrations: ReadonlyMap<ServiceId, ReadonlySet<ServiceId>>;

  /**
   * @param starts who can start what; services of packs add to it by what they say they orchestrate
   * @param sizes series of machine sizes that end
   * @param safeguards security and reliability of services
   */
  constructor(
    services: readonly Service[],
    skills: readonly Skill[],
    readonly starts: Starts = new Starts(),
    readonly sizes: SizeEnds = new SizeEnds(),
    readonly safeguards: SafeguardTable = new SafeguardTable(),
  ) {
    this.services = services.map((service) => withStartable(service, starts)).sort((a, b) => (a.id < b.id ? -1 : 1));
    this.proposable = this.services.filter(({ outside, onlyWhereRun }) => !outside && !onlyWhereRun);
    this.skills = skills;
    this.#byId = new Map(this.services.map((service) => [service.id, service]));
    this.#integrations = bothWays(this.services);
  }

  get(id: ServiceId): Service | undefined {
    return this.#byId.get(id);
  }

  /** The service's name, or the id itself for one that the catalog does not know. */
  nameOf(id: ServiceId): string {
    return this.#byId.get(id)?.name ?? id;
  }

  skill(id: string): Skill | undefined {
    return this.skills.find((skill) => skill.id === id);
  }

  /** Stage of a node of this service, unless the node names another. */
  stageOf(id: ServiceId): Stage | undefined {
    return this.#byId.get(id)?.stages[0];
  }

  /** True if two services work together without glue code. One of them declaring it is enough. */
  integrates(a: ServiceId, b: ServiceId): boolean {
    return this.#integrations.get(a)?.has(b) ?? false;
  }

  /** How one service starts, deploys to or calls another; `undefined` if the table has no row for the first. */
  start(from: Service, to: Service): Start | undefined {
    const cell = this.starts.cell(from.id, to.id);
    if (cell && cell.way !== 'no') return cell;
    if (from.orchestrates?.includes(to.id)) return saidByPack;
    if (cell) return cell;
    if (from.id === to.id && from.orchestrates?.length) return saidByPack;
    // of what comes with a pack the table has nothing: there, working together is enough for a release
    return from.orchestrates?.length ? (this.integrates(from.id, to.id) ? saidByPack : notSaid) : undefined;
  }

  /** The expressions over a service's usage fields. */
  expressions(service: Service): FieldExpressions {
    let expressions = this.#expressions.get(service.id);
    if (!expressions) {
      expressions = new FieldExpressions(service.usage);
      this.#expressions.set(service.id, expressions);
    }
    return expressions;
  }

  /** Artefacts that may travel along an edge of a kind between two services; empty if the edge does not fit. */
  shared(from: Service, to: Service, kind: EdgeKind): readonly string[] {
    const out = from.outputs[kind];
    const into = to.inputs[kind];
    if (!out || !into) return none;
    return out.filter((artefact) => into.includes(artefact));
  }
}

const none: readonly string[] = [];

const saidByPack: Start = { way: 'native', act: 'start', how: 'The services say so themselves.', source: 'pack' };
const notSaid: Start = { way: 'no', how: 'Neither service says so.', source: 'pack' };

/** A service with what it can start by the table, after what it says itself. One that only hands on events starts nothing. */
function withStartable(service: Service, starts: Starts): Service {
  if (!service.outputs.control?.includes('call')) return service;
  const said = service.orchestrates ?? [];
  const more = starts.targets.filter((id) => {
    const cell = starts.cell(service.id, id);
    return id !== service.id && cell !== undefined && cell.way !== 'no' && !said.includes(id);
  });
  return more.length === 0 ? service : { ...service, orchestrates: [...said, ...more] };
}

function bothWays(services: readonly Service[]): Map<ServiceId, Set<ServiceId>> {
  const partners = new Map<ServiceId, Set<ServiceId>>(services.map((service) => [service.id, new Set()]));
  for (const service of services) {
    for (const other of service.integratesWith) {
      partners.get(service.id)?.add(other);
      partners.get(other)?.add(service.id);
    }
  }
  return partners;
}

/** Citation of a source in one line: its title and section. */
export function cite(source: Source): string {
  return source.section ? `${source.title}: ${source.section}` : source.title;
}
