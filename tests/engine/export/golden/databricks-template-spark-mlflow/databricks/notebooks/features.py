# Databricks notebook source
# Exported from template-spark-mlflow.pipedraft.yaml. Nodes: features.
# Title: Daily features

# COMMAND ----------

dbutils.widgets.text("landing", "")
dbutils.widgets.text("tables", "")
parameters = {name: dbutils.widgets.get(name) for name in ["landing", "tables"]}

# COMMAND ----------

raise NotImplementedError("The work of features is not written yet.")
