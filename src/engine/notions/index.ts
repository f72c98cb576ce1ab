/*
 * What a node is and does in a plan: trains, serves, keeps models, releases, starts others, belongs to a platform, takes skills. Rules
 * and scores share these notions, so that they cannot disagree.
 */
export { isAutomated, isStartedOrStarts } from './automation';
export {
  answers,
  deploymentsFor,
  hostsContainers,
  imageSources,
  modelSources,
  runsOnDevices,
  servingWords,
  usualDeployment,
} from './deployments';
export { platformOf, technologyOf, worksWith } from './ecosystems';
export { answeringUsers, forTests } from './environments';
export { catalogEventWords, eventWords, isRelay, onlyRelayed, raisedBy, reactsTo, takesOneOf } from './events';
export type { CatalogEvent } from './events';
export { cannotPass, glueOf } from './glue';
export { hasEnvironment, isOperated, isOwnAzureMlJob, isOwnCluster, lacksDefinition } from './operation';
export {
  couldBeStarted,
  deliversEvent,
  isPerson,
  isStartedByNothing,
  keepsSchedule,
  mayControl,
  mayStart,
  orchestrates,
  orchestratorsOf,
  raisedAt,
  startsNatively,
  wouldStart,
} from './orchestrators';
export { isAzureMl, trackersOf, workOf } from './platforms';
export type { Work } from './platforms';
export {
  bringsModel,
  canScore,
  carriesModel,
  hasSeveral,
  isDeployment,
  isGivenModel,
  isMonitor,
  isStepElsewhere,
  isWithoutCode,
  keepsCode,
  keepsDataVersions,
  keepsModels,
  keepsRuns,
  keepsTelemetry,
  offersModels,
  releases,
  serves,
  servingNodes,
  servesItself,
  servesBoughtModel,
  startsOnCode,
  takesCare,
  trainingNodes,
  trains,
  watchesModels,
} from './roles';
export { requestPath } from './request-path';
export { settingsOf } from './settings';
export type { Setting } from './settings';
export { above, levelOf, skillName, skillNeeds, skillsOf, withinSkills } from './skill-needs';
export type { SkillNeed } from './skill-needs';
export {
  dataKeepers,
  hasVersionedModel,
  isMonitoredByPlatform,
  isPinned,
  keepsModelsByItself,
  keptInGit,
  modelKeepers,
  monitorsOf,
  recordsByItself,
  registeredIn,
  registeringIn,
  releasedFromGit,
  releasedIn,
  releasedOnCodeIn,
  releaseKinds,
  releaseTools,
  releaseToolsOnCode,
  runKeepers,
  trackedIn,
  versionedIn,
  wantsTracking,
  watchedIn,
} from './upkeep';
export { carriesMessages } from './streams';
