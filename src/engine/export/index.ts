export { exporters, exporterById } from './exporters';
export { runExporters } from './run';
export { ExportContext, defaultLayout } from './context';
export type { ExportInput, LayoutFolder } from './context';
export type { Block, DefaultTaken, Exported, ExportedFile, Exporter, ExporterMeta, ExportGroup, Gap, Remark } from './exporter';
export { pathProblem } from './safe-path';
export { prefixOf } from './names';
export { exportBundle } from './bundle';
