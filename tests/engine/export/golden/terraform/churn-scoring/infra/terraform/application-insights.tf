# Exported from churn-scoring.pipedraft.yaml. Nodes: customers, explore, train, cluster, runs, models, score, drift.
resource "azapi_resource" "insights" {
  type                      = "Microsoft.Insights/components@2020-02-02"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "appi-churn-scoring"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    kind       = "web"
    properties = { Application_Type = "web", WorkspaceResourceId = azapi_resource.watch.id }
  }
  tags = { "pipedraft-implied" = "azure-ml-workspace" }
}
