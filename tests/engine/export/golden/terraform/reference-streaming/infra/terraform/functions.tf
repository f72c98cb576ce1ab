# Exported from reference-streaming.pipedraft.yaml. Nodes: alerts.
# Function apps with their plans. Their code comes from other files.

# alerts
resource "azapi_resource" "alerts_store" {
  type                      = "Microsoft.Storage/storageAccounts@2026-04-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "streferencestreaminguvqv"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    kind = "StorageV2"
    sku  = { name = "Standard_LRS" }
    properties = {
      allowBlobPublicAccess    = false
      allowSharedKeyAccess     = false
      minimumTlsVersion        = "TLS1_2"
      supportsHttpsTrafficOnly = true
    }
  }
  tags = { "pipedraft-implied" = "azure-functions" }
}

# alerts
resource "azapi_resource" "alerts_plan" {
  type                      = "Microsoft.Web/serverfarms@2024-11-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "asp-reference-streaming-alerts"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    kind       = "functionapp"
    sku        = { name = "FC1", tier = "FlexConsumption" }
    properties = { reserved = true }
  }
  tags = { "pipedraft-node" = "alerts" }
}

# alerts
resource "azapi_update_resource" "alerts_blobs" {
  type      = "Microsoft.Storage/storageAccounts/blobServices@2026-04-01"
  parent_id = azapi_resource.alerts_store.id
  name      = "default"
  body = {
    properties = {}
  }
}

# alerts
resource "azapi_resource" "alerts_packages" {
  type                      = "Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01"
  parent_id                 = azapi_update_resource.alerts_blobs.id
  name                      = "packages"
  schema_validation_enabled = false
  body = {
    properties = { publicAccess = "None" }
  }
}

# alerts
resource "azapi_resource" "alerts" {
  type                      = "Microsoft.Web/sites@2024-11-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "func-reference-streaming"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    kind = "functionapp,linux"
    properties = {
      serverFarmId        = azapi_resource.alerts_plan.id
      httpsOnly           = true
      publicNetworkAccess = "Enabled"
      functionAppConfig = {
        deployment = {
          storage = {
            type  = "blobContainer"
            value = "https://${azapi_resource.alerts_store.name}.blob.${var.storage_suffix}/${azapi_resource.alerts_packages.name}"
            authentication = {
              type                           = "UserAssignedIdentity"
              userAssignedIdentityResourceId = azapi_resource.alerts_identity.id
            }
          }
        }
        runtime             = { name = "python", version = "3.11" }
        scaleAndConcurrency = { instanceMemoryMB = 2048, maximumInstanceCount = 100 }
      }
      siteConfig = {
        minTlsVersion = "1.2"
        appSettings = [
          { name = "AzureWebJobsStorage__accountName", value = azapi_resource.alerts_store.name },
          { name = "AzureWebJobsStorage__credential", value = "managedidentity" },
          {
            name  = "AzureWebJobsStorage__clientId"
            value = azapi_resource.alerts_identity.output.properties.clientId
          },
          {
            name  = "AZURE_CLIENT_ID"
            value = azapi_resource.alerts_identity.output.properties.clientId
          },
        ]
      }
    }
  }
  tags = { "pipedraft-node" = "alerts" }

  identity {
    type         = "UserAssigned"
    identity_ids = [azapi_resource.alerts_identity.id]
  }
}
