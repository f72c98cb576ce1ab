/** The fixed words of a plan: allowed values of its keys. Titles are for people. */

export const stages = [
  { id: 'source', title: 'Sources outside', short: 'Source' },
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
  { id: 'consumption', title: 'Use of the results', short: 'Use' },
  { id: 'foundation', title: 'Network, secrets and governance', short: 'Foundation' },
] as const;
export type Stage = (typeof stages)[number]['id'];
export const stageIds = stages.map((stage) => stage.id) as [Stage, ...Stage[]];

/** Kinds of edges. The order is the canonical order of edges between the same two nodes. */
export const edgeKinds = [
  { id: 'control', title: 'Control', line: 'triggers or orchestrates' },
  { id: 'data', title: 'Data', line: 'hands over data' },
  { id: 'code', title: 'Code', line: 'supplies code' },
  { id: 'model', title: 'Model', line: 'hands over a model' },
  { id: 'metrics', title: 'Metrics', line: 'records metrics' },
  { id: 'image', title: 'Image', line: 'supplies a container image' },
  { id: 'telemetry', title: 'Telemetry', line: 'sends telemetry' },
  { id: 'runs-on', title: 'Runs on', line: 'runs on' },
  { id: 'request', title: 'Request', line: 'sends requests to' },
] as const;
export type EdgeKind = (typeof edgeKinds)[number]['id'];
export const edgeKindIds = edgeKinds.map((kind) => kind.id) as [EdgeKind, ...EdgeKind[]];

/** Data that a monitor compares, and data that it watches. */
export const edgeRoles = ['reference', 'production'] as const;
export type EdgeRole = (typeof edgeRoles)[number];

/** What a control edge does at run time or at a release. */
export const controlPurposes = ['deploy', 'start'] as const;
export type ControlPurpose = (typeof controlPurposes)[number];

/** Folders of exported files, by the keys of `exports.layout`, which changes them. */
export const defaultLayout = {
  ml: 'ml',
  adf: 'adf',
  synapse: 'synapse',
  fabric: 'fabric',
  databricks: 'databricks',
  functions: 'functions',
  logic: 'logic',
  k8s: 'k8s',
  containers: 'containers',
  edge: 'edge',
  docker: 'docker',
  infra: 'infra',
  scripts: 'scripts',
  docs: 'docs',
} as const;
export const layoutFolders = Object.keys(defaultLayout) as readonly (keyof typeof defaultLayout)[];

/** Sheets of paper, in millimetres, upright. */
export const paperSizes = {
  A4: [210, 297],
  A3: [297, 420],
  A2: [420, 594],
  A1: [594, 841],
  A0: [841, 1189],
  Letter: [215.9, 279.4],
  Legal: [215.9, 355.6],
  Tabloid: [279.4, 431.8],
  'ANSI D': [558.8, 863.6],
} as const satisfies Record<string, readonly [short: number, long: number]>;
export type PaperName = keyof typeof paperSizes;
export const paperNames = Object.keys(paperSizes) as [PaperName, ...PaperName[]];

/** Parts of a packet, in their usual order. */
export const packetParts = [
  'overview',
  'details',
  'changes',
  'findings',
  'decisions',
  'cost',
  'scores',
  'context',
  'revisions',
  'sources',
] as const;
export type PacketPart = (typeof packetParts)[number];

/** How the detail sheets of a packet divide a plan: into tiles along the flow, or one sheet for each stage or group. */
export const detailModes = ['tiles', 'stages', 'groups'] as const;
export type DetailMode = (typeof detailModes)[number];

export const orientations = ['portrait', 'landscape', 'best'] as const;

export const approaches = ['code', 'no-code', 'mixed'] as const;
export type Approach = (typeof approaches)[number];

/** Levels of a team's skill, weakest first. */
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

/** The events that start a plan, as a sentence names them: "starts on …". */
export const eventNames: Readonly<Record<EventKind, string>> = {
  'blob-created': 'new blobs',
  'blob-deleted': 'deleted blobs',
  'custom-event': 'custom events',
  'pull-request': 'pull requests',
  branch: 'pushes to a branch',
  'build-completed': 'completed builds',
  artifact: 'new build artefacts',
  http: 'HTTP requests',
  email: 'e-mails',
  sharepoint: 'changes in SharePoint',
  dropbox: 'changes in Dropbox',
  x: 'posts on X',
  alert: 'alerts',
};

export const servingModes = ['batch', 'realtime', 'edge'] as const;
export type ServingMode = (typeof servingModes)[number];

/** Whether the services of a plan may be reached over the internet. */
export const networks = ['public', 'private'] as const;
export type Network = (typeof networks)[number];

/** Sensitivity of the data, least first: the labels that Microsoft recommends to start with. */
export const dataClassifications = ['public', 'general', 'confidential', 'highly-confidential'] as const;
export type DataClassification = (typeof dataClassifications)[number];

/** How the stages of a drawing follow each other. */
export const directions = ['top-to-bottom', 'left-to-right'] as const;
export type Direction = (typeof directions)[number];

/** Property names of every JavaScript object: as keys they would be found in an empty map. */
export const reservedWords: readonly string[] = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
