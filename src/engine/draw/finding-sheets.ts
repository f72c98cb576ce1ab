import { cite } from '../catalog';
import { list } from '../format';
import { edgeEnds, shortName, shortText, titleOf, type Plan } from '../plan';
import type { Finding } from '../validate';
import { section, table, type Column, type Inner, type Paragraph, type Row } from './sheet';

/** A finding about the whole plan would fill a sheet with names; the marks of the diagram show all of them. */
const mostPlaces = 8;

/** The findings in a table, in the order of their numbers. */
export function findingSheets(plan: Plan, findings: readonly Finding[], inner: Inner): string[] {
  if (findings.length === 0) {
    const isEmpty = Object.keys(plan.nodes).length === 0;
    const words = isEmpty ? 'The plan has no nodes, so there was nothing to check.' : 'No findings: the plan keeps every rule.';
    return [section('Findings', `<p class="none">${words}</p>`)];
  }
  const columns: readonly Column[] = [
    { title: '#', width: 9, right: true },
    { title: 'Severity', width: 18 },
    { title: 'Where', width: 38 },
    { title: 'Finding, and why' },
    // narrow sheets need the room for the message, not for the source
    { title: 'Source', width: inner.width < 240 ? 34 : 48 },
  ];
  return table(
    'Findings',
    columns,
    findings.map((finding) => [rowOf(finding, plan)]),
    inner,
  );
}

const words = { error: 'error', warning: 'warning', info: 'advice' } as const;

function rowOf(finding: Finding, plan: Plan): Row {
  const { number, severity, waived, message, why, source } = finding;
  const muted = (text: string): Paragraph => ({ text, look: 'muted' });
  return {
    class: waived ? 'waived' : severity,
    cells: [
      [String(number)],
      [waived ? 'waived' : words[severity]],
      [{ text: placesOf(finding, plan), look: 'strong' }],
      [{ text: shortText(message), look: 'strong' }, muted(shortText(why)), ...(waived ? [muted(waiverOf(waived))] : [])],
      [muted(shortText(cite(source)))],
    ],
  };
}

function placesOf({ nodes, edges }: Finding, plan: Plan): string {
  const places =
    nodes.length > 0
      ? nodes.map((id) => shortName(titleOf(plan, id)))
      : edges.map((id) => {
          const { from, to } = edgeEnds(id);
          return `${shortName(titleOf(plan, from))} to ${shortName(titleOf(plan, to))}`;
        });
  if (places.length === 0) return 'The plan';
  return list(places, 'and', mostPlaces + 1);
}

function waiverOf({ because, owner, until }: NonNullable<Finding['waived']>): string {
  return `Waived: ${shortText(because)}${owner ? ` (${shortName(owner)})` : ''}${until ? `, until ${until}` : ''}`;
}
