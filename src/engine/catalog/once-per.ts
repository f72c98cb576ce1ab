/** Caches a value for each object, however many rules and measures need it. The value is released with the object. */
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
