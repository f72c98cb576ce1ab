export { issuedPlan } from './issued-plan';
export type { IssuedPlan } from './issued-plan';
export { fileAtByAnyName, logWithNames } from './earlier-names';
export type { NamedCommit } from './earlier-names';
export { originOf } from './origin';
export type { PlanOrigin } from './origin';
export { userNameFor } from './user-name';
export { inRepository } from './in-repository';
export { planFromBytes } from './plan-from-bytes';
