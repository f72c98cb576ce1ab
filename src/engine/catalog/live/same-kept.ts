/**
 * True if two kept values are the same for whoever reads them: lists, sets, maps and plain objects of the same things in the same order.
 * Values deeper inside, and objects with methods, are compared by identity.
 */
export function sameKept(one: unknown, other: unknown, deep = 4): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || deep === 0) return false;
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((item, at) => sameKept(item, other[at], deep - 1));
  if (one instanceof Set) return other instanceof Set && one.size === other.size && inStep(one, other, deep);
  if (one instanceof Map) return other instanceof Map && one.size === other.size && inStep(one, other, deep);
  if (!isPlain(one) || !isPlain(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && sameKept(one[key], other[key], deep - 1))
  );
}

function inStep(one: Iterable<unknown>, other: Iterable<unknown>, deep: number): boolean {
  const others = other[Symbol.iterator]();
  for (const item of one) if (!sameKept(item, others.next().value, deep - 1)) return false;
  return true;
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  return Object.getPrototypeOf(value) === Object.prototype;
}
