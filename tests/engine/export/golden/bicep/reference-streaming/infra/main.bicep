// Exported from reference-streaming.pipedraft.yaml.
// Everything of the plan that is an Azure resource, in one resource group. A name that is taken fails the deployment: set
// exports.suffix in the plan.
targetScope = 'resourceGroup'

@description('The region of all resources that have no other. The plan states it in context.region.')
param location string = resourceGroup().location

@description('Port. Node gateway, settings.port.')
param gateway_port int

@description('Image. Node gateway, settings.image.')
param gateway_image string

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

// hub
module eventHubs 'modules/event-hubs.bicep' = {
  name: 'event-hubs'
  params: {
    location: location
  }
}

// gateway, alerts
module identities 'modules/identities.bicep' = {
  name: 'identities'
  params: {
    location: location
  }
}

// alerts
module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    alerts_id: identities.outputs.alerts_id
    alerts_clientId: identities.outputs.alerts_clientId
    location: location
  }
}

// score, features, tables, explore, train, runs, models, profile, monitor
module databricks 'modules/databricks.bicep' = {
  name: 'databricks'
  params: {
    location: location
    monitor_id: monitoring.outputs.monitor_id // score > monitor, train > monitor
  }
}

// gateway, hub, lake, score, alerts
module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: {
    hub_name: eventHubs.outputs.hub_name // gateway > hub
    gateway_principalId: identities.outputs.gateway_principalId // gateway > hub
    connector_principalId: databricks.outputs.connector_principalId // hub > score, score > lake
    lake_name: storage.outputs.lake_name // score > lake
    alerts_store_name: functions.outputs.alerts_store_name
    alerts_principalId: identities.outputs.alerts_principalId
  }
}

// gateway
module containerApps 'modules/container-apps.bicep' = {
  name: 'container-apps'
  params: {
    gateway_id: identities.outputs.gateway_id
    gateway_clientId: identities.outputs.gateway_clientId
    location: location
    gateway_port: gateway_port
    gateway_image: gateway_image
  }
  dependsOn: [roles]
}
