/**
 * Makes something that is worked out once for each object that is asked about, however many rules and measures ask. The
 * answer is forgotten with the object.
 */
export function oncePer<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const made = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    let one = made.get(of);
    if (!one) {
      one = { value: make(of) };
      made.set(of, one);
    }
    return one.value;
  };
}
