# Exported from reference-streaming.pipedraft.yaml. Nodes: gateway.
# gateway
resource "azapi_resource" "gateway_environment" {
  type                      = "Microsoft.App/managedEnvironments@2026-01-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "cae-reference-streaming-gateway"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      appLogsConfiguration = { destination = "azure-monitor" }
      publicNetworkAccess  = "Enabled"
      workloadProfiles = [
        {
          name                = "machines"
          workloadProfileType = "D4"
          minimumCount        = 1
          maximumCount        = 2
        },
      ]
    }
  }
  tags = { "pipedraft-node" = "gateway" }
}

# gateway
resource "azapi_resource" "gateway" {
  type                      = "Microsoft.App/containerApps@2026-01-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "ca-reference-streaming"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      environmentId       = azapi_resource.gateway_environment.id
      workloadProfileName = "machines"
      configuration = {
        activeRevisionsMode = "Single"
        ingress             = { external = false, targetPort = var.gateway_port, transport = "auto" }
      }
      template = {
        containers = [
          {
            name      = "gateway"
            image     = var.gateway_image
            resources = { cpu = 1, memory = "2Gi" }
            env = [
              {
                name  = "AZURE_CLIENT_ID"
                value = azapi_resource.gateway_identity.output.properties.clientId
              },
            ]
          },
        ]
        scale = { minReplicas = 0, maxReplicas = 2 }
      }
    }
  }
  tags = { "pipedraft-node" = "gateway" }

  identity {
    type         = "UserAssigned"
    identity_ids = [azapi_resource.gateway_identity.id]
  }

  depends_on = [azurerm_role_assignment.gateway_eventHubsSender_hub]
}
