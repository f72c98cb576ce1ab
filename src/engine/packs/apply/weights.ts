import { problemsAgainst } from '../../plan';
import { ScoringSchema, type Scoring } from '../../score';
import { wordsOf, type PackReader } from './pack-reader';

/** Weights of the scores, overridden by those of a pack. */
export function withWeights(base: Scoring, reader: PackReader): { readonly scoring: Scoring; readonly weights: readonly string[] } {
  const read = reader.value('scoring.yaml');
  if (!read) return { scoring: base, weights: [] };
  const merged = merge(base, read.value);
  const problems = problemsAgainst(ScoringSchema, merged, wordsOf('the weights'));
  for (const { message, fix, path = [] } of problems) reader.fault('scoring.yaml', message, fix, read.placeOf(path));
  if (problems.length > 0) return { scoring: base, weights: [] };
  const weights = Object.entries(read.value as Record<string, unknown>).flatMap(([score, parts]) =>
    typeof parts === 'object' && parts !== null ? Object.keys(parts).map((part) => `${score}.${part}`) : [score],
  );
  return { scoring: ScoringSchema.parse(merged), weights };
}

/** Maps are merged key by key; any other value is replaced. */
function merge(base: unknown, own: unknown): unknown {
  const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(base) || !isMap(own)) return own;
  return { ...base, ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key, merge(base[key], value)])) };
}
