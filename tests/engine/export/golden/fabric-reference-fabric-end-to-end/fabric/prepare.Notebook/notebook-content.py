# Fabric notebook source

# METADATA ********************

# META {
# META   "kernel_info": {
# META     "name": "synapse_pyspark"
# META   },
# META   "dependencies": {
# META     "lakehouse": {
# META       "default_lakehouse": "95ecd205-6e24-8328-b439-4ff907066e93",
# META       "default_lakehouse_name": "reference_fabric_end_to_end",
# META       "default_lakehouse_workspace_id": "00000000-0000-0000-0000-000000000000",
# META       "known_lakehouses": [
# META         {
# META           "id": "95ecd205-6e24-8328-b439-4ff907066e93"
# META         }
# META       ]
# META     }
# META   }
# META }

# MARKDOWN ********************

# Exported from reference-fabric-end-to-end.pipedraft.yaml. Nodes: prepare.
# Clean and build features

# CELL ********************

raise NotImplementedError("The work of prepare is not written yet.")

# METADATA ********************

# META {
# META   "language": "python",
# META   "language_group": "synapse_pyspark"
# META }
