# Exported from reference-streaming.pipedraft.yaml.
terraform {
  required_version = ">= 1.11"

  required_providers {
    azapi = {
      source  = "Azure/azapi"
      version = "~> 2.5"
    }
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.40"
    }
  }

  # The state is in an account of its own. Who deploys needs the role "Storage Blob Data Contributor" on it.
  backend "azurerm" {
    resource_group_name  = "rg-reference-streaming-state"
    storage_account_name = "sttfreferencestreaming"
    container_name       = "state"
    key                  = "rg-reference-streaming.tfstate"
    use_azuread_auth     = true
  }
}

# The state keeps what other resources read, and no more.
provider "azapi" {
  disable_default_output = true
}

# It takes the subscription from ARM_SUBSCRIPTION_ID.
provider "azurerm" {
  features {}
}
