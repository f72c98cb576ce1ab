export { stages, stageIds, edgeKinds, edgeKindIds, approaches, skillLevels, schedules, eventKinds, servingModes } from './vocabulary';
export type { Stage, EdgeKind, Approach, SkillLevel, Schedule, EventKind, ServingMode } from './vocabulary';
export { PlanSchema, NodeSchema, EdgeSchema, WaiverSchema, GroupSchema, NoteSchema, ContextSchema, AmountSchema, limits } from './schema';
export { edgeEnds, edgeId, edgePath } from './edge-id';
export { idPattern, emptyPlan, titleOf, groupTitleOf, groupsByNode, isOwnKey } from './model';
export type {
  Plan,
  PlanNode,
  Edge,
  Waiver,
  Context,
  Group,
  Note,
  Position,
  Amount,
  UsageValue,
  NodeId,
  ServiceId,
  GroupId,
  NoteId,
} from './model';
export { parseQuantity, readQuantity, quantityText, formatQuantity, rangeText, isRangeOrdered, unitsOf, baseUnit } from './quantity';
export type { Quantity, Dimension, QuantityRead } from './quantity';
export { readNumber, writeNumber, outOfBounds, isTwofoldMoney, fileMarks, englishMarks, numberLimits } from './number-text';
export type { NumberMarks, NumberRead, Refusal } from './number-text';
export { figure, rounded, money, knownMoney, decimalsOfMoney, isUnderACent, counted, list, minus } from './wording/figures';
export { legible, escapeOf, shortName, shortText, shortNote } from './wording/shown-text';
export { isBlank, isDay } from './text';
export { unitWords } from './units';
export { readPlan, checkSize, formatOf } from './reading/read-plan';
export { greatest, least } from './extremes';
export { checkWritable, grouped, tooMany } from './size';
export { foreignKind, isEmptyText, refuseText } from './reading/no-plan';
export type { PlanFile, PlanFormat } from './reading/read-plan';
export { nearestOf } from './reading/unknown-keys';
export { readYamlValue, problemsAgainst } from './reading/read-yaml-as';
export type { YamlRead } from './reading/read-yaml-as';
export type { DocumentWords } from './reading/schema-problems';
export { documentOf } from './writing/document';
export { compareEdges, compareText } from './edge-order';
export { applyEdits } from './edits/index';
export type { PlanEdit, EdgeRef, Placing } from './edits/edit';
export { freshId, freshKey, FreshKeys } from './ids';
export { cardWidth, cardHeight, gapX, gapY, grid } from './arrange/place';
export { freePlace } from './arrange/taken-places';
export { writePlanYaml, writePlanJson, formatYaml } from './writing/canonical';
export { patchYaml } from './writing/patch-yaml';
export { patchJson } from './writing/patch-json';
export { inTheManner, plainText } from './writing/line-ends';
export { countAliases } from './writing/written-out';
export { schemaFileName, withSchemaLine } from './writing/schema-line';
export { planJsonSchema, planSchemaText } from './json-schema';
export { PlanChangeSchema } from './change-schema';
export { changeBetween, applyChange, isEmptyChange } from './change';
export type { PlanChange } from './change';
export { lanes, laneOf, bandsOf, boundsOf, bandPadding } from './arrange/lanes';
export type { LaneId, Band } from './arrange/lanes';
export { frameOf, framePadding, frameTitleHeight, noteWidth, notePadding, noteFontSize, noteLineHeight } from './arrange/frame';
export { placeFollowing } from './arrange/follow';
export { arrange, arrangeMissing, columnsFor } from './arrange/arrange';
export { MissingPlaces } from './arrange/missing-places';
export { tidy, tidyTask } from './arrange/tidy';
export type { TidyTask, Tidied } from './arrange/tidy';
export { countCrossings } from './arrange/crossings';
export { routeEdge, anchorAt } from './arrange/route';
export { routeEdges } from './arrange/routes';
export type { Route, Anchor, Side } from './arrange/route';
export { clusters, linePieces, isEmoji, isSquare } from './text-pieces';
export { CardIndex } from './arrange/card-index';
export type { Box, PlacedCard } from './arrange/card-index';
export { edgeStyles, endMarks } from './arrange/edge-style';
export type { EdgeStyle, EndMark } from './arrange/edge-style';
export { same, sameKeys, samePlan } from './same';
export { flowOrder } from './flow/flow-order';
export { reorder } from './flow/reorder';
export { upstreamOf, downstreamOf, pathsBetween } from './flow/reach';
export type { Reach } from './flow/reach';
