export { AnswersSchema, usualAnswers, skillGroups, dataSizes, estateAsked, sourcesAsked, scoringRhythms, trainingRhythms } from './answers';
export type { Answers, SkillGroup, DataSize, EstateAsked, SourceAsked, ScoringRhythm, TrainingRhythm } from './answers';
export type { ClosedAnswer } from './closed';
export { draftPlan } from './draft';
export type { Draft, Reason } from './draft';
