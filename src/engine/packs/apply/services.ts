import { ServiceSchema, serviceProblems, type Catalog, type PriceBook, type Service } from '../../catalog';
import type { Problem } from '../../errors';
import { nearestOf, problemsAgainst, type YamlRead } from '../../plan';
import { catalogWith } from './catalog-with';
import { wordsOf, type PackReader, type ReadFile } from './pack-reader';

/** A catalog with the services of a pack. */
export function withServices(base: Catalog, book: PriceBook, icons: ReadonlySet<string>, reader: PackReader) {
  const found = new Map<string, { readonly service: Service; readonly read: ReadFile<unknown>; readonly own: ReadonlySet<string> }>();
  for (const path of reader.pathsIn('services', /\.yaml$/)) {
    const read = reader.value(path);
    if (!read) continue;
    const merged = onBase(read, base, reader);
    if (!merged) continue;
    const { value, own } = merged;
    const problems = withoutMissing(problemsAgainst(ServiceSchema, value, wordsOf('a service')), value);
    for (const { message, fix, path: keys = [] } of problems) reader.fault(path, message, fix, read.placeOf(keys));
    if (problems.length > 0) continue;
    const service = ServiceSchema.parse(value) as Service; // the schema's ports have looser types than the model's
    const twice = found.get(service.id);
    if (twice)
      reader.fault(path, `"${twice.read.path}" holds a service "${service.id}" already.`, 'Keep one of them.', read.placeOf(['id']));
    else found.set(service.id, { service, read: { ...read, path }, own });
  }
  // one service of the pack may name another; a service that names one with a fault has a fault itself
  let sound = [...found.values()];
  for (;;) {
    const catalog = catalogWith(
      base,
      sound.map(({ service }) => service),
    );
    const faulty = new Set<string>();
    for (const { service, read, own } of sound) {
      for (const { path, message, fix, offset } of serviceProblems(service, { catalog, book, icons })) {
        if (path[0] !== undefined && !own.has(String(path[0])) && base.get(service.id) !== undefined) continue; // as it shipped
        reader.fault(read.path, message, fix, offset === undefined ? read.placeOf(path) : read.placeIn(path, offset));
        faulty.add(service.id);
      }
    }
    if (faulty.size === 0) {
      return {
        catalog: sound.length === 0 ? base : catalog,
        services: sound.map(({ service: { id, name } }) => ({ id, name, how: base.get(id) ? ('changed' as const) : ('added' as const) })),
      };
    }
    sound = sound.filter(({ service }) => !faulty.has(service.id));
  }
}

/** The author of a first service does not want to read about each of its twenty keys; most of them are better inherited. */
function withoutMissing(problems: readonly Problem[], value: unknown): readonly Problem[] {
  const missing = Object.keys(ServiceSchema.shape).filter(
    (key) =>
      !Object.hasOwn(value as object, key) && !ServiceSchema.shape[key as keyof typeof ServiceSchema.shape].safeParse(undefined).success,
  );
  if (missing.length < 5) return problems;
  const others = problems.filter(({ path }) => (path?.length ?? 0) > 0);
  return [
    {
      message: `The service does not say ${missing.join(', ')}.`,
      fix: 'Take over what is not said from a service that ships: extends: ID, such as the one it is most like.',
      path: ['id'],
    },
    ...others,
  ];
}

/** A service's value with the keys that it inherits from the one it extends. */
function onBase(
  read: YamlRead & { readonly path: string },
  base: Catalog,
  reader: PackReader,
): { readonly value: unknown; readonly own: ReadonlySet<string> } | undefined {
  const { value, path, placeOf } = read;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reader.fault(path, 'This is no service: it holds no keys.', 'A service starts with "id" and "name".');
    return undefined;
  }
  const { extends: origin, ...own } = value as Record<string, unknown>;
  const keys = new Set(Object.keys(own));
  if (origin === undefined) return { value: own, own: keys };
  const service = typeof origin === 'string' ? base.get(origin) : undefined;
  if (!service) {
    const known = base.services.map(({ id }) => id);
    const nearest = typeof origin === 'string' ? nearestOf(origin, known) : undefined;
    reader.fault(
      path,
      `There is no service "${String(origin)}" to take over from.`,
      nearest === undefined ? 'Name a service that ships, or comes with a pack before this one.' : `Did you mean "${nearest}"?`,
      placeOf(['extends']),
    );
    return undefined;
  }
  // limits are about the usage of the service that has them
  const { limits, ...inherited } = service;
  const isSameUsage = own['usage'] === undefined;
  return { value: { ...inherited, ...(limits && isSameUsage ? { limits } : {}), ...own }, own: keys };
}
