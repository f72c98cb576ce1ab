export { AnswersSchema, usualAnswers, skillGroups, dataSizes, estateAsked } from './answers';
export type { Answers, SkillGroup, DataSize, EstateAsked } from './answers';
export type { ClosedAnswer } from './closed';
export { draftPlan } from './draft';
export type { Draft, Reason } from './draft';
