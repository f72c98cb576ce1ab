import type { Rule } from '../rule';
import { allStagesCovered } from './all-stages-covered';
import { approachStated } from './approach-stated';
import { approvalSupported } from './approval-supported';
import { assumptionUsed } from './assumption-used';
import { attachedComputeInPlan } from './attached-compute-in-plan';
import { azureMlCronFields } from './azure-ml-cron-fields';
import { batchEndpointStorage } from './batch-endpoint-storage';
import { bigDataNeedsDistribution } from './big-data-needs-distribution';
import { budgetWithUnknowns } from './budget-with-unknowns';
import { clusterMinNodes } from './cluster-min-nodes';
import { codeInRepository } from './code-in-repository';
import { codeServiceInNoCodePlan } from './code-service-in-no-code-plan';
import { computeCountedOnce } from './compute-counted-once';
import { computeInstanceSingleNode } from './compute-instance-single-node';
import { containerInstancesDevOnly } from './container-instances-dev-only';
import { dataFactoryAzureMlActivity } from './data-factory-azure-ml-activity';
import { dataIsVersioned } from './data-is-versioned';
import { dataScaleFits } from './data-scale-fits';
import { databricksPremiumForSmallWork } from './databricks-premium-for-small-work';
import { definitionExportable } from './definition-exportable';
import { deploymentHasModel } from './deployment-has-model';
import { deploymentHasRegistry } from './deployment-has-registry';
import { designerClassicOnline } from './designer-classic-online';
import { designerComponentsMixed } from './designer-components-mixed';
import { devopsJobWait } from './devops-job-wait';
import { dsvmUnmanaged } from './dsvm-unmanaged';
import { edgeKindFits } from './edge-kind-fits';
import { endpointIsMonitored } from './endpoint-is-monitored';
import { endpointTarget } from './endpoint-target';
import { environmentPinned } from './environment-pinned';
import { estateHasAlternative } from './estate-has-alternative';
import { eventEdgeSupported } from './event-edge-supported';
import { eventsSupported } from './events-supported';
import { experimentalDataCopy } from './experimental-data-copy';
import { fabricPipelineGaps } from './fabric-pipeline-gaps';
import { functionsLinuxConsumption } from './functions-linux-consumption';
import { glueBetween } from './glue-between';
import { gpuNeeded } from './gpu-needed';
import { gpuNotNeeded } from './gpu-not-needed';
import { gpuSizeEnded } from './gpu-size-ended';
import { growthBeyondLoad } from './growth-beyond-load';
import { imageHasRegistry } from './image-has-registry';
import { instanceIdleShutdown } from './instance-idle-shutdown';
import { knownNames } from './known-names';
import { knownService } from './known-service';
import { localLimits } from './local-limits';
import { logicAppsDataFactoryOutcome } from './logic-apps-data-factory-outcome';
import { mlflow3OnAzureMl } from './mlflow-3-on-azure-ml';
import { mlflow3Removals } from './mlflow-3-removals';
import { mlflowLanguageLimits } from './mlflow-language-limits';
import { mlflowRegistryStages } from './mlflow-registry-stages';
import { modelMonitoringSignals } from './model-monitoring-signals';
import { modelQualityMonitored } from './model-quality-monitored';
import { mostlyIdle } from './mostly-idle';
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
import { nodeStageFits } from './node-stage-fits';
import { notebookNeedsCompute } from './notebook-needs-compute';
import { oneNodeDominates } from './one-node-dominates';
import { onePipelineForEverything } from './one-pipeline-for-everything';
import { oneRegion } from './one-region';
import { onelakeNotInAzureMl } from './onelake-not-in-azure-ml';
import { onlineEndpointIdle } from './online-endpoint-idle';
import { operationsBeyondTeam } from './operations-beyond-team';
import { orchestratorCanTrigger } from './orchestrator-can-trigger';
import { overBudget } from './over-budget';
import { packOutdated } from './pack-outdated';
import { packsLoaded } from './packs-loaded';
import { pipelineStartUp } from './pipeline-start-up';
import { preferredSuccessor } from './preferred-successor';
import { priceBookEdition } from './price-book-edition';
import { priceRegionKnown } from './price-region-known';
import { regionStated } from './region-stated';
import { releasePath } from './release-path';
import { runsOnIsCompute } from './runs-on-is-compute';
import { runsOnRequired } from './runs-on-required';
import { scheduleSupported } from './schedule-supported';
import { scoringMatchesVolume } from './scoring-matches-volume';
import { serviceRetiresSoon } from './service-retires-soon';
import { servingCovered } from './serving-covered';
import { servingNotAsked } from './serving-not-asked';
import { skillMissing } from './skill-missing';
import { skillsUnstated } from './skills-unstated';
import { sparkColdStart } from './spark-cold-start';
import { startedOnce } from './started-once';
import { textsNotBlank } from './texts-not-blank';
import { tooManyTechnologies } from './too-many-technologies';
import { trackingFitsPlatform } from './tracking-fits-platform';
import { trainingIsTracked } from './training-is-tracked';
import { triggerFitsOrchestrator } from './trigger-fits-orchestrator';
import { twoRegistries } from './two-registries';
import { usageComplete } from './usage-complete';
import { usageValuesFit } from './usage-values-fit';
import { xConnector } from './x-connector';

/** Every rule, in alphabetical order of its id. */
export const rules: readonly Rule[] = [
  allStagesCovered,
  approachStated,
  approvalSupported,
  assumptionUsed,
  attachedComputeInPlan,
  azureMlCronFields,
  batchEndpointStorage,
  bigDataNeedsDistribution,
  budgetWithUnknowns,
  clusterMinNodes,
  codeInRepository,
  codeServiceInNoCodePlan,
  computeCountedOnce,
  computeInstanceSingleNode,
  containerInstancesDevOnly,
  dataFactoryAzureMlActivity,
  dataIsVersioned,
  dataScaleFits,
  databricksPremiumForSmallWork,
  definitionExportable,
  deploymentHasModel,
  deploymentHasRegistry,
  designerClassicOnline,
  designerComponentsMixed,
  devopsJobWait,
  dsvmUnmanaged,
  edgeKindFits,
  endpointIsMonitored,
  endpointTarget,
  environmentPinned,
  estateHasAlternative,
  eventEdgeSupported,
  eventsSupported,
  experimentalDataCopy,
  fabricPipelineGaps,
  functionsLinuxConsumption,
  glueBetween,
  gpuNeeded,
  gpuNotNeeded,
  gpuSizeEnded,
  growthBeyondLoad,
  imageHasRegistry,
  instanceIdleShutdown,
  knownNames,
  knownService,
  localLimits,
  logicAppsDataFactoryOutcome,
  mlflow3OnAzureMl,
  mlflow3Removals,
  mlflowLanguageLimits,
  mlflowRegistryStages,
  modelMonitoringSignals,
  modelQualityMonitored,
  mostlyIdle,
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
  nodeStageFits,
  notebookNeedsCompute,
  oneNodeDominates,
  onePipelineForEverything,
  oneRegion,
  onelakeNotInAzureMl,
  onlineEndpointIdle,
  operationsBeyondTeam,
  orchestratorCanTrigger,
  overBudget,
  packOutdated,
  packsLoaded,
  pipelineStartUp,
  preferredSuccessor,
  priceBookEdition,
  priceRegionKnown,
  regionStated,
  releasePath,
  runsOnIsCompute,
  runsOnRequired,
  scheduleSupported,
  scoringMatchesVolume,
  serviceRetiresSoon,
  servingCovered,
  servingNotAsked,
  skillMissing,
  skillsUnstated,
  sparkColdStart,
  startedOnce,
  textsNotBlank,
  tooManyTechnologies,
  trackingFitsPlatform,
  trainingIsTracked,
  triggerFitsOrchestrator,
  twoRegistries,
  usageComplete,
  usageValuesFit,
  xConnector,
];
