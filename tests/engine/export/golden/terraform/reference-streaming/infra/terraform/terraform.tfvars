# Exported from reference-streaming.pipedraft.yaml.
location       = "eastus"
gateway_port   = "GAP(gateway.port)"
gateway_image  = "GAP(gateway.image)"
monitor_notify = "GAP(monitor.notify)"
