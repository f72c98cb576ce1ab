# Exported from reference-streaming.pipedraft.yaml.
output "resource_group_name" {
  value = data.azurerm_resource_group.main.name
}

output "resource_ids" {
  description = "Ids of resources by node of the plan."
  value = {
    monitor = azapi_resource.monitor.id
    lake    = azapi_resource.lake.id
    hub     = azapi_resource.hub.id
    alerts  = azapi_resource.alerts.id
    gateway = azapi_resource.gateway.id
  }
}
