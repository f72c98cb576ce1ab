/** Joins sentences; each ends with one full stop. */
export function sentences(...texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter(Boolean)
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

/** Removes the second of two full stops, such as after a title that ends with one. */
export function withSingleStops(text: string): string {
  return text.replace(/(?<!\.)([.!?…])\.(?=\s|$)/g, '$1');
}
