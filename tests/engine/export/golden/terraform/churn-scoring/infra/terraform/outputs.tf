# Exported from churn-scoring.pipedraft.yaml.
output "resource_group_name" {
  value = data.azurerm_resource_group.main.name
}

output "resource_ids" {
  description = "Ids of resources by node of the plan."
  value = {
    watch   = azapi_resource.watch.id
    lake    = azapi_resource.lake.id
    scores  = azapi_resource.scores.id
    nightly = azapi_resource.nightly.id
    cluster = azapi_resource.cluster.id
  }
}
