# Exported from churn-scoring.pipedraft.yaml. Nodes: cluster.
# Who the services of the plan run as. The file of roles says what each may do.

# cluster
resource "azapi_resource" "cluster_identity" {
  type                      = "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "id-churn-scoring-cluster"
  location                  = local.location
  schema_validation_enabled = false
  response_export_values    = ["properties.principalId"]
  body = {
    properties = {}
  }
  tags = { "pipedraft-node" = "cluster" }
}
