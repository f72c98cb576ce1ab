import { describe, expect, it } from 'vitest';
import { PlanGraph, SafeguardsSchema, type SafeguardEntry } from '#engine/catalog';
import { applyEdits, safeguards, safeguardValues, type Safeguard } from '#engine/plan';
import { settingsThatHold } from '../../../src/engine/validate/questions/limits.ts';
import { editsToSafeguard, standingOf } from '../../../src/engine/validate/questions/safeguards.ts';
import { promiseFor } from '../../../src/engine/validate/questions/availability.ts';
import { book, catalog } from '../../harness/resources.ts';
import { aPlan } from '../../harness/small-catalog.ts';

/* Security and reliability of services: the table fits the catalog, and what it offers can be had. */

const table = catalog.safeguards;
const entries = Object.entries(table.file.services);
const cells = entries.flatMap(([service, entry]) =>
  safeguards.flatMap(({ id }) => {
    const cell = entry[id];
    return cell ? [{ service, entry, safeguard: id as Safeguard, cell, name: `${service}, ${id}` }] : [];
  }),
);
const planOf = (service: string, usage = {}) => aPlan({ a: { service, title: 'A', usage } }, []);
const graphOf = (plan: ReturnType<typeof planOf>) => new PlanGraph(plan, catalog, book);
const nodeOf = (graph: PlanGraph) => {
  const node = graph.get('a');
  if (!node) throw new Error('no node');
  return node;
};

describe('the table of safeguards', () => {
  it('fits its schema', () => {
    expect(SafeguardsSchema.safeParse(table.file).error?.issues ?? []).toEqual([]);
  });

  it('names only services, usage fields and sources that there are, and needs each source', () => {
    expect(entries.map(([service]) => service).filter((service) => !catalog.get(service))).toEqual([]);
    const fieldsOf = (entry: SafeguardEntry) => [
      ...safeguards.flatMap(({ id }) => Object.keys(entry[id]?.set ?? {})),
      ...(entry.sla ?? []).flatMap(({ set }) => Object.keys(set ?? {})),
      ...(entry.machines ? [entry.machines.count, ...Object.keys(entry.machines.set ?? {})] : []),
    ];
    const unknown = entries.flatMap(([service, entry]) => {
      const fields = catalog.get(service)?.usage.map(({ id }) => id) ?? [];
      return fieldsOf(entry).filter((field) => !fields.includes(field));
    });
    expect(unknown).toEqual([]);
    const used = new Set([
      'sla',
      ...cells.map(({ entry, cell }) => cell.source ?? entry.source),
      ...entries.map(([, { source }]) => source),
    ]);
    expect([...used].sort()).toEqual(Object.keys(table.file.sources).sort());
  });

  it.each(cells.filter(({ cell }) => cell.by ?? cell.when).map((one) => [one.name, one] as const))(
    '%s has a condition that can be read',
    (_, { service, cell }) => {
      const graph = graphOf(planOf(service));
      expect(() => settingsThatHold(graph, nodeOf(graph), cell.by ?? cell.when ?? '')).not.toThrow();
    },
  );

  it.each(cells.filter(({ cell }) => cell.set && (cell.by ?? cell.when)).map((one) => [one.name, one] as const))(
    '%s is met by the settings that are said to meet it',
    (_, { service, cell }) => {
      const graph = graphOf(planOf(service, cell.set));
      expect(settingsThatHold(graph, nodeOf(graph), cell.by ?? cell.when ?? '')).toBe(true);
      expect(graph.usage(nodeOf(graph)).problems).toEqual([]);
    },
  );

  it.each(cells.filter(({ cell }) => cell.choose).map((one) => [one.name, one] as const))(
    '%s has each value that it offers after the edits to it',
    (_, { service, safeguard, cell }) => {
      for (const value of safeguardValues(safeguard)) {
        const plan = planOf(service);
        const graph = graphOf(plan);
        if (cell.by !== undefined && settingsThatHold(graph, nodeOf(graph), cell.by)) continue; // the usual settings have the best already
        const edits = editsToSafeguard(graph, nodeOf(graph), safeguard, value);
        if (!edits) {
          expect(cell.when).toBeDefined();
          continue;
        }
        const after = graphOf(applyEdits(plan, edits));
        const standing = standingOf(after, nodeOf(after), safeguard);
        expect(standing?.value).toBe(value);
        expect(standing?.offered).toBe(true);
      }
    },
  );

  it.each(
    entries.flatMap(([service, { sla = [] }]) =>
      sla.flatMap((promise) => (promise.none && promise.set ? [[service, promise] as const] : [])),
    ),
  )('%s has a promise with the settings that are said to bring one', (service, { set }) => {
    const graph = graphOf(planOf(service, set));
    expect(promiseFor(graph, nodeOf(graph))?.percent).toBeGreaterThan(90);
  });
});
