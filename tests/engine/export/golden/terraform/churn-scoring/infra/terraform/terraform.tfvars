# Exported from churn-scoring.pipedraft.yaml.
location     = "westeurope"
watch_notify = "GAP(watch.notify)"
