import type { Rule } from '../rule';
import { accessToDataIsLogged } from './access-to-data-is-logged';
import { allStagesCovered } from './all-stages-covered';
import { approachStated } from './approach-stated';
import { approvalSupported } from './approval-supported';
import { assumptionUsed } from './assumption-used';
import { attachedComputeInPlan } from './attached-compute-in-plan';
import { availabilityAddsUp } from './availability-adds-up';
import { availabilityHasAlerts } from './availability-has-alerts';
import { azureMlCronFields } from './azure-ml-cron-fields';
import { batchEndpointStorage } from './batch-endpoint-storage';
import { bigDataNeedsDistribution } from './big-data-needs-distribution';
import { budgetWithUnknowns } from './budget-with-unknowns';
import { clusterMinNodes } from './cluster-min-nodes';
import { codeInRepository } from './code-in-repository';
import { codeServiceInNoCodePlan } from './code-service-in-no-code-plan';
import { computeCountedOnce } from './compute-counted-once';
import { computeInstanceSingleNode } from './compute-instance-single-node';
import { confidentialDataStays } from './confidential-data-stays';
import { containerInstancesDevOnly } from './container-instances-dev-only';
import { copiesInsideNetwork } from './copies-inside-network';
import { copiesReadSomething } from './copies-read-something';
import { dataFactoryAzureMlActivity } from './data-factory-azure-ml-activity';
import { dataIsCatalogued } from './data-is-catalogued';
import { dataIsVersioned } from './data-is-versioned';
import { dataScaleFits } from './data-scale-fits';
import { databricksPremiumForSmallWork } from './databricks-premium-for-small-work';
import { decisionFitsChoice } from './decision-fits-choice';
import { definitionExportable } from './definition-exportable';
import { deploymentHasModel } from './deployment-has-model';
import { deploymentHasRegistry } from './deployment-has-registry';
import { designerClassicOnline } from './designer-classic-online';
import { designerComponentsMixed } from './designer-components-mixed';
import { devopsJobWait } from './devops-job-wait';
import { dsvmUnmanaged } from './dsvm-unmanaged';
import { edgeKeysFit } from './edge-keys-fit';
import { edgeKindFits } from './edge-kind-fits';
import { endpointIsMonitored } from './endpoint-is-monitored';
import { endpointTarget } from './endpoint-target';
import { environmentPinned } from './environment-pinned';
import { estateHasAlternative } from './estate-has-alternative';
import { eventEdgeSupported } from './event-edge-supported';
import { eventsSupported } from './events-supported';
import { experimentalDataCopy } from './experimental-data-copy';
import { exportsComplete } from './exports-complete';
import { fabricCapacityShared } from './fabric-capacity-shared';
import { fabricPipelineGaps } from './fabric-pipeline-gaps';
import { functionsLinuxConsumption } from './functions-linux-consumption';
import { glueBetween } from './glue-between';
import { gpuNeeded } from './gpu-needed';
import { gpuNotNeeded } from './gpu-not-needed';
import { gpuSizeEnded } from './gpu-size-ended';
import { growthBeyondLoad } from './growth-beyond-load';
import { hoursAddUp } from './hours-add-up';
import { identitiesInsteadOfKeys } from './identities-instead-of-keys';
import { imageHasRegistry } from './image-has-registry';
import { instanceIdleShutdown } from './instance-idle-shutdown';
import { jobsOnJobCompute } from './jobs-on-job-compute';
import { knownNames } from './known-names';
import { knownService } from './known-service';
import { localLimits } from './local-limits';
import { logicAppsDataFactoryOutcome } from './logic-apps-data-factory-outcome';
import { longTrainingKeepsCheckpoints } from './long-training-keeps-checkpoints';
import { machineSizeEnds } from './machine-size-ends';
import { machineSizePriced } from './machine-size-priced';
import { mlflow3OnAzureMl } from './mlflow-3-on-azure-ml';
import { mlflow3Removals } from './mlflow-3-removals';
import { mlflowLanguageLimits } from './mlflow-language-limits';
import { mlflowRegistryStages } from './mlflow-registry-stages';
import { modelBehindGateway } from './model-behind-gateway';
import { modelMonitoringSignals } from './model-monitoring-signals';
import { modelQualityMonitored } from './model-quality-monitored';
import { modelVersionRetires } from './model-version-retires';
import { modelsCrossByAStep } from './models-cross-by-a-step';
import { mostlyIdle } from './mostly-idle';
import { newVersionsBesideOld } from './new-versions-beside-old';
import { noCodeDefaults } from './no-code-defaults';
import { noCodeLimits } from './no-code-limits';
import { noCodeServiceInCodePlan } from './no-code-service-in-code-plan';
import { noControlCycle } from './no-control-cycle';
import { noDanglingEdge } from './no-dangling-edge';
import { noDataCycle } from './no-data-cycle';
import { noDeprecatedService } from './no-deprecated-service';
import { noDuplicateEdge } from './no-duplicate-edge';
import { noEndedSetting } from './no-ended-setting';
import { noOrphanNode } from './no-orphan-node';
import { noRetiredService } from './no-retired-service';
import { noSelfEdge } from './no-self-edge';
import { noSpareCapacityForDuty } from './no-spare-capacity-for-duty';
import { nodeStageFits } from './node-stage-fits';
import { notebookNeedsCompute } from './notebook-needs-compute';
import { oneMachineForAll } from './one-machine-for-all';
import { oneNodeDominates } from './one-node-dominates';
import { onePipelineForEverything } from './one-pipeline-for-everything';
import { oneRegion } from './one-region';
import { onelakeNotInAzureMl } from './onelake-not-in-azure-ml';
import { onlineEndpointIdle } from './online-endpoint-idle';
import { operationsBeyondTeam } from './operations-beyond-team';
import { orchestratorCanTrigger } from './orchestrator-can-trigger';
import { outboundApproved } from './outbound-approved';
import { overBudget } from './over-budget';
import { ownKeysForHighestClass } from './own-keys-for-highest-class';
import { packOutdated } from './pack-outdated';
import { packsLoaded } from './packs-loaded';
import { pipelineStartUp } from './pipeline-start-up';
import { preferredSuccessor } from './preferred-successor';
import { priceBookEdition } from './price-book-edition';
import { priceRegionKnown } from './price-region-known';
import { privateNetworkDrawn } from './private-network-drawn';
import { quotaForPeak } from './quota-for-peak';
import { reachedPrivately } from './reached-privately';
import { rebuiltFromFiles } from './rebuilt-from-files';
import { regionKnown } from './region-known';
import { regionStated } from './region-stated';
import { registryGetsModels } from './registry-gets-models';
import { releasePath } from './release-path';
import { releasesReachNetwork } from './releases-reach-network';
import { repositoryNotPublic } from './repository-not-public';
import { rerunsAreSafe } from './reruns-are-safe';
import { retriesAreLimited } from './retries-are-limited';
import { reviewNeedsStated } from './review-needs-stated';
import { rolesOnResources } from './roles-on-resources';
import { runsOnIsCompute } from './runs-on-is-compute';
import { runsOnRequired } from './runs-on-required';
import { runtimeReachesSource } from './runtime-reaches-source';
import { safeguardsFitService } from './safeguards-fit-service';
import { scheduleSupported } from './schedule-supported';
import { scoringMatchesVolume } from './scoring-matches-volume';
import { secondRegionForShortRecovery } from './second-region-for-short-recovery';
import { secretsInKeyVault } from './secrets-in-key-vault';
import { serviceRetiresSoon } from './service-retires-soon';
import { servingCovered } from './serving-covered';
import { servingNotAsked } from './serving-not-asked';
import { settingsFit } from './settings-fit';
import { skillMissing } from './skill-missing';
import { skillsUnstated } from './skills-unstated';
import { spareInstances } from './spare-instances';
import { sparkColdStart } from './spark-cold-start';
import { startedOnce } from './started-once';
import { storesCanBeRestored } from './stores-can-be-restored';
import { textsNotBlank } from './texts-not-blank';
import { tierHasPromise } from './tier-has-promise';
import { tooManyTechnologies } from './too-many-technologies';
import { trackingFitsPlatform } from './tracking-fits-platform';
import { trainingAndScoringReadAlike } from './training-and-scoring-read-alike';
import { trainingIsTracked } from './training-is-tracked';
import { trainingReadsData } from './training-reads-data';
import { triggerFitsOrchestrator } from './trigger-fits-orchestrator';
import { twoRegistries } from './two-registries';
import { usageComplete } from './usage-complete';
import { usageValuesFit } from './usage-values-fit';
import { warmForAvailability } from './warm-for-availability';
import { withinLimits } from './within-limits';
import { workIsStarted } from './work-is-started';
import { xConnector } from './x-connector';
import { zonesForHighAvailability } from './zones-for-high-availability';

/* The list of rules; `npm run new index` writes it. */

/** Every rule, in alphabetical order of its id. */
export const rules: readonly Rule[] = [
  accessToDataIsLogged,
  allStagesCovered,
  approachStated,
  approvalSupported,
  assumptionUsed,
  attachedComputeInPlan,
  availabilityAddsUp,
  availabilityHasAlerts,
  azureMlCronFields,
  batchEndpointStorage,
  bigDataNeedsDistribution,
  budgetWithUnknowns,
  clusterMinNodes,
  codeInRepository,
  codeServiceInNoCodePlan,
  computeCountedOnce,
  computeInstanceSingleNode,
  confidentialDataStays,
  containerInstancesDevOnly,
  copiesInsideNetwork,
  copiesReadSomething,
  dataFactoryAzureMlActivity,
  dataIsCatalogued,
  dataIsVersioned,
  dataScaleFits,
  databricksPremiumForSmallWork,
  decisionFitsChoice,
  definitionExportable,
  deploymentHasModel,
  deploymentHasRegistry,
  designerClassicOnline,
  designerComponentsMixed,
  devopsJobWait,
  dsvmUnmanaged,
  edgeKeysFit,
  edgeKindFits,
  endpointIsMonitored,
  endpointTarget,
  environmentPinned,
  estateHasAlternative,
  eventEdgeSupported,
  eventsSupported,
  experimentalDataCopy,
  exportsComplete,
  fabricCapacityShared,
  fabricPipelineGaps,
  functionsLinuxConsumption,
  glueBetween,
  gpuNeeded,
  gpuNotNeeded,
  gpuSizeEnded,
  growthBeyondLoad,
  hoursAddUp,
  identitiesInsteadOfKeys,
  imageHasRegistry,
  instanceIdleShutdown,
  jobsOnJobCompute,
  knownNames,
  knownService,
  localLimits,
  logicAppsDataFactoryOutcome,
  longTrainingKeepsCheckpoints,
  machineSizeEnds,
  machineSizePriced,
  mlflow3OnAzureMl,
  mlflow3Removals,
  mlflowLanguageLimits,
  mlflowRegistryStages,
  modelBehindGateway,
  modelMonitoringSignals,
  modelQualityMonitored,
  modelVersionRetires,
  modelsCrossByAStep,
  mostlyIdle,
  newVersionsBesideOld,
  noCodeDefaults,
  noCodeLimits,
  noCodeServiceInCodePlan,
  noControlCycle,
  noDanglingEdge,
  noDataCycle,
  noDeprecatedService,
  noDuplicateEdge,
  noEndedSetting,
  noOrphanNode,
  noRetiredService,
  noSelfEdge,
  noSpareCapacityForDuty,
  nodeStageFits,
  notebookNeedsCompute,
  oneMachineForAll,
  oneNodeDominates,
  onePipelineForEverything,
  oneRegion,
  onelakeNotInAzureMl,
  onlineEndpointIdle,
  operationsBeyondTeam,
  orchestratorCanTrigger,
  outboundApproved,
  overBudget,
  ownKeysForHighestClass,
  packOutdated,
  packsLoaded,
  pipelineStartUp,
  preferredSuccessor,
  priceBookEdition,
  priceRegionKnown,
  privateNetworkDrawn,
  quotaForPeak,
  reachedPrivately,
  rebuiltFromFiles,
  regionKnown,
  regionStated,
  registryGetsModels,
  releasePath,
  releasesReachNetwork,
  repositoryNotPublic,
  rerunsAreSafe,
  retriesAreLimited,
  reviewNeedsStated,
  rolesOnResources,
  runsOnIsCompute,
  runsOnRequired,
  runtimeReachesSource,
  safeguardsFitService,
  scheduleSupported,
  scoringMatchesVolume,
  secondRegionForShortRecovery,
  secretsInKeyVault,
  serviceRetiresSoon,
  servingCovered,
  servingNotAsked,
  settingsFit,
  skillMissing,
  skillsUnstated,
  spareInstances,
  sparkColdStart,
  startedOnce,
  storesCanBeRestored,
  textsNotBlank,
  tierHasPromise,
  tooManyTechnologies,
  trackingFitsPlatform,
  trainingAndScoringReadAlike,
  trainingIsTracked,
  trainingReadsData,
  triggerFitsOrchestrator,
  twoRegistries,
  usageComplete,
  usageValuesFit,
  warmForAvailability,
  withinLimits,
  workIsStarted,
  xConnector,
  zonesForHighAvailability,
];
