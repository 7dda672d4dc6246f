# A project with one cluster, encrypted with a key that the provider manages, and a user for a program.

terraform {
  required_providers {
    kanesh = { source = "kanesh-io/kanesh" }
  }
}

provider "kanesh" {} # KANESH_ENDPOINT and KANESH_TOKEN

variable "name" {
  type    = string
  default = "orders"
}

variable "provider_name" {
  type    = string
  default = "local"
}

variable "region" {
  type    = string
  default = "local-1"
}

resource "kanesh_project" "this" {
  name = var.name
}

resource "kanesh_cluster" "this" {
  project_id          = kanesh_project.this.id
  name                = var.name
  provider_name       = var.provider_name
  deletion_protection = false # an example is deleted again; leave it out for data that matter

  data_centers = {
    dc1 = { region = var.region }
  }

  timeouts = { create = "30m" }

  lifecycle {
    # A creation that did not end in time is a warning, so that the next apply goes on with it. This makes the run fail.
    postcondition {
      condition     = self.ready
      error_message = "The cluster is not ready. Apply again: it goes on where it stopped."
    }
  }
}

data "kanesh_connection" "this" {
  project_id = kanesh_cluster.this.project_id
  cluster_id = kanesh_cluster.this.id
}

output "cluster_id" {
  value = kanesh_cluster.this.id
}

output "project_id" {
  value = kanesh_project.this.id
}

output "contact_points" {
  value = join(",", data.kanesh_connection.this.contact_points)
}

output "port" {
  value = data.kanesh_connection.this.port
}

output "data_center" {
  value = data.kanesh_connection.this.data_centers[0]
}

output "ca_certificate_pem" {
  value = data.kanesh_connection.this.ca_certificate_pem
}
