# Exported from churn-scoring.pipedraft.yaml.
# Who deploys has rights in this group, so it is there before.
data "azurerm_resource_group" "main" {
  name = var.resource_group_name
}

locals {
  location = coalesce(var.location, data.azurerm_resource_group.main.location)
}

data "azurerm_subscription" "current" {}

data "azurerm_client_config" "current" {}

# Roles that are built into Azure.
locals {
  blobContributor = "${data.azurerm_subscription.current.id}/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe"
  blobReader      = "${data.azurerm_subscription.current.id}/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"
  dataScientist   = "${data.azurerm_subscription.current.id}/providers/Microsoft.Authorization/roleDefinitions/f6c7c914-8db3-469d-8ca1-694a8f32e121"
}
