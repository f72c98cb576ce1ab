import { cite } from '../../catalog';
import { shortName, shortText } from '../../plan';
import type { Finding } from '../../validate';
import type { Draft, PacketContext } from '../context';
import { Flow, type Para, type Row } from '../flow';
import { edgePara, nodePara, sentence } from './places';

/** A finding about very many places would fill a sheet with names; the marks of the drawing show all of them. */
const mostPlaces = 8;
const words = { error: 'error', warning: 'warning', info: 'advice' } as const;

/** The findings in the order of their numbers: what is wrong, where, why, how to fix it, and who says so. */
export function findingSheets(context: PacketContext, first: number): readonly Draft[] {
  const { findings, plan } = context.input;
  const flow = new Flow(context, 'findings', 'Findings', first);
  if (findings.length === 0) {
    const isEmpty = Object.keys(plan.nodes).length === 0;
    flow.paragraph(isEmpty ? 'The plan has no nodes, so there was nothing to check.' : 'No findings: the plan keeps every rule.');
    return flow.finish();
  }
  flow.table({
    key: 'findings',
    columns: [
      { title: '#', share: 5, isRight: true },
      { title: 'Severity', share: 10 },
      { title: 'Where', share: 21 },
      { title: 'Finding, why, and fix', share: 46 },
      { title: 'Source', share: 18 },
    ],
    groups: findings.map((finding) => [rowOf(finding, context)]),
  });
  return flow.finish();
}

function rowOf(finding: Finding, context: PacketContext): Row {
  const { number, severity, waived, message, why, source, key } = finding;
  const { palette } = context.look;
  const fixes = context.input.fixesOf?.(key) ?? [];
  const colour = palette.severity[waived ? 'waived' : severity];
  return {
    target: `finding-${number}`,
    stripe: colour,
    cells: [
      String(number),
      { text: waived ? 'waived' : words[severity], colour },
      placesOf(finding, context),
      [
        { text: shortText(message), look: 'strong' },
        { text: shortText(why), look: 'muted' },
        ...(fixes.length > 0 ? [{ text: `Fix: ${fixes.map(({ title }) => title).join('; or ')}.` }] : []),
        ...(waived ? [{ text: waiverOf(waived) }] : []),
      ],
      { text: shortText(cite(source)), ...(source.url === undefined ? { look: 'muted' as const } : { to: { address: source.url } }) },
    ],
  };
}

function placesOf({ nodes, edges }: Finding, context: PacketContext): readonly Para[] {
  const places = nodes.length > 0 ? nodes.map((id) => nodePara(context, id)) : edges.map((id) => edgePara(context, id));
  if (places.length === 0) return [{ text: 'The plan' }];
  const more = places.length - mostPlaces;
  return more > 1 ? [...places.slice(0, mostPlaces), { text: `and ${more} more`, look: 'muted' }] : places;
}

function waiverOf({ because, owner, until }: NonNullable<Finding['waived']>): string {
  const by = owner === undefined ? 'without an owner' : `by ${shortName(owner)}`;
  const end = until === undefined ? 'without an end' : `until ${until}`;
  return `Waived ${by}, ${end}: ${sentence(shortText(because))}`;
}
