terraform {
  required_providers {
    kanesh = {
      source = "kanesh-io/kanesh"
    }
  }
}

# `./kanesh token` prints a token of the local installation. The variables KANESH_ENDPOINT and KANESH_TOKEN do as well.
provider "kanesh" {
  endpoint = "http://127.0.0.1:8080"
  token    = var.kanesh_token
}

variable "kanesh_token" {
  type      = string
  sensitive = true
}
