import { counted, figuresOfDayWords } from '../../format';
import { figuresOfDay, shortName, shortText } from '../../plan';
import type { Draft, PacketContext } from '../context';
import { Flow, type Para, type Row } from '../flow';
import type { PacketChange } from '../input';
import { oneLine } from '../texts';
import { edgePara, nodePara, sentence } from './places';

/** Keys of a change that are listed, at most. */
const mostKeys = 12;

/** What changed since an earlier state, in the order of the numbers on the drawing. */
export function changeSheets(context: PacketContext, first: number): readonly Draft[] {
  const { since, cost, scores, date } = context.input;
  const flow = new Flow(context, 'changes', 'Changes', first);
  if (!since) {
    flow.paragraph('No revision of the plan has been issued, so there is no earlier state to compare it with.');
    return flow.finish();
  }
  const name = oneLine(since.name);
  if ('problem' in since) {
    flow.paragraph(`What changed since ${name} is not known. ${sentence(shortText(since.problem))}`, 'strong');
    flow.paragraph(sentence(shortText(since.fix)));
    return flow.finish();
  }
  const { changes, commit, then, today } = since;
  const from = commit === undefined ? '' : `, which commit ${commit} has`;
  if (changes.length === 0) flow.paragraph(`Nothing has changed since ${name}${from}.`, 'strong');
  else {
    flow.paragraph(`${counted(changes.length, 'change')} since ${name}${from}.`, 'strong');
    flow.paragraph('On the drawing a cloud goes around what changed, and its triangle has the number of the change.', 'muted');
  }
  flow.paragraph('Where cards lie, what was issued and how it is printed does not count as a change of the plan.', 'muted');
  if (then?.cost || then?.scores) {
    flow.paragraph(`Recorded then: ${figuresOfDayWords(then)}. Now: ${figuresOfDayWords(figuresOfDay(cost, scores))}.`);
  } else if (today) {
    const now = figuresOfDayWords(figuresOfDay(cost, scores));
    flow.paragraph(`Before: ${figuresOfDayWords(today)}. Now: ${now}. Both were evaluated on ${date}.`);
  }
  if (changes.length > 0)
    flow.table({
      key: 'changes',
      columns: [
        { title: '#', share: 5, isRight: true },
        { title: 'Change', share: 11 },
        { title: 'Where', share: 28 },
        { title: 'Before and after', share: 56 },
      ],
      groups: changes.map((change, at) => [rowOf(change, at + 1, context)]),
    });
  return flow.finish();
}

function rowOf(change: PacketChange, number: number, context: PacketContext): Row {
  const { kind, what, keys } = change;
  const { palette } = context.look;
  const colour = palette.change[kind === 'renamed' ? 'changed' : kind];
  return {
    target: `change-${number}`,
    stripe: colour,
    cells: [
      String(number),
      { text: kind, colour },
      [placeOf(change, context), { text: shortName(what), look: 'muted' }],
      keys.length === 0 ? { text: kind === 'removed' ? 'It is no longer in the plan.' : '–', look: 'muted' } : keyParas(keys),
    ],
  };
}

function placeOf({ place, title, kind, what }: PacketChange, context: PacketContext): Para {
  if (place?.type === 'node') return nodePara(context, place.id, 'strong');
  if (place?.type === 'edge') return { ...edgePara(context, place.id), look: 'strong' };
  return { text: oneLine(kind === 'removed' && what === 'note' ? shortText(title) : shortName(title)), look: 'strong' };
}

function keyParas(keys: PacketChange['keys']): readonly Para[] {
  const more = keys.length - mostKeys;
  const shown = more > 1 ? keys.slice(0, mostKeys) : keys;
  return [
    ...shown.map(({ title, before, after }) => ({ text: `${shortName(title)}: ${shortText(before)} → ${shortText(after)}` })),
    ...(more > 1 ? [{ text: `and ${more} more`, look: 'muted' as const }] : []),
  ];
}
