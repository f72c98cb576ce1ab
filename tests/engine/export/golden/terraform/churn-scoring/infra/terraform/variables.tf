# Exported from churn-scoring.pipedraft.yaml.
variable "resource_group_name" {
  description = "The resource group of all resources."
  type        = string
  default     = "rg-churn-scoring"
}

variable "location" {
  description = "The region of all resources that have no other; that of the group, if it is empty. The plan states it in context.region."
  type        = string
  default     = ""
}

variable "storage_suffix" {
  description = "A name of the cloud that the resources are in; the default is that of the public one."
  type        = string
  default     = "core.windows.net"
}

variable "watch_notify" {
  description = "Recipients of alerts. Node watch, settings.notify."
  type        = list(string)
}
