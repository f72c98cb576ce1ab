// Exported from churn-scoring.pipedraft.yaml. Nodes: nightly, score, watch.
// The log workspace, the recipients of alerts, and the alerts on logs.
param location string
param watch_notify array

// watch
resource watch 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: 'log-churn-scoring'
  location: location
  properties: {
    retentionInDays: 31
    sku: { name: 'PerGB2018' }
  }
  tags: { 'pipedraft-node': 'watch' }
}

// watch
resource watch_people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-churn-scoring'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: 'churnscoring' // 12 characters at most
    emailReceivers: [for email in watch_notify: {
      name: email
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
  tags: { 'pipedraft-node': 'watch' }
}

// watch, nightly > watch
resource watch_nightly_failed 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'nightly-failed'
  location: location
  properties: {
    displayName: 'Nightly window: failed'
    enabled: true
    severity: 1
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    scopes: [watch.id]
    skipQueryValidation: true // the table comes with the first run
    criteria: {
      allOf: [
        {
          query: 'ADFPipelineRun | where PipelineName == "nightly" and Status == "Failed"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: {
      actionGroups: [watch_people.id]
    }
  }
  tags: { 'pipedraft-node': 'watch' }
}

// watch, nightly > watch
resource watch_nightly_late 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'nightly-late'
  location: location
  properties: {
    displayName: 'Nightly window: no success in 30 hours'
    enabled: true
    severity: 2
    evaluationFrequency: 'PT15M'
    windowSize: 'P2D'
    scopes: [watch.id]
    skipQueryValidation: true // the table comes with the first run
    criteria: {
      allOf: [
        {
          query: 'ADFPipelineRun | where PipelineName == "nightly" and Status == "Succeeded" and TimeGenerated > ago(1800m)'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
        }
      ]
    }
    actions: {
      actionGroups: [watch_people.id]
    }
  }
  tags: { 'pipedraft-node': 'watch' }
}

// watch, score > watch
// Its rows do not say which node they are from.
resource watch_score_failed 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'score-failed'
  location: location
  properties: {
    displayName: 'An Azure ML job failed: Score all customers or another'
    enabled: true
    severity: 1
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    scopes: [watch.id]
    skipQueryValidation: true // the table comes with the first run
    criteria: {
      allOf: [
        {
          query: 'AmlRunStatusChangedEvent | where Status == "Failed"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: {
      actionGroups: [watch_people.id]
    }
  }
  tags: { 'pipedraft-node': 'watch' }
}

output watch_id string = watch.id
