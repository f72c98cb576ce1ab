import { list } from '#engine/format';

const reasons = { hand: 'made by hand', save: 'saved', export: 'exported', print: 'printed', restore: 'before a restore' } as const;

/** Why a checkpoint was made: `saved and exported`. Reasons of a later version are left out. */
export function reasonsOf(made: readonly string[]): string {
  const known = made.flatMap((one) => (Object.hasOwn(reasons, one) ? [reasons[one as keyof typeof reasons]] : []));
  return known.length === 0 ? 'kept' : list(known);
}

/** What a checkpoint is called: its name, or else why it was made. */
export function checkpointTitle({ name, made }: { readonly name: string; readonly made: readonly string[] }): string {
  if (name !== '') return name;
  const why = reasonsOf(made);
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}`;
}
