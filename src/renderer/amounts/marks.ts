import { englishMarks, type NumberMarks } from '#engine/plan';

const known = new Map<string, NumberMarks>();

/** How a language writes numbers, by its tag. */
export function marksOf(language: string): NumberMarks {
  let marks = known.get(language);
  if (!marks) known.set(language, (marks = found(language)));
  return marks;
}

function found(language: string): NumberMarks {
  const parts = new Intl.NumberFormat(language).formatToParts(12_345_678.5);
  const of = (type: string) => parts.find((part) => part.type === type)?.value;
  const isInPairs = parts.some((part, at) => part.type === 'integer' && at > 0 && part.value.length === 2);
  return {
    decimal: of('decimal') ?? englishMarks.decimal,
    group: of('group') ?? englishMarks.group,
    ...(isInPairs ? { pairs: true } : {}),
  };
}
