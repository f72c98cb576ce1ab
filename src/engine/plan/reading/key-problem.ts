import type { Problem } from '../../errors';
import { limits } from '../schema';
import { quote } from '../writing/scalars';

/** The reason why a text cannot be a key of a map; `undefined` if it can. */
export function keyProblem(name: string): Pick<Problem, 'message' | 'fix'> | undefined {
  if (name === '__proto__' || name === 'constructor' || name === 'prototype')
    return { message: `"${name}" cannot be used as a key.`, fix: 'Choose another name.' };
  // YAML searches no further for the ":" behind a key, so that some keys of JSON could not be written as YAML
  if (name.length > limits.key / 6 && quote(name).length > limits.key)
    return { message: `The key "${name.slice(0, 40)}…" has more than 1,000 characters.`, fix: 'Choose a shorter key.' };
  return undefined;
}
