import { toDecimals } from '../../format';
import { shortText } from '../../plan';
import type { Score, ScorePart } from '../../score';
import type { Draft, PacketContext } from '../context';
import { Flow, type Para, type Row } from '../flow';

/** The scores with every part, why it has its points, and what would improve it. */
export function scoreSheets(context: PacketContext, first: number): readonly Draft[] {
  const { scores } = context.input;
  const flow = new Flow(context, 'scores', 'Scores', first);
  scoreTable(flow, 'Maintainability', 'maintainability', scores.maintainability);
  scoreTable(flow, 'Skills', 'skills', scores.skills);
  scoreTable(flow, 'Integration', 'integration', scores.integration);
  const { level, title, criteria, missing } = scores.maturity;
  flow.heading(`MLOps maturity: level ${level} of 4, ${title}`, 'score-maturity');
  if (criteria.length > 0)
    flow.table({
      key: 'score-maturity',
      columns: [
        { title: 'Level', share: 10 },
        { title: 'Criterion', share: 70 },
        { title: 'Met', share: 20 },
      ],
      groups: criteria.map((one): Row[] => [
        { cells: [String(one.level), shortText(one.title), one.met ? 'yes' : { text: 'no', look: 'strong' }] },
      ]),
    });
  if (missing.length > 0) flow.paragraph(`The next level needs: ${missing.join('; ')}.`);
  return flow.finish();
}

function scoreTable(flow: Flow, title: string, id: string, { value, parts, note }: Score): void {
  flow.heading(`${title}: ${value === null ? 'not scored' : `${value} of 100`}`, `score-${id}`);
  if (note !== undefined) flow.paragraph(note, 'muted');
  if (parts.length === 0) return note === undefined ? flow.paragraph('Nothing was scored.') : undefined;
  flow.table({
    key: `score-${id}`,
    columns: [
      { title: 'Part', share: 22 },
      { title: 'Points', share: 12, isRight: true },
      { title: 'Because', share: 33 },
      { title: 'What would improve it', share: 33 },
    ],
    groups: parts.map((part) => [rowOf(part)]),
  });
}

function rowOf({ title, points, max, because, losses, source }: ScorePart): Row {
  const fixes = losses.map(({ fix, gain }): Para => ({ text: `${shortText(fix)} (+${toDecimals(gain, 1)})` }));
  return {
    cells: [
      [
        { text: title, look: 'strong' },
        { text: source.title, ...(source.url === undefined ? { look: 'muted' as const } : { to: { address: source.url } }) },
      ],
      `${toDecimals(points, 1)} of ${toDecimals(max, 1)}`,
      shortText(because),
      fixes.length > 0 ? fixes : { text: 'Nothing: it has all points.', look: 'muted' },
    ],
  };
}
