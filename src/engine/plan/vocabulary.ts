/** The fixed words of a plan: what its keys may say. Titles are what a person reads. */

export const stages = [
  { id: 'experimentation', title: 'Experimentation', short: 'Experiment' },
  { id: 'orchestration', title: 'Orchestration and scheduling', short: 'Orchestrate' },
  { id: 'data-transfer', title: 'Data transfer', short: 'Transfer' },
  { id: 'data-transformation', title: 'Data transformation', short: 'Transform' },
  { id: 'compute', title: 'Compute', short: 'Compute' },
  { id: 'tracking-experiments', title: 'Tracking: experiments', short: 'Track runs' },
  { id: 'data-versioning', title: 'Tracking: data versions', short: 'Version data' },
  { id: 'model-registry', title: 'Tracking: models', short: 'Register' },
  { id: 'training', title: 'Model training', short: 'Train' },
  { id: 'deployment-batch', title: 'Deployment: batch', short: 'Deploy batch' },
  { id: 'deployment-realtime', title: 'Deployment: real-time', short: 'Deploy real-time' },
  { id: 'monitoring', title: 'Monitoring', short: 'Monitor' },
] as const;
export type Stage = (typeof stages)[number]['id'];
export const stageIds = stages.map((stage) => stage.id) as [Stage, ...Stage[]];

/** What an edge carries. The order is the canonical order of edges between the same two nodes. */
export const edgeKinds = [
  { id: 'control', title: 'Control', line: 'triggers or orchestrates' },
  { id: 'data', title: 'Data', line: 'hands over data' },
  { id: 'code', title: 'Code', line: 'supplies code' },
  { id: 'model', title: 'Model', line: 'hands over a model' },
  { id: 'metrics', title: 'Metrics', line: 'records metrics' },
  { id: 'image', title: 'Image', line: 'supplies a container image' },
  { id: 'telemetry', title: 'Telemetry', line: 'sends telemetry' },
  { id: 'runs-on', title: 'Runs on', line: 'runs on' },
] as const;
export type EdgeKind = (typeof edgeKinds)[number]['id'];
export const edgeKindIds = edgeKinds.map((kind) => kind.id) as [EdgeKind, ...EdgeKind[]];

export const approaches = ['code', 'no-code', 'mixed'] as const;
export type Approach = (typeof approaches)[number];

/** How well a team knows something, weakest first. */
export const skillLevels = ['none', 'basic', 'strong'] as const;
export type SkillLevel = (typeof skillLevels)[number];

export const schedules = ['none', 'recurrence', 'cron', 'tumbling-window'] as const;
export type Schedule = (typeof schedules)[number];

export const eventKinds = [
  'blob-created',
  'blob-deleted',
  'custom-event',
  'pull-request',
  'branch',
  'build-completed',
  'artifact',
  'http',
  'email',
  'sharepoint',
  'dropbox',
  'x',
  'alert',
] as const;
export type EventKind = (typeof eventKinds)[number];

export const servingModes = ['batch', 'realtime', 'edge'] as const;
export type ServingMode = (typeof servingModes)[number];
