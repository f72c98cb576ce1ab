// Exported from reference-streaming.pipedraft.yaml. Nodes: gateway, alerts.
// Who the services of the plan run as. The file of roles says what each may do.
param location string

// alerts
resource alerts 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-reference-streaming-alerts'
  location: location
  properties: {}
  tags: { 'pipedraft-node': 'alerts' }
}

// gateway
resource gateway 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-reference-streaming-gateway'
  location: location
  properties: {}
  tags: { 'pipedraft-node': 'gateway' }
}

output alerts_id string = alerts.id
output alerts_clientId string = alerts.properties.clientId
output gateway_id string = gateway.id
output gateway_clientId string = gateway.properties.clientId
output gateway_principalId string = gateway.properties.principalId
output alerts_principalId string = alerts.properties.principalId
