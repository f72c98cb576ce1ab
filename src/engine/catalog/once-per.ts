/** The method by which an object that changes keeps values itself: it knows when they no longer hold. */
export const remembers = Symbol('remembers');

interface Remembering {
  [remembers]?<T>(make: (of: never) => T): T;
}

/**
 * Caches a value for each object, however many rules and measures need it. The value is released with the object. The value follows from
 * the object alone, and nobody changes it afterwards.
 */
export function oncePer<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const made = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const own = (of as Remembering)[remembers];
    if (own) return own.call(of, make) as T;
    let one = made.get(of);
    if (!one) {
      one = { value: make(of) };
      made.set(of, one);
    }
    return one.value;
  };
}
