import { describe, expect, it } from 'vitest';
import { PlanGraph } from '#engine/catalog';
import { isOperated } from '#engine/notions';
import type { UsageValue } from '#engine/plan';
import { book, catalog } from '../../harness/resources.ts';
import { aPlan } from '../../harness/small-catalog.ts';

function operated(service: string, usage: Readonly<Record<string, UsageValue>> = {}): boolean {
  const graph = new PlanGraph(aPlan({ one: { service, usage } }, []), catalog, book);
  const node = graph.get('one');
  if (!node) throw new Error('the plan has no node');
  return isOperated(graph, node);
}

describe('what a team has to keep running', () => {
  it.each(['adf-small', 'adf-large'])('does not include Airflow that Data Factory keeps (%s)', (host) => {
    expect(operated('apache-airflow', { host })).toBe(false);
  });

  it('includes Airflow on compute of its own', () => {
    expect(operated('apache-airflow')).toBe(true);
    expect(operated('apache-airflow', { host: 'own' })).toBe(true);
  });

  it.each([
    ['container-apps', true],
    ['vm', true],
    ['attached', false],
    ['library', false],
  ])('includes an MLflow server that is hosted by %s: %s', (hosting, expected) => {
    expect(operated('mlflow-open-source', { hosting })).toBe(expected);
  });
});
