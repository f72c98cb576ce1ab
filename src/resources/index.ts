/*
 * Resources that ship with the application. The tests check the files against their schemas, so no check is needed here: checking seventy
 * services at every start would cost more than reading them. Each part is a module of its own, so that a program reads what it uses.
 */
export { catalog } from './catalog';
export { bookOf, priceBook, priceBooks } from './price-books';
export { rankedPlans, scoring } from './scoring';
export { knowledge, limitAccounts } from './knowledge';
export { ruleExamples } from './rule-examples';
export { icons } from './icons';
export type { Icon } from './icons';
export { examples } from './examples';
