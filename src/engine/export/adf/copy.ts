import type { GraphNode } from '../../catalog';
import { prose } from '../parts/expression-text';
import { endOf, type End } from './ends';
import { type Clock } from '../parts/factory-expressions';
import { reference, type Factory } from './factory';
import { runtimeOf, type Runtime } from './runtimes';
import { storesOf, type Store } from '../parts/factory-stores';

/** One copy: what an activity of the type Copy says beside its name and order. */
export interface CopyPart {
  /** Behind the name of the activity, where a node is several copies. */
  readonly part: string | undefined;
  readonly edges: readonly string[];
  readonly description: string;
  readonly activity: object;
}

/** The copies of a node: one for each store that it reads and each that it writes. */
export function copiesOf(factory: Factory, copy: GraphNode, clock: Clock): readonly CopyPart[] {
  const runtime = runtimeOf(factory, copy);
  const [sources, sinks] = [storesOf(factory, copy, 'source'), storesOf(factory, copy, 'sink')];
  const [from, to] = reachedBy(runtime, sources, sinks);
  const parts: CopyPart[] = [];
  for (const source of sources)
    for (const sink of sinks) {
      const read = endOf(factory, copy, source, 'source', clock, from(source));
      const write = endOf(factory, copy, sink, 'sink', clock, to(sink));
      const names = [sources.length > 1 ? read.symbol : '', sinks.length > 1 ? write.symbol : ''].filter((one) => one !== '');
      const edges = [...source.edges, ...sink.edges];
      parts.push({
        part: names.length > 0 ? names.join('_') : undefined,
        edges: edges.map(({ id }) => id),
        description: prose(
          [copy.title, edges.map(({ edge }) => `${edge.from} > ${edge.to}`).join(', ')].filter((one) => one !== '').join(': '),
        ),
        activity: copyActivity(factory, copy, read, write, runtime),
      });
    }
  return parts;
}

/** A self-hosted runtime reaches what is outside of Azure: one end where one is outside, the source where the plan does not say. */
function reachedBy(
  runtime: Runtime | undefined,
  sources: readonly Store[],
  sinks: readonly Store[],
): [(store: Store) => Runtime | undefined, (store: Store) => Runtime | undefined] {
  if (!runtime?.selfHosted) return [() => runtime, () => runtime];
  if (sources.some(({ outside }) => outside) || sinks.some(({ outside }) => outside)) {
    const outside = (store: Store) => (store.outside ? runtime : undefined);
    return [outside, outside];
  }
  return [() => runtime, () => undefined];
}

function copyActivity({ context }: Factory, copy: GraphNode, read: End, write: End, runtime: Runtime | undefined): object {
  const retries = context.number(copy, 'retries');
  const parallel = context.number(copy, 'parallel');
  const units = copy.node.usage?.['diu'] === undefined || runtime?.selfHosted ? undefined : context.graph.amount(copy, 'diu');
  const mapping = context.list(copy, 'mapping')?.flatMap((one) => {
    const pair = typeof one === 'object' && !Array.isArray(one) ? (one as Readonly<Record<string, unknown>>) : {};
    return pair['from'] === undefined || pair['to'] === undefined ? [] : [{ source: { name: pair['from'] }, sink: { name: pair['to'] } }];
  });
  return {
    ...(retries === undefined ? {} : { policy: { retry: retries, retryIntervalInSeconds: 30 } }),
    typeProperties: {
      source: read.settings,
      sink: write.settings,
      ...(mapping && mapping.length > 0 ? { translator: { type: 'TabularTranslator', mappings: mapping } } : {}),
      ...(units === undefined || !Number.isInteger(units) || units < 2 ? {} : { dataIntegrationUnits: units }),
      ...(parallel === undefined ? {} : { parallelCopies: parallel }),
    },
    inputs: [reference(read.dataset, 'DatasetReference', read.parameters)],
    outputs: [reference(write.dataset, 'DatasetReference', write.parameters)],
  };
}
