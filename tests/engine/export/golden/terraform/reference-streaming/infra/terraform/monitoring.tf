# Exported from reference-streaming.pipedraft.yaml. Nodes: score, monitor.
# The log workspace, the recipients of alerts, and the alerts on logs.

# monitor
resource "azapi_resource" "monitor" {
  type                      = "Microsoft.OperationalInsights/workspaces@2025-07-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "log-reference-streaming"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      retentionInDays = 31
      sku             = { name = "PerGB2018" }
    }
  }
  tags = { "pipedraft-node" = "monitor" }
}

# monitor
resource "azapi_resource" "monitor_people" {
  type                      = "Microsoft.Insights/actionGroups@2023-01-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "ag-reference-streaming"
  location                  = "global"
  schema_validation_enabled = false
  body = {
    properties = {
      enabled = true
      # 12 characters at most
      groupShortName = "referencestr"
      emailReceivers = [for email in var.monitor_notify : {
        name                 = email
        emailAddress         = email
        useCommonAlertSchema = true
      }]
    }
  }
  tags = { "pipedraft-node" = "monitor" }
}

# monitor, score > monitor
# Its rows do not say which node they are from.
resource "azapi_resource" "monitor_score_failed" {
  type                      = "Microsoft.Insights/scheduledQueryRules@2026-03-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "score-failed"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      displayName         = "A job of Databricks failed: Score the stream or another"
      enabled             = true
      severity            = 1
      evaluationFrequency = "PT5M"
      windowSize          = "PT15M"
      scopes              = [azapi_resource.monitor.id]
      # the table comes with the first run
      skipQueryValidation = true
      criteria = {
        allOf = [
          {
            query           = "DatabricksJobs | where ActionName == \"runFailed\""
            timeAggregation = "Count"
            operator        = "GreaterThan"
            threshold       = 0
          },
        ]
      }
      actions = {
        actionGroups = [azapi_resource.monitor_people.id]
      }
    }
  }
  tags = { "pipedraft-node" = "monitor" }
}
