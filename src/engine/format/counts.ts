import { figure, roundedTo } from './numbers';

/* Counts in words, with the noun and the verb that agree. 0 is a count like any other: `0 nodes`. */

/** A count: `43,800`; with one decimal below 10, `1.5`. Half away from zero; a number that is not finite is `unknown`. */
export function count(amount: number): string {
  return figure(roundedTo(amount, Math.abs(amount) >= 10 ? 0 : 1), 15);
}

/** `0 nodes`, `1 node`, `43,800 nodes`: the noun fits the number as it is written. */
export function counted(amount: number, one: string, many = `${one}s`): string {
  const text = count(amount);
  return `${text} ${text === '1' ? one : many}`;
}

/** `is` or `are`, `has` or `have`: the word that agrees with an amount. */
export function agreeing(amount: number, one: string, many: string): string {
  return amount === 1 ? one : many;
}

/**
 * Some of a whole, with their verb: `0 of 1 edge is`, `1 of 3 edges is`, `2 of 3 edges are`, `0 of 3 edges are`.
 * @param verb as it follows one thing and several, such as `['is', 'are']`
 */
export function countedOf(part: number, whole: number, noun: string, verb: readonly [one: string, many: string]): string {
  return `${count(part)} of ${counted(whole, noun)} ${agreeing(part === 0 ? whole : part, ...verb)}`;
}

/** A factor: `15 times`, `1.5 times`, `1 time`. */
export function times(factor: number): string {
  return counted(factor, 'time');
}

/** A noun with its indefinite article: `a data edge`, `an image edge`. By its first letter, so not for words such as `hour` or `unit`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
