# Databricks notebook source
# Exported from reference-databricks-mlops.pipedraft.yaml. Nodes: score.
# Title: Batch inference

# COMMAND ----------

dbutils.widgets.text("tables", "")
dbutils.widgets.text("models", "")
dbutils.widgets.text("results", "")
parameters = {name: dbutils.widgets.get(name) for name in ["tables", "models", "results"]}

# COMMAND ----------

raise NotImplementedError("The work of score is not written yet.")
