# Databricks notebook source
# Exported from reference-databricks-mlops.pipedraft.yaml. Nodes: train.
# Title: Train and validate

# COMMAND ----------

dbutils.widgets.text("tables", "")
dbutils.widgets.text("models", "")
dbutils.widgets.text("runs", "")
parameters = {name: dbutils.widgets.get(name) for name in ["tables", "models", "runs"]}

# COMMAND ----------

raise NotImplementedError("The work of train is not written yet.")
