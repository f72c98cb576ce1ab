# Exported from churn-scoring.pipedraft.yaml. Nodes: nightly, copy-orders, copy-usage, lake, customers, train, score, scores, drift.
# Who may do what. A line names the edges that a role comes from.

# copy-orders > lake, copy-usage > lake
resource "azurerm_role_assignment" "nightly_blobContributor_lake" {
  scope              = azapi_resource.lake.id
  role_definition_id = local.blobContributor
  principal_id       = azapi_resource.nightly.identity[0].principal_id
  principal_type     = "ServicePrincipal"
}

# lake > customers
resource "azurerm_role_assignment" "workspace_blobReader_lake" {
  scope              = azapi_resource.lake.id
  role_definition_id = local.blobReader
  principal_id       = azapi_resource.workspace.identity[0].principal_id
  principal_type     = "ServicePrincipal"
}

# lake > customers, customers > train, lake > score
resource "azurerm_role_assignment" "cluster_blobReader_lake" {
  scope              = azapi_resource.lake.id
  role_definition_id = local.blobReader
  principal_id       = azapi_resource.cluster_identity.output.properties.principalId
  principal_type     = "ServicePrincipal"
}

# nightly > score
resource "azurerm_role_assignment" "nightly_dataScientist_workspace" {
  scope              = azapi_resource.workspace.id
  role_definition_id = local.dataScientist
  principal_id       = azapi_resource.nightly.identity[0].principal_id
  principal_type     = "ServicePrincipal"
}

# score > scores
resource "azurerm_role_assignment" "cluster_blobContributor_scores" {
  scope              = azapi_resource.scores.id
  role_definition_id = local.blobContributor
  principal_id       = azapi_resource.cluster_identity.output.properties.principalId
  principal_type     = "ServicePrincipal"
}

# score > scores, nightly > score
resource "azurerm_role_assignment" "nightly_blobContributor_scores" {
  scope              = azapi_resource.scores.id
  role_definition_id = local.blobContributor
  principal_id       = azapi_resource.nightly.identity[0].principal_id
  principal_type     = "ServicePrincipal"
}

# scores > drift
resource "azurerm_role_assignment" "workspace_blobReader_scores" {
  scope              = azapi_resource.scores.id
  role_definition_id = local.blobReader
  principal_id       = azapi_resource.workspace.identity[0].principal_id
  principal_type     = "ServicePrincipal"
}
