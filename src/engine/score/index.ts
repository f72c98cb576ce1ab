export { costPlan, scaleFactors } from './cost/cost-plan';
export { costRisk } from './cost/risk';
export type { CostRisk, TornadoBar, ScalePoint } from './cost/risk';
export { scorePlan } from './score-plan';
export { ScoringSchema } from './scoring';
export type { Scoring } from './scoring';
export type { Scores, Score, ScorePart, Maturity, Criterion } from './scores';
export type { Cost, NodeCost, ChargedLine, UnknownLine, Spread } from './cost/cost';
