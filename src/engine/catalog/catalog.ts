import type { EdgeKind, ServiceId, Stage } from '../plan';
import { FieldExpressions } from './expression';
import type { Service, Source } from './service';

/** A skill that services need and teams have. */
export interface Skill {
  readonly id: string;
  readonly name: string;
  /** What learning it takes, for the list of who needs to learn what. */
  readonly learn: string;
}

/** The services that a plan can use, by id. */
export class Catalog {
  /** In alphabetical order of their ids. */
  readonly services: readonly Service[];
  readonly skills: readonly Skill[];
  readonly #byId: ReadonlyMap<ServiceId, Service>;
  readonly #expressions = new Map<ServiceId, FieldExpressions>();
  readonly #integrations: ReadonlyMap<ServiceId, ReadonlySet<ServiceId>>;

  constructor(services: readonly Service[], skills: readonly Skill[]) {
    this.services = [...services].sort((a, b) => (a.id < b.id ? -1 : 1));
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

  /** Where a node of this service stands unless it says otherwise. */
  stageOf(id: ServiceId): Stage | undefined {
    return this.#byId.get(id)?.stages[0];
  }

  /** Whether two services work together without glue code; what one of them says holds for both. */
  integrates(a: ServiceId, b: ServiceId): boolean {
    return this.#integrations.get(a)?.has(b) ?? false;
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

  /** Whether an edge of a kind may run between two services, and what may travel along it. */
  shared(from: Service, to: Service, kind: EdgeKind): readonly string[] {
    const out = from.outputs[kind] ?? [];
    const into = to.inputs[kind] ?? [];
    return out.filter((artefact) => into.includes(artefact));
  }
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

/** How a source is cited in a line: its title and section. */
export function cite(source: Source): string {
  return source.section ? `${source.title}: ${source.section}` : source.title;
}
