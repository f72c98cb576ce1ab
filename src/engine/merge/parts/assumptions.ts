import { referencesIn } from '../../diff';
import type { Plan } from '../../plan';
import type { Referee } from '../conflict';
import { mergeEntries } from '../entries';
import { isRenamed, nameIn, type CommonKeys } from '../keys';
import { eachSide } from '../sides';

/** The merged assumptions. One that a side removed and the other newly refers to is a conflict, so no usage refers to nothing. */
export function mergeAssumptions(common: CommonKeys, referee: Referee): Plan['assumptions'] {
  const places = eachSide(common.plans, referencesIn);
  return mergeEntries(
    eachSide(common.plans, ({ assumptions }) => assumptions),
    {
      part: 'assumption',
      idOf: (key) => nameIn(common, 'assumptions', key),
      isTouched: (side, key) => {
        const old = new Set(places.base.get(key));
        return (places[side].get(key) ?? []).some((place) => !old.has(place)) || isRenamed(common, 'assumptions', side, key);
      },
    },
    referee,
  );
}
