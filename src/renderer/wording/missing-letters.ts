/** Says which letters of a picture no font has. @param missing at least one, each as it is written */
export function missingLetters(missing: readonly string[]): string {
  const shown = missing.slice(0, 8).map((one) => `“${one}”`);
  return `No font has ${shown.join(', ')}${missing.length > shown.length ? ' and others' : ''}.`;
}
