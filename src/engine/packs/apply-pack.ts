import {
  Catalog,
  type ExpressionError,
  MeterSchema,
  PriceBook,
  ServiceSchema,
  importPrices,
  serviceProblems,
  type Service,
} from '../catalog';
import { UserError, type Place, type Problem } from '../errors';
import { nearestOf, problemsAgainst, readYamlValue, type DocumentWords, type YamlRead } from '../plan';
import { ScoringSchema, type Scoring } from '../score';
import { severities as allSeverities, type PackInUse, type Rule, type Severity } from '../validate';
import { packLimits } from './limits';
import { packRule } from './pack-rule';
import {
  ManifestSchema,
  RuleFileSchema,
  SynonymsSchema,
  type Basis,
  type PackFile,
  type PackFolder,
  type PackReport,
  type RuleFile,
} from './pack';
import { PackPricesSchema, type PackPrices } from './pack-prices';

/** Name of the file that makes a folder a pack. */
export const manifestFile = 'pipedraft.pack.yaml';

/** A basis with a pack applied, and what the pack did. */
export interface Applied {
  readonly basis: Basis;
  readonly report: PackReport;
}

/**
 * Applies a pack. It never throws: what is wrong with the pack is listed, what the fault is about is left out, and the rest counts.
 * @param files of the pack, in any order
 * @param icons names of the icons that services may have
 */
export function applyPack(basis: Basis, files: readonly PackFile[], icons: ReadonlySet<string>): Applied {
  const reader = new Reader(files);
  const manifest = reader.read(manifestFile, ManifestSchema, 'a pack');
  const nothing = { services: [], rules: [], severities: [], meters: [], weights: [], synonyms: 0 } as const;
  if (!manifest) {
    if (!files.some(({ path }) => path === manifestFile))
      reader.fault(
        manifestFile,
        'The folder has no file of this name, so it is no pack.',
        'Add it: "pack: 1", an id, a name and a version.',
      );
    return { basis, report: { pack: undefined, ...nothing, faults: reader.faults } };
  }
  const { id, name, version, validUntil, summary, publisher } = manifest.value;
  const pack: PackInUse = { id, name, version, ...(validUntil === undefined ? {} : { validUntil }) };
  const earlier = basis.packs.find((other) => other.id === id);
  if (earlier) {
    reader.fault(
      manifestFile,
      `A pack "${id}" is there already (${earlier.name} ${earlier.version}).`,
      'Load one of them only.',
      manifest.placeOf(['id']),
    );
    return { basis, report: { pack: { ...pack, summary, publisher }, ...nothing, faults: reader.faults } };
  }
  reader.refuseStrangers();

  const { book, meters } = withPrices(basis.book, reader);
  const { catalog, services } = withServices(basis.catalog, book, icons, reader);
  const { catalog: searchable, synonyms } = withSynonyms(catalog, reader);
  const added = withRules(basis.rules, pack, searchable, reader);
  const { rules, changed } = withSeverities(basis.rules, manifest.value.severities ?? {}, reader, manifest);
  const { scoring, weights } = withWeights(basis.scoring, reader);
  return {
    basis: { catalog: searchable, book, scoring, rules: [...rules, ...added], packs: [...basis.packs, pack] },
    report: {
      pack: { ...pack, summary, publisher },
      services,
      rules: added.map(({ meta }) => ({ id: meta.id, title: meta.title })),
      severities: changed,
      meters,
      weights,
      synonyms,
      faults: reader.faults,
    },
  };
}

/** Applies packs one after the other: a later one sees what an earlier one brought. @returns a report for each, in their order */
export function applyPacks(
  basis: Basis,
  packs: readonly PackFolder[],
  icons: ReadonlySet<string>,
): { readonly basis: Basis; readonly reports: readonly PackReport[] } {
  const reports: PackReport[] = [];
  let result = basis;
  for (const { files, faults } of packs) {
    const applied = applyPack(result, files, icons);
    result = applied.basis;
    reports.push({ ...applied.report, faults: [...faults, ...applied.report.faults] });
  }
  return { basis: result, reports };
}

interface ReadFile<T> extends YamlRead {
  readonly value: T;
  readonly path: string;
}

/** Reads the files of a pack, and keeps what is wrong with them. */
class Reader {
  readonly faults: Problem[] = [];
  readonly #files: ReadonlyMap<string, PackFile>;

  constructor(files: readonly PackFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  /** Paths in a folder of the pack, in alphabetical order. */
  pathsIn(folder: string, ending: RegExp): string[] {
    return [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/`) && ending.test(path)).sort();
  }

  text(path: string): string {
    return this.#files.get(path)?.text ?? '';
  }

  /** @returns `undefined` when the file is not there, or does not fit */
  read<T>(
    path: string,
    schema: { safeParse(value: unknown): { data?: T } } & Parameters<typeof problemsAgainst>[0],
    what: string,
  ): ReadFile<T> | undefined {
    const value = this.value(path);
    if (!value) return undefined;
    const problems = problemsAgainst(schema, value.value, wordsOf(what));
    for (const problem of problems) this.fault(path, problem.message, problem.fix, value.placeOf(problem.path ?? []));
    return problems.length > 0 ? undefined : { ...value, value: schema.safeParse(value.value).data as T, path }; // no problem, so there is data
  }

  /** What stands in a file; `undefined` when it is not there or no YAML. */
  value(path: string): (YamlRead & { readonly path: string }) | undefined {
    const file = this.#files.get(path);
    if (!file) return undefined;
    const result = readYamlValue(file.text);
    if ('problems' in result) {
      for (const problem of result.problems) this.fault(path, problem.message, problem.fix, problem.place);
      return undefined;
    }
    return { ...result.read, path };
  }

  fault(file: string, message: string, fix: string, place?: Place): void {
    this.faults.push({ file, message, fix, ...(place ? { place } : {}) });
  }

  /** Files that nothing reads are most often in the wrong folder or have a wrong name. */
  refuseStrangers(): void {
    const known =
      /^(?:pipedraft\.pack\.yaml|scoring\.yaml|synonyms\.yaml|(?:services|rules)\/[^/]+\.yaml|prices\/[^/]+\.(?:yaml|csv|json)|(?:docs|examples)\/.*)$/;
    for (const path of this.#files.keys())
      if (!known.test(path))
        this.fault(
          path,
          'Nothing reads this file.',
          'Services stand in services/, rules in rules/, prices in prices/; examples and docs in folders of that name.',
        );
  }
}

function wordsOf(what: string): DocumentWords {
  return {
    describe: (path) => (path.length === 0 ? what : `"${path.join('.')}"`),
    oneOfSeveral: 'See the documentation of packs for what it can be.',
  };
}

function withPrices(base: PriceBook, reader: Reader): { readonly book: PriceBook; readonly meters: readonly string[] } {
  let file = base.file;
  const meters = new Set<string>();
  for (const path of reader.pathsIn('prices', /\.yaml$/)) {
    const read = reader.read<PackPrices>(path, PackPricesSchema, 'a file of prices');
    if (!read) continue;
    const { asOf, currency, source, meters: some } = read.value;
    if (currency !== file.currency) {
      reader.fault(
        path,
        `The prices are in ${currency}, and those of "${base.id}" are in ${file.currency}.`,
        'Give them in that currency.',
        read.placeOf(['currency']),
      );
      continue;
    }
    const key = `pack:${path}`;
    const mine = some.map((meter) => MeterSchema.parse({ confidence: 'high', ...meter, asOf, source: key }));
    for (const { id } of mine) meters.add(id);
    file = {
      ...file,
      sources: { ...file.sources, [key]: source },
      meters: [...file.meters.filter(({ id }) => !mine.some((meter) => meter.id === id)), ...mine],
    };
  }
  for (const path of reader.pathsIn('prices', /\.(?:csv|json)$/)) {
    try {
      const { book, taken, skipped } = importPrices({ text: reader.text(path), name: path, base: file, id: base.id, asOf: base.asOf });
      if (book.currency !== file.currency) {
        reader.fault(
          path,
          `The prices are in ${book.currency}, and those of "${base.id}" are in ${file.currency}.`,
          'Give them in that currency.',
        );
        continue;
      }
      for (const { row, what, because } of skipped)
        reader.fault(path, `Row ${row} (${what}) is not used: ${because}.`, 'Fix the row, or remove it.');
      for (const { meter } of taken) meters.add(meter);
      file = { ...book, id: base.id, title: file.title, asOf: file.asOf, compiled: file.compiled };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reader.fault(path, error.problem, error.fix);
    }
  }
  return { book: file === base.file ? base : new PriceBook(file), meters: [...meters].sort() };
}

function withServices(base: Catalog, book: PriceBook, icons: ReadonlySet<string>, reader: Reader) {
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
  // what one service of the pack says may name another of them; what names one that has a fault has a fault itself
  let sound = [...found.values()];
  for (;;) {
    const catalog = joined(
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

/** Somebody who writes a first service does not want to hear of each of its twenty keys; most of them are better taken over. */
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

/** A service's value with what it takes over from the one it extends. */
function onBase(
  read: YamlRead & { readonly path: string },
  base: Catalog,
  reader: Reader,
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
  return { value: { ...service, ...own }, own: keys };
}

function joined(base: Catalog, services: readonly Service[]): Catalog {
  const mine = new Set(services.map(({ id }) => id));
  return new Catalog([...base.services.filter(({ id }) => !mine.has(id)), ...services], base.skills);
}

function withSynonyms(base: Catalog, reader: Reader): { readonly catalog: Catalog; readonly synonyms: number } {
  const read = reader.read<Record<string, string[]>>('synonyms.yaml', SynonymsSchema, 'the list of synonyms');
  if (!read) return { catalog: base, synonyms: 0 };
  let number = 0;
  const changed = Object.entries(read.value).flatMap(([id, words]) => {
    const service = base.get(id);
    if (!service) {
      const nearest = nearestOf(
        id,
        base.services.map((one) => one.id),
      );
      reader.fault(
        read.path,
        `There is no service "${id}".`,
        nearest === undefined ? 'Check the id.' : `Did you mean "${nearest}"?`,
        read.placeOf([id]),
      );
      return [];
    }
    const fresh = words.filter((word) => !service.synonyms.includes(word));
    number += fresh.length;
    return [{ ...service, synonyms: [...service.synonyms, ...fresh] }];
  });
  return { catalog: changed.length === 0 ? base : joined(base, changed), synonyms: number };
}

function withRules(there: readonly Rule[], pack: PackInUse, catalog: Catalog, reader: Reader): readonly Rule[] {
  const paths = reader.pathsIn('rules', /\.yaml$/);
  const rules: Rule[] = [];
  for (const path of paths) {
    if (rules.length === packLimits.rules) {
      reader.fault(path, `A pack has ${packLimits.rules} rules at most; this file and those behind it do not count.`, 'Split the pack.');
      break;
    }
    const read = reader.read<RuleFile>(path, RuleFileSchema, 'a rule');
    if (!read) continue;
    const { id, fixes = [] } = read.value;
    if ([...there, ...rules].some(({ meta }) => meta.id === id)) {
      reader.fault(
        path,
        `There is a rule "${id}" already.`,
        'Choose another id. How heavy a rule weighs is said under "severities" of the pack.',
        read.placeOf(['id']),
      );
      continue;
    }
    const before = reader.faults.length;
    fixes.forEach(({ swap }, at) => {
      if (swap !== undefined && !catalog.get(swap)) {
        const nearest = nearestOf(
          swap,
          catalog.services.map((one) => one.id),
        );
        reader.fault(
          path,
          `There is no service "${swap}".`,
          nearest === undefined ? 'Check the id.' : `Did you mean "${nearest}"?`,
          read.placeOf(['fixes', at, 'swap']),
        );
      }
    });
    const rule = packRule(read.value, pack, (keys, error: ExpressionError) => {
      const place = error.offset === undefined ? read.placeOf(keys) : read.placeIn(keys, error.offset);
      reader.fault(
        path,
        `The expression cannot be read: ${error.message}.`,
        'Fix it; the documentation lists what expressions can use.',
        place,
      );
    });
    if (rule && reader.faults.length === before) rules.push(rule);
  }
  return rules;
}

function withSeverities(there: readonly Rule[], wanted: Readonly<Record<string, Severity | 'off'>>, reader: Reader, manifest: YamlRead) {
  const changed: PackReport['severities'][number][] = [];
  for (const id of Object.keys(wanted)) {
    if (there.some(({ meta }) => meta.id === id)) continue;
    const nearest = nearestOf(
      id,
      there.map(({ meta }) => meta.id),
    );
    reader.fault(
      manifestFile,
      `There is no rule "${id}".`,
      nearest === undefined ? 'Check the id; "pipedraft rules" lists them.' : `Did you mean "${nearest}"?`,
      manifest.placeOf(['severities', id]),
    );
  }
  const rules = there.flatMap((rule): Rule[] => {
    const { id, severity } = rule.meta;
    const to = Object.hasOwn(wanted, id) ? wanted[id] : undefined;
    if (to === undefined || to === severity) return [rule];
    changed.push({ rule: id, from: severity, to });
    if (to === 'off') return [];
    const shift = allSeverities.indexOf(to) - allSeverities.indexOf(severity);
    return [
      {
        meta: { ...rule.meta, severity: to },
        *check(input) {
          // a rule that weighs some of what it finds differently keeps the difference
          for (const found of rule.check(input))
            yield found.severity === undefined
              ? found
              : { ...found, severity: allSeverities[Math.min(2, Math.max(0, allSeverities.indexOf(found.severity) + shift))] ?? to };
        },
      },
    ];
  });
  return { rules, changed };
}

function withWeights(base: Scoring, reader: Reader): { readonly scoring: Scoring; readonly weights: readonly string[] } {
  const read = reader.value('scoring.yaml');
  if (!read) return { scoring: base, weights: [] };
  const merged = merge(base, read.value);
  const problems = problemsAgainst(ScoringSchema, merged, wordsOf('the weights'));
  for (const { message, fix, path = [] } of problems) reader.fault('scoring.yaml', message, fix, read.placeOf(path));
  if (problems.length > 0) return { scoring: base, weights: [] };
  const weights = Object.entries(read.value as Record<string, unknown>).flatMap(([score, parts]) =>
    typeof parts === 'object' && parts !== null ? Object.keys(parts).map((part) => `${score}.${part}`) : [score],
  );
  return { scoring: ScoringSchema.parse(merged), weights };
}

/** Maps are merged key by key; anything else takes the place of what was there. */
function merge(base: unknown, own: unknown): unknown {
  const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(base) || !isMap(own)) return own;
  return { ...base, ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key, merge(base[key], value)])) };
}
