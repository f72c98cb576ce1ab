import type { Problem } from '../errors';
import { nearestOf, parseQuantity } from '../plan';
import type { Catalog } from './catalog';
import { meterIdsOf } from './cost-lines';
import { ExpressionError, FieldExpressions } from './expression';
import type { PriceBook } from './prices';
import type { Service } from './service';
import { isOffered } from './offered';
import { usageOf } from './usage';

/** Names that a service may refer to. */
export interface ServiceSurroundings {
  /** With the service itself. */
  readonly catalog: Catalog;
  readonly book: PriceBook;
  /** Names of the available icons. */
  readonly icons: ReadonlySet<string>;
}

/** A problem of a service, with the place in an expression if it is in one. */
export interface ServiceProblem extends Problem {
  readonly path: readonly (string | number)[];
  /** Place in the text at the path, from 0. */
  readonly offset?: number;
}

/** Problems of a service that fits the schema: unknown names, expressions that cannot be read, values that do not fit. */
export function serviceProblems(service: Service, { catalog, book, icons }: ServiceSurroundings): ServiceProblem[] {
  const problems: ServiceProblem[] = [];
  const add = (path: readonly (string | number)[], message: string, fix: string, offset?: number) =>
    problems.push({ path, message, fix, ...(offset === undefined ? {} : { offset }) });
  const named = (path: readonly string[], ids: readonly string[] | undefined) => {
    ids?.forEach((id, at) => {
      if (id === service.id) add([...path, at], `"${id}" names itself.`, 'Remove it.');
      else if (!catalog.get(id))
        add(
          [...path, at],
          `There is no service "${id}".`,
          meant(
            id,
            catalog.services.map((one) => one.id),
          ),
        );
    });
  };
  named(['integratesWith'], service.integratesWith);
  named(['orchestrates'], service.orchestrates);
  named(['guideOrchestrates'], service.guideOrchestrates);
  named(['status', 'successors'], service.status.successors);
  service.skills.forEach(({ skill }, at) => {
    if (!catalog.skill(skill))
      add(
        ['skills', at, 'skill'],
        `There is no skill "${skill}".`,
        meant(
          skill,
          catalog.skills.map(({ id }) => id),
        ),
      );
  });
  if (!icons.has(service.icon)) add(['icon'], `There is no icon "${service.icon}".`, meant(service.icon, [...icons]));
  ends(service, add);
  usage(service, book, add);
  limits(service, book, add);
  service.limits?.forEach((limit, at) => {
    if (limit.kind === 'edge') named(['limits', String(at), 'except'], limit.except);
  });
  cost(service, book, add);
  if (service.dataScale) {
    const [min, max] = [parseQuantity(service.dataScale.min), parseQuantity(service.dataScale.max)];
    if (min?.dimension !== 'size' || max?.dimension !== 'size' || max.base <= min.base)
      add(['dataScale'], 'The amounts of data must go up from min to max.', 'Write them as "1 GB" and "10 TB".');
  }
  return problems;
}

type Add = (path: readonly (string | number)[], message: string, fix: string, offset?: number) => void;

function ends({ status: { state, retiresOn, successors } }: Service, add: Add): void {
  if (state === 'retired' && retiresOn === undefined) add(['status'], 'A retired service says since when.', 'Add "retiresOn".');
  if ((state === 'retired' || state === 'deprecated') && (successors ?? []).length === 0)
    add(['status'], `A ${state} service says what to plan with instead.`, 'Add "successors".');
}

/** The expressions over a service's fields; a duplicate field id is already reported as a fault. */
function expressionsOf({ usage: fields }: Service): FieldExpressions {
  return new FieldExpressions(fields.filter(({ id }, at) => fields.findIndex((field) => field.id === id) === at));
}

function usage(service: Service, book: PriceBook, add: Add): void {
  const expressions = expressionsOf(service);
  const seen = new Set<string>();
  service.usage.forEach((field, at) => {
    if (seen.has(field.id)) add(['usage', at, 'id'], `The field "${field.id}" exists twice.`, 'Rename one of them.');
    seen.add(field.id);
    if (field.when !== undefined) parse(expressions, field.when, 'bool', ['usage', at, 'when'], add);
    if (field.type === 'vm' && field.offered !== undefined && !isOffered(field, field.default))
      add(['usage', at, 'default'], 'The default is no size that the service is known to offer.', 'Give another, or widen "offered".');
    if (field.default === undefined) return;
    const alone = { ...service, usage: [field] };
    for (const { message } of usageOf({ service: service.id, usage: { [field.id]: field.default } }, alone, {}, book).problems)
      add(['usage', at, 'default'], `The default does not fit: ${message}.`, 'Give another.');
  });
  for (const [name, preset] of Object.entries(service.presets ?? {}))
    for (const { field, message } of usageOf({ service: service.id, usage: preset.values }, service, {}, book).problems)
      add(['presets', name, 'values', field], `The preset does not fit: ${message.replace(/\?$/, '')}.`, 'Give another value.');
}

function limits(service: Service, book: PriceBook, add: Add): void {
  const expressions = expressionsOf(service);
  const known = (field: string) => service.usage.some(({ id }) => id === field);
  service.limits?.forEach((limit, at) => {
    const path = ['limits', at];
    if (service.limits?.findIndex(({ id }) => id === limit.id) !== at)
      add([...path, 'id'], `The limit "${limit.id}" exists twice.`, 'Rename one of them.');
    if (limit.when !== undefined) parse(expressions, limit.when, 'bool', [...path, 'when'], add);
    if (limit.field !== undefined && !known(limit.field)) add([...path, 'field'], `There is no usage field "${limit.field}".`, 'Name one.');
    if (limit.kind === 'settings') parse(expressions, limit.holds, 'bool', [...path, 'holds'], add);
    if (limit.kind === 'amount') {
      parse(expressions, limit.amount, 'double', [...path, 'amount'], add);
      if (limit.most === undefined && limit.least === undefined) add(path, 'The limit has no bound.', 'Add "most" or "least".');
      for (const bound of ['most', 'least'] as const) {
        const value = limit[bound];
        if (typeof value === 'string' && parseQuantity(value)?.dimension !== limit.unit)
          add([...path, bound], `"${value}" is no amount of ${limit.unit}.`, 'Write it like "10 min" or "8 GB".');
      }
    }
    limit.instead?.forEach(({ set, when }, one) => {
      if (when !== undefined) parse(expressions, when, 'bool', [...path, 'instead', one, 'when'], add);
      for (const { field, message } of usageOf({ service: service.id, usage: set }, service, {}, book).problems)
        add([...path, 'instead', one, 'set', field], `The setting does not fit: ${message.replace(/\?$/, '')}.`, 'Give another value.');
    });
  });
}

function cost(service: Service, book: PriceBook, add: Add): void {
  const { kind, lines } = service.cost;
  if (kind === 'metered' && lines.length === 0)
    add(['cost'], 'A metered service has lines that say what it charges.', 'Add "lines", or say free or unknown.');
  if (kind !== 'metered' && lines.length > 0) add(['cost', 'lines'], `A service whose cost is ${kind} charges no meters.`, 'Say metered.');
  const expressions = expressionsOf(service);
  lines.forEach((line, at) => {
    const path = ['cost', 'lines', at];
    parse(expressions, line.quantity, 'double', [...path, 'quantity'], add);
    if (line.when !== undefined) parse(expressions, line.when, 'bool', [...path, 'when'], add);
    if (line.meter.startsWith('vm:')) {
      const field = line.meter.slice(3);
      if (service.usage.find(({ id }) => id === field)?.type !== 'vm')
        add([...path, 'meter'], `"${field}" is no field for a machine size.`, 'Name a field of type vm.');
      return;
    }
    const ids = meterIdsOf(line, service);
    if (ids.length === 0)
      add([...path, 'meter'], `"${line.meter}" names no meter: what is in braces must be a field of type choice.`, 'Fix the name.');
    for (const id of ids) {
      const priced = book.meter(id) !== undefined;
      if (priced && line.unpriced) add([...path, 'unpriced'], `The price book "${book.id}" has a meter "${id}".`, 'Take "unpriced" out.');
      if (!priced && !line.unpriced)
        add(
          [...path, 'meter'],
          `The price book "${book.id}" has no meter "${id}".`,
          meant(
            id,
            book.file.meters.map((meter) => meter.id),
          ),
        );
    }
    if (line.factor !== undefined && book.meter(line.factor)?.unit !== 'factor')
      add([...path, 'factor'], `"${line.factor}" is no meter of unit "factor".`, 'Name one that is.');
  });
}

function parse(expressions: FieldExpressions, text: string, type: 'double' | 'bool', path: readonly (string | number)[], add: Add): void {
  try {
    expressions.parse(text, type);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    add(path, `The expression cannot be read: ${error.message}.`, 'Fix it; it may use the usage fields by their ids.', error.offset);
  }
}

/** Suggests the word to write instead, if one is near enough. */
function meant(word: string, known: readonly string[]): string {
  const nearest = nearestOf(word, known);
  return nearest === undefined ? 'Check the name.' : `Did you mean "${nearest}"?`;
}
