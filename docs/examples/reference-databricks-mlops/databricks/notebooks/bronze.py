# Databricks notebook source
# Exported from reference-databricks-mlops.pipedraft.yaml. Nodes: bronze.
# Title: Ingest and refine

# COMMAND ----------

dbutils.widgets.text("lake", "")
dbutils.widgets.text("tables", "")
parameters = {name: dbutils.widgets.get(name) for name in ["lake", "tables"]}

# COMMAND ----------

raise NotImplementedError("The work of bronze is not written yet.")
