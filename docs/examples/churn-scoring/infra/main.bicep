// Exported from churn-scoring.pipedraft.yaml.
// Everything of the plan that is an Azure resource, in one resource group. A name that is taken fails the deployment: set
// exports.suffix in the plan.
targetScope = 'resourceGroup'

@description('The region of all resources that have no other. The plan states it in context.region.')
param location string = resourceGroup().location

@description('Recipients of alerts. Node watch, settings.notify.')
param watch_notify array

// nightly, score, watch
module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    location: location
    watch_notify: watch_notify
  }
}

// lake, scores
module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    location: location
  }
}

// nightly, watch
module dataFactory 'modules/data-factory.bicep' = {
  name: 'data-factory'
  params: {
    location: location
    watch_id: monitoring.outputs.watch_id // nightly > watch
  }
}

// customers, explore, train, cluster, runs, models, score, drift
module applicationInsights 'modules/application-insights.bicep' = {
  name: 'application-insights'
  params: {
    watch_id: monitoring.outputs.watch_id
    location: location
  }
}

// customers, explore, train, cluster, runs, models, score, drift
module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    location: location
  }
}

// customers, explore, train, cluster, runs, models, score, drift
module containerRegistry 'modules/container-registry.bicep' = {
  name: 'container-registry'
  params: {
    location: location
  }
}

// cluster
module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: {
    location: location
  }
}

// lake, customers, explore, train, cluster, runs, models, score, scores, drift, watch
module machineLearning 'modules/machine-learning.bicep' = {
  name: 'machine-learning'
  params: {
    location: location
    vault_id: keyVault.outputs.vault_id
    insights_id: applicationInsights.outputs.insights_id
    registry_id: containerRegistry.outputs.registry_id
    lake_name: storage.outputs.lake_name // lake > customers, lake > score
    scores_name: storage.outputs.scores_name // score > scores, scores > drift
    cluster_id: identities.outputs.cluster_id
    watch_id: monitoring.outputs.watch_id // score > watch
  }
}

// nightly, copy-orders, copy-usage, lake, customers, train, score, scores, drift
module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    lake_name: storage.outputs.lake_name // copy-orders > lake, copy-usage > lake
    nightly_principalId: dataFactory.outputs.nightly_principalId // copy-orders > lake, copy-usage > lake, nightly > score, …
    workspace_principalId: machineLearning.outputs.workspace_principalId // lake > customers, scores > drift
    cluster_principalId: identities.outputs.cluster_principalId // lake > customers, customers > train, lake > score, …
    workspace_name: machineLearning.outputs.workspace_name // nightly > score
    scores_name: storage.outputs.scores_name // score > scores
  }
}
