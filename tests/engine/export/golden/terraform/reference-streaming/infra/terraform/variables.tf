# Exported from reference-streaming.pipedraft.yaml.
variable "resource_group_name" {
  description = "The resource group of all resources."
  type        = string
  default     = "rg-reference-streaming"
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

variable "gateway_port" {
  description = "Port. Node gateway, settings.port."
  type        = number
}

variable "gateway_image" {
  description = "Image. Node gateway, settings.image."
  type        = string

  validation {
    condition     = !can(regex("GAP[(]", var.gateway_image))
    error_message = "It is still to be filled in: state it in the plan, or in terraform.tfvars."
  }
}

variable "monitor_notify" {
  description = "Recipients of alerts. Node monitor, settings.notify."
  type        = list(string)
}
