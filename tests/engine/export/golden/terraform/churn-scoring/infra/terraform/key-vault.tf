# Exported from churn-scoring.pipedraft.yaml. Nodes: customers, explore, train, cluster, runs, models, score, drift.
resource "azapi_resource" "vault" {
  type                      = "Microsoft.KeyVault/vaults@2026-02-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "kvchurnscoring"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      tenantId                = data.azurerm_client_config.current.tenant_id
      sku                     = { family = "A", name = "standard" }
      enableRbacAuthorization = true
      enableSoftDelete        = true
    }
  }
  tags = { "pipedraft-implied" = "azure-ml-workspace" }
}
