// Exported from reference-streaming.pipedraft.yaml. Nodes: gateway.
param gateway_id string
param gateway_clientId string
param location string
param gateway_port int
param gateway_image string

// gateway
resource gateway_environment 'Microsoft.App/managedEnvironments@2026-01-01' = {
  name: 'cae-reference-streaming-gateway'
  location: location
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    publicNetworkAccess: 'Enabled'
    workloadProfiles: [
      {
        name: 'machines'
        workloadProfileType: 'D4'
        minimumCount: 1
        maximumCount: 2
      }
    ]
  }
  tags: { 'pipedraft-node': 'gateway' }
}

// gateway
resource gateway 'Microsoft.App/containerApps@2026-01-01' = {
  name: 'ca-reference-streaming'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${gateway_id}': {} }
  }
  properties: {
    environmentId: gateway_environment.id
    workloadProfileName: 'machines'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: false, targetPort: gateway_port, transport: 'auto' }
    }
    template: {
      containers: [
        {
          name: 'gateway'
          image: gateway_image
          resources: { cpu: 1, memory: '2Gi' }
          env: [
            { name: 'AZURE_CLIENT_ID', value: gateway_clientId }
          ]
        }
      ]
      scale: { minReplicas: 0, maxReplicas: 2 }
    }
  }
  tags: { 'pipedraft-node': 'gateway' }
}
