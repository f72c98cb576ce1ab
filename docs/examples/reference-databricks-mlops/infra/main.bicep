// Exported from reference-databricks-mlops.pipedraft.yaml.
// Everything of the plan that is an Azure resource, in one resource group. A name that is taken fails the deployment: set
// exports.suffix in the plan.
targetScope = 'resourceGroup'

@description('The region of all resources that have no other. The plan states it in context.region.')
param location string = resourceGroup().location

@description('Recipients of alerts. Node monitor, settings.notify.')
param monitor_notify array

// score, monitor
module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    location: location
    monitor_notify: monitor_notify
  }
}

// lake
module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    location: location
  }
}

// bronze, tables, explore, train, runs, models, score, serve, results, profile, monitor
module databricks 'modules/databricks.bicep' = {
  name: 'databricks'
  params: {
    location: location
    monitor_id: monitoring.outputs.monitor_id // score > monitor, serve > monitor, train > monitor
  }
}

// lake, bronze
module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    lake_name: storage.outputs.lake_name // lake > bronze
    connector_principalId: databricks.outputs.connector_principalId // lake > bronze
  }
}
