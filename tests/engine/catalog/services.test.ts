import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  Catalog,
  PriceBook,
  PriceBookSchema,
  ServiceSchema,
  meterIdsOf,
  serviceProblems,
  usageOf,
  type PriceBookFile,
  type Service,
  type Skill,
} from '#engine/catalog';
import { parseQuantity } from '#engine/plan';

const folder = 'resources/catalog/services';
const files = readdirSync(folder).sort();
const services = files.map((file) => parse(readFileSync(join(folder, file), 'utf8')) as Service);
const skills = parse(readFileSync('resources/catalog/skills.yaml', 'utf8')) as Skill[];
const catalog = new Catalog(services, skills);
const book = new PriceBook(parse(readFileSync('resources/pricing/azure-2026-09.yaml', 'utf8')) as PriceBookFile);
const iconNames = new Set(
  Object.keys(JSON.parse(readFileSync(createRequire(import.meta.url).resolve('lucide-static/icon-nodes.json'), 'utf8')) as object),
);
const skillIds = new Set(skills.map(({ id }) => id));
const ids = new Set(services.map(({ id }) => id));

describe.each(files.map((file, at) => [file, services[at]] as const))('%s', (file, value) => {
  const service = value as Service;

  it('fits the schema, and is named after its id', () => {
    const result = ServiceSchema.safeParse(service);
    expect(result.error?.issues ?? []).toEqual([]);
    expect(file).toBe(`${service.id}.yaml`);
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain('TODO');
  });

  it('names only services, skills and icons that there are', () => {
    const named = [
      ...service.integratesWith,
      ...(service.orchestrates ?? []),
      ...(service.guideOrchestrates ?? []),
      ...(service.status.successors ?? []),
    ];
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    expect(named).not.toContain(service.id);
    expect(service.skills.map(({ skill }) => skill).filter((skill) => !skillIds.has(skill))).toEqual([]);
    expect(iconNames).toContain(service.icon);
  });

  it('is as sound as a service of a pack must be', () => {
    expect(serviceProblems(service, { catalog, book, icons: iconNames })).toEqual([]);
  });

  it('has a successor when it is on its way out, and a day when it is gone', () => {
    if (service.status.state === 'retired') expect(service.status.retiresOn).toBeDefined();
    if (service.status.state === 'retired' || service.status.state === 'deprecated')
      expect(service.status.successors ?? []).not.toEqual([]);
  });

  it('has usage fields with sound defaults', () => {
    const fieldIds = service.usage.map(({ id }) => id);
    expect(new Set(fieldIds).size).toBe(fieldIds.length);
    const expressions = catalog.expressions(service);
    for (const field of service.usage) {
      if (field.when !== undefined) expect(() => expressions.parse(field.when ?? '', 'bool')).not.toThrow();
    }
    const defaults = Object.fromEntries(service.usage.flatMap((field) => (field.default === undefined ? [] : [[field.id, field.default]])));
    expect(usageOf({ service: service.id, usage: defaults }, service, {}, book).problems).toEqual([]);
  });

  it('has presets whose values fit their fields', () => {
    for (const preset of Object.values(service.presets ?? {})) {
      expect(usageOf({ service: service.id, usage: preset.values }, service, {}, book).problems).toEqual([]);
    }
    // a service with something to fill in for its cost offers presets for it
    const open = service.usage.filter(
      (field) => field.default === undefined && service.cost.lines.some((line) => line.quantity.includes(field.id)),
    );
    if (open.length > 0) expect(service.presets).toBeDefined();
  });

  it('charges meters that the price book has, for quantities that can be computed', () => {
    const expressions = catalog.expressions(service);
    for (const line of service.cost.lines) {
      expect(() => expressions.parse(line.quantity, 'double'), line.title).not.toThrow();
      if (line.when !== undefined) expect(() => expressions.parse(line.when ?? '', 'bool'), line.title).not.toThrow();
      if (line.meter.startsWith('vm:')) expect(service.usage.find(({ id }) => id === line.meter.slice(3))?.type).toBe('vm');
      const metersOf = meterIdsOf(line, service);
      const missing = metersOf.filter((id) => !book.meter(id));
      // once the book has a price, the line is charged like any other
      expect(missing, line.title).toEqual(line.unpriced ? metersOf : []);
      if (line.factor !== undefined) expect(book.meter(line.factor)?.unit).toBe('factor');
    }
    if (service.cost.kind === 'metered') expect(service.cost.lines).not.toEqual([]);
    if (service.cost.kind !== 'metered') expect(service.cost.lines).toEqual([]);
  });

  it('says amounts of data as quantities', () => {
    if (!service.dataScale) return;
    const [min, max] = [parseQuantity(service.dataScale.min), parseQuantity(service.dataScale.max)];
    expect(min?.dimension).toBe('size');
    expect(max?.base).toBeGreaterThan(min?.base ?? Infinity);
  });
});

describe('the price book', () => {
  it('fits its schema, and every meter names its source', () => {
    expect(PriceBookSchema.safeParse(book.file).error?.issues ?? []).toEqual([]);
    expect(book.file.meters.filter(({ source }) => !book.file.sources[source]).map(({ id }) => id)).toEqual([]);
    const meterIds = book.file.meters.map(({ id }) => id);
    expect(new Set(meterIds).size).toBe(meterIds.length);
  });
});

describe('the catalog', () => {
  it('has one hundred and seven services', () => {
    expect(services).toHaveLength(107);
  });

  const facts = '../shared/facts/services.yaml';
  it.skipIf(!existsSync(facts))(
    'finds a service for every name the guide uses (skipped where the facts are not beside the checkout)',
    () => {
      const { services: known } = parse(readFileSync(facts, 'utf8')) as {
        services: { id: string; guide_name?: string; in_guide: boolean }[];
      };
      for (const fact of known) {
        const service = catalog.get(fact.id);
        expect(service?.guideName, fact.id).toBe(fact.guide_name);
      }
    },
  );
});
