# Exported from churn-scoring.pipedraft.yaml. Nodes: lake, scores.
# Storage accounts and their containers. The file of roles says who may read and write.

# lake
resource "azapi_resource" "lake" {
  type                      = "Microsoft.Storage/storageAccounts@2026-04-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "stchurnscoringlake"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    kind = "StorageV2"
    sku  = { name = "Standard_ZRS" }
    properties = {
      accessTier               = "Hot"
      allowBlobPublicAccess    = false
      allowSharedKeyAccess     = false
      isHnsEnabled             = true
      minimumTlsVersion        = "TLS1_2"
      supportsHttpsTrafficOnly = true
      publicNetworkAccess      = "Enabled"
    }
  }
  tags = { "pipedraft-node" = "lake", owner = "Data platform" }
}

# lake
resource "azapi_update_resource" "lake_blobs" {
  type      = "Microsoft.Storage/storageAccounts/blobServices@2026-04-01"
  parent_id = azapi_resource.lake.id
  name      = "default"
  body = {
    properties = {}
  }
}

# lake
resource "azapi_resource" "lake_container" {
  type                      = "Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01"
  parent_id                 = azapi_update_resource.lake_blobs.id
  name                      = "lake"
  schema_validation_enabled = false
  body = {
    properties = { publicAccess = "None" }
  }
}

# scores
resource "azapi_resource" "scores" {
  type                      = "Microsoft.Storage/storageAccounts@2026-04-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "stchurnscoringscores"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    kind = "StorageV2"
    sku  = { name = "Standard_LRS" }
    properties = {
      accessTier               = "Hot"
      allowBlobPublicAccess    = false
      allowSharedKeyAccess     = false
      isHnsEnabled             = false
      minimumTlsVersion        = "TLS1_2"
      supportsHttpsTrafficOnly = true
      publicNetworkAccess      = "Enabled"
    }
  }
  tags = { "pipedraft-node" = "scores" }
}

# scores
resource "azapi_update_resource" "scores_blobs" {
  type      = "Microsoft.Storage/storageAccounts/blobServices@2026-04-01"
  parent_id = azapi_resource.scores.id
  name      = "default"
  body = {
    properties = {}
  }
}

# scores
resource "azapi_resource" "scores_container" {
  type                      = "Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01"
  parent_id                 = azapi_update_resource.scores_blobs.id
  name                      = "scores"
  schema_validation_enabled = false
  body = {
    properties = { publicAccess = "None" }
  }
}
