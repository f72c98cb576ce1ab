import { edgeKinds, type EdgeKind } from '#engine/plan';

/* Keys of a plan's file in the words of a person. */

/** A kind of edge in a sentence: `runs on`. */
export function kindWords(kind: EdgeKind): string {
  return (edgeKinds.find(({ id }) => id === kind)?.title ?? kind).toLowerCase();
}

/** The name of an assumption as a title: `Runs per month` for `runsPerMonth`. Names in other forms stay as they are written. */
export function assumptionTitle(name: string): string {
  if (!/^[a-z]+(?:[A-Z][a-z]*)*\d*$/.test(name)) return name;
  const words = name
    .replace(/([A-Z])/g, ' $1')
    .replace(/(\d+)$/, ' $1')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
