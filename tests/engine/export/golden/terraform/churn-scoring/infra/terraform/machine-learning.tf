# Exported from churn-scoring.pipedraft.yaml. Nodes: lake, customers, explore, train, cluster, runs, models, score, scores, drift, watch.
# Azure ML: the workspace, its datastores and computes. Jobs, models and endpoints are not here.

resource "azapi_resource" "store" {
  type                      = "Microsoft.Storage/storageAccounts@2026-04-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "stmlchurnscoring"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    kind = "StorageV2"
    sku  = { name = "Standard_LRS" }
    properties = {
      allowBlobPublicAccess    = false
      minimumTlsVersion        = "TLS1_2"
      supportsHttpsTrafficOnly = true
    }
  }
  tags = { "pipedraft-implied" = "azure-ml-workspace" }
}

# The plan has no node for the workspace that its Azure ML nodes need, nor for what the workspace needs. They have the tag
# pipedraft-implied and are not in the cost of the plan.
resource "azapi_resource" "workspace" {
  type                      = "Microsoft.MachineLearningServices/workspaces@2025-12-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "mlw-churn-scoring"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    sku = { name = "Basic", tier = "Basic" }
    properties = {
      friendlyName        = "Churn scoring"
      storageAccount      = azapi_resource.store.id
      keyVault            = azapi_resource.vault.id
      applicationInsights = azapi_resource.insights.id
      containerRegistry   = azapi_resource.registry.id
    }
  }
  tags = { "pipedraft-implied" = "azure-ml-workspace" }

  identity {
    type = "SystemAssigned"
  }
}

# lake > customers, lake > score
resource "azapi_resource" "lake_datastore" {
  type                      = "Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01"
  parent_id                 = azapi_resource.workspace.id
  name                      = "lake"
  schema_validation_enabled = false
  body = {
    properties = {
      datastoreType = "AzureDataLakeGen2"
      accountName   = azapi_resource.lake.name
      filesystem    = "lake"
      endpoint      = var.storage_suffix
      protocol      = "https"
      credentials   = { credentialsType = "None" }
      tags          = { "pipedraft-node" = "lake" }
    }
  }
}

# score > scores, scores > drift
resource "azapi_resource" "scores_datastore" {
  type                      = "Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01"
  parent_id                 = azapi_resource.workspace.id
  name                      = "scores"
  schema_validation_enabled = false
  body = {
    properties = {
      datastoreType = "AzureBlob"
      accountName   = azapi_resource.scores.name
      containerName = "scores"
      endpoint      = var.storage_suffix
      protocol      = "https"
      credentials   = { credentialsType = "None" }
      tags          = { "pipedraft-node" = "scores" }
    }
  }
}

# cluster, score > cluster, train > cluster
resource "azapi_resource" "cluster" {
  type                      = "Microsoft.MachineLearningServices/workspaces/computes@2025-12-01"
  parent_id                 = azapi_resource.workspace.id
  name                      = "cluster"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      computeType = "AmlCompute"
      description = "CPU cluster"
      properties = {
        vmSize        = "Standard_D8ds_v4"
        vmPriority    = "Dedicated"
        scaleSettings = { minNodeCount = 0, maxNodeCount = 4, nodeIdleTimeBeforeScaleDown = "PT2M" }
      }
    }
  }
  tags = { "pipedraft-node" = "cluster" }

  identity {
    type         = "UserAssigned"
    identity_ids = [azapi_resource.cluster_identity.id]
  }
}

# score > watch
resource "azapi_resource" "workspace_to_watch" {
  type                      = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview"
  parent_id                 = azapi_resource.workspace.id
  name                      = "watch"
  schema_validation_enabled = false
  body = {
    properties = {
      workspaceId = azapi_resource.watch.id
      logs = [
        { categoryGroup = "allLogs", enabled = true },
      ]
    }
  }
}
