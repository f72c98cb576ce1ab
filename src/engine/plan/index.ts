export {
  stages,
  stageIds,
  edgeKinds,
  edgeKindIds,
  approaches,
  skillLevels,
  schedules,
  eventKinds,
  eventNames,
  servingModes,
  directions,
  edgeRoles,
  controlPurposes,
  networks,
  dataClassifications,
  defaultLayout,
  layoutFolders,
  orientations,
  packetParts,
  paperNames,
  paperSizes,
  detailModes,
} from './vocabulary';
export type {
  Stage,
  EdgeKind,
  Approach,
  SkillLevel,
  Schedule,
  EventKind,
  ServingMode,
  Direction,
  EdgeRole,
  ControlPurpose,
  Network,
  DataClassification,
  PaperName,
  PacketPart,
  DetailMode,
} from './vocabulary';
export { safeguards, safeguardValues } from './safeguards';
export type { Safeguard, Safeguards, SafeguardValue } from './safeguards';
export {
  PlanSchema,
  NodeSchema,
  EdgeSchema,
  WaiverSchema,
  GroupSchema,
  NoteSchema,
  ContextSchema,
  AmountSchema,
  ExportsSchema,
  PacketSchema,
  RevisionSchema,
  SettingValueSchema,
  limits,
} from './schema';
export type { SettingValue } from './schema';
export { edgeEnds, edgeId, edgePath } from './edge-id';
export { idPattern, emptyPlan, titleOf, groupTitleOf, groupsByNode, isOwnKey } from './model';
export type {
  Plan,
  PacketPlan,
  Revision,
  Decision,
  PlanNode,
  Edge,
  Waiver,
  Context,
  Group,
  Note,
  Position,
  Amount,
  UsageValue,
  Exports,
  NodeId,
  ServiceId,
  GroupId,
  NoteId,
} from './model';
export { hourlyText, parseQuantity, readQuantity, quantityText, isRangeOrdered } from './quantity';
export type { Quantity, QuantityRead } from './quantity';
export { readNumber, refuseForWhole, outOfBounds, isTwofoldMoney, numberLimits } from './number-text';
export type { NumberRead, Refusal } from './number-text';
export { legible, escapeOf, shortName, shortText, shortNote } from './wording/shown-text';
export { isBlank, isDay } from './text';
export { withFigures } from './decide';
export type { DayOfFigures, OptionOfDay } from './decide';
export { figuresOfDay, nextRevisionId, revisionIdProblem, revisionSince, scoresOfDay, spreadOfDay, usualParts } from './issue';
export type { CostOfDay, ScoresOfDay } from './issue';
export { readPlan, checkSize, formatOf } from './reading/read-plan';
export { readsWithoutCompiling } from './reading/without-compiling';
export { greatest, least } from './extremes';
export { checkWritable, tooMany } from './size';
export { foreignKind, isEmptyText, isHtml, refuseText } from './reading/no-plan';
export type { PlanFile } from './reading/read-plan';
export { difference, sourceOf, sourceText } from './source';
export type { PlanFormat, PlanSource } from './source';
export { nearestOf } from './reading/unknown-keys';
export { readYamlValue, problemsAgainst } from './reading/read-yaml-as';
export type { YamlRead } from './reading/read-yaml-as';
export type { DocumentWords } from './reading/schema-problems';
export { documentOf } from './writing/document';
export { compareEdges, compareText } from './edge-order';
export { applyEdits } from './edits/index';
export type { PlanEdit } from './edits/edit';
export type { Placing } from './arrange/place';
export type { EdgeRef } from './edge-id';
export { freshId, freshKey, FreshKeys } from './ids';
export { cardWidth, cardHeight, gapX, gapY, grid } from './arrange/place';
export { writePlanYaml, writePlanJson, formatYaml } from './writing/canonical';
export { baseOf, planText } from './writing/plan-text';
export type { TextBase } from './writing/plan-text';
export { patchYaml } from './writing/patch-yaml';
export { patchJson } from './writing/patch-json';
export { inTheManner, plainText } from './writing/line-ends';
export { countAliases } from './writing/written-out';
export { schemaFileName, withSchemaLine } from './writing/schema-line';
export { planJsonSchema, planSchemaText } from './json-schema';
export { PlanChangeSchema } from './change-schema';
export { changeBetween, applyChange, isEmptyChange } from './change';
export type { PlanChange } from './change';
export { lanes, laneOf, boundsOf } from './arrange/lanes';
export type { LaneId } from './arrange/lanes';
export { bandsOf, bandPadding } from './arrange/bands';
export type { Band, Bands, LaneCard } from './arrange/bands';
export { findPlaces } from './arrange/find-places';
export type { Wanted, FoundPlaces } from './arrange/find-places';
export { settle, withPlaces } from './arrange/settle';
export { directionOf, shapeOf, turned } from './arrange/upright';
export type { Shape } from './arrange/upright';
export { frameOf, framePadding, frameTitleHeight, noteWidth, notePadding, noteFontSize, noteHeight, noteLineHeight } from './arrange/frame';
export { arrange, columnsFor } from './arrange/arrange';
export { arrangeMissing } from './arrange/missing';
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
export { dashAt, edgeStyles, endMarks } from './arrange/edge-style';
export type { EdgeStyle, EndMark } from './arrange/edge-style';
export { carriedOver, sharing } from './carry';
export { isMap, same, sameContent, sameKeys, samePlan } from './same';
export { flowOrder } from './flow/flow-order';
export { reorder } from './flow/reorder';
export { upstreamOf, downstreamOf, pathsBetween } from './flow/reach';
export type { Reach } from './flow/reach';
export { commonSettings, settingProblem, settingsOf, settingTypes } from './setting';
export type { SettingShape, SettingType } from './setting';
