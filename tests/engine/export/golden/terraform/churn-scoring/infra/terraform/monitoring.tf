# Exported from churn-scoring.pipedraft.yaml. Nodes: nightly, score, watch.
# The log workspace, the recipients of alerts, and the alerts on logs.

# watch
resource "azapi_resource" "watch" {
  type                      = "Microsoft.OperationalInsights/workspaces@2025-07-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "log-churn-scoring"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      retentionInDays = 31
      sku             = { name = "PerGB2018" }
    }
  }
  tags = { "pipedraft-node" = "watch" }
}

# watch
resource "azapi_resource" "watch_people" {
  type                      = "Microsoft.Insights/actionGroups@2023-01-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "ag-churn-scoring"
  location                  = "global"
  schema_validation_enabled = false
  body = {
    properties = {
      enabled = true
      # 12 characters at most
      groupShortName = "churnscoring"
      emailReceivers = [for email in var.watch_notify : {
        name                 = email
        emailAddress         = email
        useCommonAlertSchema = true
      }]
    }
  }
  tags = { "pipedraft-node" = "watch" }
}

# watch, nightly > watch
resource "azapi_resource" "watch_nightly_failed" {
  type                      = "Microsoft.Insights/scheduledQueryRules@2026-03-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "nightly-failed"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      displayName         = "Nightly window: failed"
      enabled             = true
      severity            = 1
      evaluationFrequency = "PT5M"
      windowSize          = "PT15M"
      scopes              = [azapi_resource.watch.id]
      # the table comes with the first run
      skipQueryValidation = true
      criteria = {
        allOf = [
          {
            query           = "ADFPipelineRun | where PipelineName == \"nightly\" and Status == \"Failed\""
            timeAggregation = "Count"
            operator        = "GreaterThan"
            threshold       = 0
          },
        ]
      }
      actions = {
        actionGroups = [azapi_resource.watch_people.id]
      }
    }
  }
  tags = { "pipedraft-node" = "watch" }
}

# watch, nightly > watch
resource "azapi_resource" "watch_nightly_late" {
  type                      = "Microsoft.Insights/scheduledQueryRules@2026-03-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "nightly-late"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      displayName         = "Nightly window: no success in 30 hours"
      enabled             = true
      severity            = 2
      evaluationFrequency = "PT15M"
      windowSize          = "P2D"
      scopes              = [azapi_resource.watch.id]
      # the table comes with the first run
      skipQueryValidation = true
      criteria = {
        allOf = [
          {
            query           = "ADFPipelineRun | where PipelineName == \"nightly\" and Status == \"Succeeded\" and TimeGenerated > ago(1800m)"
            timeAggregation = "Count"
            operator        = "LessThan"
            threshold       = 1
          },
        ]
      }
      actions = {
        actionGroups = [azapi_resource.watch_people.id]
      }
    }
  }
  tags = { "pipedraft-node" = "watch" }
}

# watch, score > watch
# Its rows do not say which node they are from.
resource "azapi_resource" "watch_score_failed" {
  type                      = "Microsoft.Insights/scheduledQueryRules@2026-03-01"
  parent_id                 = data.azurerm_resource_group.main.id
  name                      = "score-failed"
  location                  = local.location
  schema_validation_enabled = false
  body = {
    properties = {
      displayName         = "An Azure ML job failed: Score all customers or another"
      enabled             = true
      severity            = 1
      evaluationFrequency = "PT5M"
      windowSize          = "PT15M"
      scopes              = [azapi_resource.watch.id]
      # the table comes with the first run
      skipQueryValidation = true
      criteria = {
        allOf = [
          {
            query           = "AmlRunStatusChangedEvent | where Status == \"Failed\""
            timeAggregation = "Count"
            operator        = "GreaterThan"
            threshold       = 0
          },
        ]
      }
      actions = {
        actionGroups = [azapi_resource.watch_people.id]
      }
    }
  }
  tags = { "pipedraft-node" = "watch" }
}
