export { KnowledgeSchema, homesOf, homeless } from './knowledge';
export type { Knowledge, Statement, Home, Living } from './knowledge';
export { knowledgePage } from './knowledge-page';
export { rulePage, exampleDay } from './rule-page';
export type { RulePage, RulePageInput, RuleExample, RuleExamples, WrongExample, Effect } from './rule-page';
export { ruleMarkdown } from './rule-markdown';
