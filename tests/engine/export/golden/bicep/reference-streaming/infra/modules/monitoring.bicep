// Exported from reference-streaming.pipedraft.yaml. Nodes: score, monitor.
// The log workspace, the recipients of alerts, and the alerts on logs.
param location string
param monitor_notify array

// monitor
resource monitor 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: 'log-reference-streaming'
  location: location
  properties: {
    retentionInDays: 31
    sku: { name: 'PerGB2018' }
  }
  tags: { 'pipedraft-node': 'monitor' }
}

// monitor
resource monitor_people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-reference-streaming'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: 'referencestr' // 12 characters at most
    emailReceivers: [for email in monitor_notify: {
      name: email
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
  tags: { 'pipedraft-node': 'monitor' }
}

// monitor, score > monitor
// Its rows do not say which node they are from.
resource monitor_score_failed 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'score-failed'
  location: location
  properties: {
    displayName: 'A job of Databricks failed: Score the stream or another'
    enabled: true
    severity: 1
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    scopes: [monitor.id]
    skipQueryValidation: true // the table comes with the first run
    criteria: {
      allOf: [
        {
          query: 'DatabricksJobs | where ActionName == "runFailed"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: {
      actionGroups: [monitor_people.id]
    }
  }
  tags: { 'pipedraft-node': 'monitor' }
}

output monitor_id string = monitor.id
