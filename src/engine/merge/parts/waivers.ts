import { pairWaivers, sortedWaiver, waiverId } from '../../diff';
import { compareText, edgeEnds, edgeId, type Plan, type Waiver } from '../../plan';
import { HoldingReferee, type Referee } from '../conflict';
import { mergeEntries } from '../entries';
import { nameIn, type CommonKeys } from '../keys';
import { eachSide } from '../sides';
import { mergeValue } from '../values';
import { keyedItems } from './items';

/** The merged waivers. Places are a set; a waiver that lost all its places to both sides together goes. */
export function mergeWaivers(common: CommonKeys, referee: Referee): Plan['waivers'] {
  const sorted = (waivers: readonly Waiver[]) => waivers.map(sortedWaiver);
  const lists = eachSide(common.plans, ({ waivers }) => waivers);
  const keyed = keyedItems(lists, {
    pair: (before, after) => pairWaivers(sorted(before), sorted(after)),
    idOf: (one) => waiverId(sortedWaiver(one)),
  });
  const idOf = (key: string) => {
    const waiver = keyed.ours[key] ?? keyed.theirs[key] ?? keyed.base[key];
    return waiver ? waiverId(withNames(waiver, common)) : '';
  };
  const holding = new HoldingReferee(referee);
  const merged = mergeEntries(
    keyed,
    {
      part: 'waiver',
      idOf,
      counts: sortedWaiver,
      merge: ({ base, ours, theirs }, key) => {
        const sides = eachSide({ base, ours, theirs }, (waiver) => waiver && sortedWaiver(waiver));
        const value = mergeValue(sides, { part: 'waiver', id: idOf(key), path: [], key }, holding, ([first]) => first === 'on') as Waiver;
        const written = [ours, theirs].find((one) => one?.on?.toSorted(compareText).join() === value.on?.join());
        return written?.on && value.on ? { ...value, on: written.on } : value; // in the order in which a person wrote them
      },
    },
    holding,
  );
  const isEmptied = (key: string) =>
    merged[key]?.on?.length === 0 && !(keyed.ours[key]?.on?.length === 0 || keyed.theirs[key]?.on?.length === 0);
  holding.release((key) => merged[key] !== undefined && !isEmptied(key));
  return Object.entries(merged).flatMap(([key, waiver]) => (isEmptied(key) ? [] : [waiver]));
}

/** A waiver with its places as messages call them. */
function withNames(waiver: Waiver, common: CommonKeys): Waiver {
  const name = (key: string) => nameIn(common, 'nodes', key);
  const place = (text: string) => {
    const { from, to, kind } = edgeEnds(text);
    return to === '' ? name(from) : edgeId({ from: name(from), to: name(to), kind });
  };
  return waiver.on ? { ...waiver, on: waiver.on.map(place) } : waiver;
}
