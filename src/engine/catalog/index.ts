export { Catalog, cite } from './catalog';
export type { Skill } from './catalog';
export { ServiceSchema, FieldSchema, CostLineSchema } from './service';
export type { Service, Field, Ends, CostLine, Ports, Triggers } from './service';
export { isOffered } from './offered';
export { artefacts, definitionFormats, presetNames } from './service-words';
export type { Artefact } from './service-words';
export { SettingSchema } from './setting';
export type { Setting } from './setting';
export { SourceSchema } from './source';
export type { Source } from './source';
export { LimitSchema } from './limit';
export type { EdgeLimit, Limit } from './limit';
export { SizeEnds, successorRank } from './size-ends';
export { SizesSchema } from './size-series';
export type { SizeSeries } from './size-series';
export { PriceBookSchema, MeterSchema } from './price-book';
export type { PriceBookFile, Meter, Machine } from './price-book';
export { PriceBook, amountOf } from './prices';
export type { UnitPrice } from './prices';
export { FieldExpressions, ExpressionError, expressionEnvironment, expressionError } from './expression';
export type { Expression } from './expression';
export type { FieldValue } from './field-value';
export { Unbounded, times } from './expression-bounds';
export type { Bounds, Interval, Ranges } from './expression-bounds';
export { usageOf } from './usage';
export { impliedUsage, readsThePlansData } from './implied-usage';
export type { Usage, FieldRange, UsageProblem } from './usage';
export { choiceName, choiceValue } from './usage';
export { meterIdsOf, meterFor } from './cost-lines';
export { paymentField, paymentOf } from './payment';
export { PlanGraph, reachedFrom, leadingTo } from './graph';
export { crossesRegions, egressMeter, isSameRegion, monthlyVolume, volumeFields } from './region-crossing';
export { isRegion, nearestRegion, pricesOf, regionId, regionName } from './regions';
export { oncePer, remembers } from './once-per';
export { eachNode, edgesWhere, nodesWhere } from './nodes-where';
export type { GraphNode, GraphEdge } from './graph';
export { swapEdits } from './swap';
export { importPrices } from './price-import';
export type { ImportInput, PriceImport, SkippedRow } from './price-import';
export { SafeguardTable } from './safeguard-table';
export { SafeguardsSchema } from './safeguards';
export type { AvailabilityPromise, SafeguardCell, SafeguardEntry, SafeguardsFile } from './safeguards';
export { Starts } from './start-table';
export { StartsSchema } from './starts';
export type { Start, StartsFile, StartSource } from './starts';
export { serviceProblems } from './check-service';
export type { ServiceProblem, ServiceSurroundings } from './check-service';
export {
  Changes,
  everyFacet,
  facet,
  Keeper,
  lists,
  LiveGraph,
  noteKey,
  noteList,
  noteNode,
  PartOfGraph,
  Reads,
  ReadsByNode,
  recording,
  sameKept,
} from './live/index';
export type { LiveNode, PartUpdate } from './live/index';
