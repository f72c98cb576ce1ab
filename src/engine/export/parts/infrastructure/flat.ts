import type { Deployment } from './deployment';
import { Each, Expression, isValueList, KeyedBy, type ResourceValue, type Term } from './expression';
import type { ResourceDraft, ResourceModule } from './module';

/*
 * The resources of a deployment without modules: for languages in which all files share one set of names. A value that modules hand
 * over is the value itself here, and a resource that a module refers to again is the one that it was made as.
 */

export interface FlatResource {
  /** Unique in the deployment, where symbols are unique in their module. */
  readonly label: string;
  readonly module: ResourceModule;
  readonly draft: ResourceDraft;
}

/** The identities of nodes, whose symbols are those of the nodes' own resources. */
const identities = 'identities';
const identityType = 'Microsoft.ManagedIdentity/userAssignedIdentities';

export class FlatDeployment {
  /** In the order of modules, and of their making in each. */
  readonly resources: readonly FlatResource[];
  /** Values that several resources share, such as the ids of roles. */
  readonly variables: ReadonlyMap<string, Expression>;
  readonly #byPlace = new Map<string, FlatResource>();
  readonly #byLabel = new Map<string, FlatResource>();
  readonly #terms = new Map<FlatResource, readonly Term[]>();
  readonly #modules: ReadonlyMap<string, ResourceModule>;

  constructor(readonly deployment: Deployment) {
    const modules = [...deployment.modules.values()];
    this.#modules = new Map(modules.map((module) => [module.name, module]));
    const own = modules.flatMap((module) => module.resources.filter(({ of }) => !of).map((draft) => ({ module, draft })));
    // a node's own resource has the node's name
    for (const isIdentity of [false, true])
      for (const { module, draft } of own) {
        if ((module.id === identities) !== isIdentity) continue;
        const label = this.#labelOf(isIdentity ? `${draft.symbol}_identity` : draft.symbol, module);
        const made = { label, module, draft };
        this.#byLabel.set(label, made);
        this.#byPlace.set(placeOf(module, draft.symbol), made);
      }
    this.resources = own.flatMap(({ module, draft }) => this.#byPlace.get(placeOf(module, draft.symbol)) ?? []);
    this.variables = new Map(
      modules.flatMap((module) => [...module.variables].map(([name, value]) => [name, this.resolve(module, value)] as const)),
    );
  }

  #labelOf(wanted: string, module: ResourceModule): string {
    const taken = (label: string) => this.#byLabel.has(label);
    if (!taken(wanted)) return wanted;
    const longer = `${wanted}_${module.id.replace(/-/g, '_')}`;
    let label = longer;
    for (let at = 2; taken(label); at += 1) label = `${longer}_${at}`;
    return label;
  }

  /** The resource of a label that an expression names. */
  get(label: string): FlatResource {
    const found = this.#byLabel.get(label);
    if (!found) throw new Error(`No resource ${label}.`);
    return found;
  }

  /** The resource that a symbol of a module stands for. */
  at(module: ResourceModule, symbol: string): FlatResource {
    const found = this.#byPlace.get(placeOf(module, symbol));
    if (found) return found;
    const again = module.resources.find((one) => one.symbol === symbol)?.of;
    if (!again) throw new Error(`No resource ${symbol} in ${module.id}.`);
    return this.at(again.module, again.symbol);
  }

  /** An expression of a module in the terms of the deployment: resources by their labels, parameters of the deployment only. */
  resolve(module: ResourceModule, expression: Expression): Expression {
    const { term } = expression;
    const each = (part: string | Expression) => (part instanceof Expression ? this.resolve(module, part) : part);
    switch (term.is) {
      case 'resource':
        return new Expression({ ...term, symbol: this.at(module, term.symbol).label });
      case 'parameter':
        return this.#given(module, term.name) ?? expression;
      case 'text':
        return new Expression({ ...term, parts: term.parts.map(each) });
      case 'guid':
        return new Expression({ ...term, of: term.of.map(each) });
      case 'subnet range':
        return new Expression({ ...term, space: this.resolve(module, term.space) });
      case 'subnet id':
        return new Expression({ ...term, network: this.resolve(module, term.network), subnet: this.resolve(module, term.subnet) });
      default:
        return expression;
    }
  }

  /** What a module is given under a name. */
  #given(module: ResourceModule, name: string): Expression | undefined {
    const given = module.params.get(name)?.argument?.value;
    if (given?.term.is !== 'output') return given;
    const source = this.#modules.get(given.term.module);
    const value = source?.outputs.get(given.term.name);
    return source && value && this.resolve(source, value);
  }

  /** Every term of a resource's values, with those inside of texts and lists. */
  termsOf(resource: FlatResource): readonly Term[] {
    let terms = this.#terms.get(resource);
    if (!terms) {
      terms = this.#termsIn(resource);
      this.#terms.set(resource, terms);
    }
    return terms;
  }

  #termsIn({ module, draft }: FlatResource): readonly Term[] {
    const terms: Term[] = [];
    const walk = (value: ResourceValue) => {
      if (value instanceof Expression) terms.push(...termsIn(this.resolve(module, value)));
      else if (value instanceof KeyedBy) walk(value.key);
      else if (value instanceof Each) {
        walk(value.list);
        walk(value.body);
      } else if (isValueList(value)) value.forEach(walk);
      else if (typeof value === 'object') for (const inner of Object.values(value)) if (inner !== undefined) walk(inner);
    };
    walk(draft.body);
    return terms;
  }

  /** The resources that one refers to, each once. */
  uses(resource: FlatResource): readonly FlatResource[] {
    const labels = this.termsOf(resource).flatMap((term) => (term.is === 'resource' ? [term.symbol] : []));
    return [...new Set(labels)].map((label) => this.get(label));
  }

  /** Resources that have to be there first though it refers to none of them: the roles of the identity that it works as. */
  after(resource: FlatResource): readonly FlatResource[] {
    if (resource.module.after.size === 0) return [];
    const own = this.#identitiesOf(resource);
    return this.resources.filter(
      (one) => resource.module.after.has(one.module) && this.#identitiesOf(one).some((identity) => own.includes(identity)),
    );
  }

  #identitiesOf(resource: FlatResource): readonly FlatResource[] {
    return this.uses(resource).filter(({ draft }) => draft.type === identityType);
  }
}

function placeOf(module: ResourceModule, symbol: string): string {
  return `${module.id} ${symbol}`;
}

function termsIn({ term }: Expression): Term[] {
  const inner = (parts: readonly (string | Expression)[]) => parts.flatMap((part) => (part instanceof Expression ? termsIn(part) : []));
  switch (term.is) {
    case 'text':
      return [term, ...inner(term.parts)];
    case 'guid':
      return [term, ...inner(term.of)];
    case 'subnet range':
      return [term, ...termsIn(term.space)];
    case 'subnet id':
      return [term, ...termsIn(term.network), ...termsIn(term.subnet)];
    default:
      return [term];
  }
}
