import limits from 'virtual:pipedraft-resources/limits';
import raw from 'virtual:pipedraft-resources/knowledge';
import type { Knowledge, LimitAccount } from '#engine/explain';

/** Knowledge statements behind the checks; checked by tests/engine/explain/knowledge.test.ts. */
export const knowledge = raw as Knowledge;

/** What checks the limits and dates that texts state; checked by tests/engine/explain/limit-checks.test.ts. */
export const limitAccounts = (limits as { readonly accounts: readonly LimitAccount[] }).accounts;
