import { cite } from '../../catalog';
import type { Draft, PacketContext } from '../context';
import { Flow, type Row } from '../flow';

interface Cited {
  readonly title: string;
  readonly url: string | undefined;
  readonly fact: string | undefined;
  readonly seen: string | undefined;
  readonly findings: number[];
  readonly scores: Set<string>;
}

/** Everything that findings and scores cite, with its address. */
export function sourceSheets(context: PacketContext, first: number): readonly Draft[] {
  const { findings, scores, cost } = context.input;
  const all = new Map<string, Cited>();
  const at = (title: string, url?: string, fact?: string, seen?: string): Cited => {
    const key = `${title}\n${url ?? ''}`;
    const known = all.get(key) ?? { title, url, fact, seen, findings: [], scores: new Set<string>() };
    all.set(key, known);
    return known;
  };
  for (const { source, number } of findings) at(cite(source), source.url, source.fact, source.seen).findings.push(number);
  for (const [name, { parts }] of [
    ['Maintainability', scores.maintainability],
    ['Skills', scores.skills],
    ['Integration', scores.integration],
  ] as const)
    for (const { source } of parts) at(source.title, source.url).scores.add(name);
  const flow = new Flow(context, 'sources', 'Sources', first);
  flow.paragraph(`Prices are those of the price book ${cost.priceBook.title} (${cost.priceBook.id}), as of ${cost.priceBook.asOf}.`);
  if (all.size === 0) {
    flow.paragraph('No finding and no score cites a source.');
    return flow.finish();
  }
  flow.table({
    key: 'sources',
    columns: [
      { title: 'Source', share: 44 },
      { title: 'Address', share: 36 },
      { title: 'Used by', share: 20 },
    ],
    groups: [...all.values()].map((cited) => [rowOf(cited)]),
  });
  return flow.finish();
}

function rowOf({ title, url, fact, seen, findings, scores }: Cited): Row {
  const used = [...(findings.length > 0 ? [`${findings.length === 1 ? 'finding' : 'findings'} ${findings.join(', ')}`] : []), ...scores];
  return {
    cells: [
      [
        { text: title, look: 'strong' },
        ...(fact === undefined ? [] : [{ text: fact, look: 'muted' as const }]),
        ...(seen === undefined ? [] : [{ text: `Read: ${seen}`, look: 'muted' as const }]),
      ],
      url === undefined ? { text: 'no address', look: 'muted' } : { text: url, to: { address: url } },
      used.join('; '),
    ],
  };
}
