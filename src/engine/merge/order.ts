import type { Sides } from './sides';

/**
 * The order of merged entries: that of ours, or that of theirs if only theirs changed the order of what all three have. An entry that the
 * leading side does not have comes behind the one that it follows on the other side.
 * @param keys of the three states
 * @param merged the keys of the result; each is a key of ours or theirs
 */
export function mergedOrder({ base, ours, theirs }: Sides<readonly string[]>, merged: ReadonlySet<string>): string[] {
  const [inBase, inOurs, inTheirs] = [new Set(base), new Set(ours), new Set(theirs)];
  const common = (keys: readonly string[]) => keys.filter((key) => inBase.has(key) && inOurs.has(key) && inTheirs.has(key)).join('\n');
  const old = common(base);
  const [lead, other, inLead, inOther] =
    common(ours) === old && common(theirs) !== old ? [theirs, ours, inTheirs, inOurs] : [ours, theirs, inOurs, inTheirs];
  const behind = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const key of other) {
    if (inLead.has(key)) anchor = key;
    else if (merged.has(key)) behind.set(anchor, [...(behind.get(anchor) ?? []), key]);
  }
  const order: string[] = [];
  let waiting = behind.get(undefined) ?? [];
  for (const key of lead) {
    if (inOther.has(key)) {
      order.push(...waiting);
      waiting = behind.get(key) ?? [];
    }
    if (merged.has(key)) order.push(key);
  }
  return [...order, ...waiting];
}
