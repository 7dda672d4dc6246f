# A team's whole setup: a project, its people, a deployer, and three clusters with their networks and users.

terraform {
  required_providers {
    kanesh = { source = "kanesh-io/kanesh" }
  }
}

provider "kanesh" {} # KANESH_ENDPOINT and KANESH_TOKEN

variable "team" {
  type    = string
  default = "payments"
}

variable "organization" {
  type    = string
  default = "default"
}

variable "people" {
  type    = map(set(string))
  default = { "ada@example.com" = ["OPERATOR", "DEVELOPER"], "grace@example.com" = ["VIEWER"] }
}

variable "provider_name" {
  type    = string
  default = "local"
}

variable "region" {
  type    = string
  default = "local-1"
}

variable "stages" {
  type    = set(string)
  default = ["dev", "test", "live"]
}

data "kanesh_organizations" "all" {}

locals {
  organization_id = one([for one in data.kanesh_organizations.all.items : one.id if one.name == var.organization])
}

resource "kanesh_project" "team" {
  name            = var.team
  organization_id = local.organization_id
}

resource "kanesh_project_member" "people" {
  for_each = var.people

  project_id = kanesh_project.team.id
  email      = each.key
  roles      = each.value
}

resource "kanesh_service_account" "deployer" {
  organization_id = kanesh_project.team.organization_id
  name            = "${var.team}-deployer"
}

resource "kanesh_project_member" "deployer" {
  project_id = kanesh_project.team.id
  id         = kanesh_service_account.deployer.id
  roles      = ["OPERATOR"]
}

resource "kanesh_cluster" "stages" {
  for_each = var.stages

  project_id          = kanesh_project.team.id
  name                = "${var.team}-${each.key}"
  provider_name       = var.provider_name
  deletion_protection = each.key == "live" ? var.protect_live : false
  labels              = { team = var.team, stage = each.key }

  data_centers = { dc1 = { region = var.region } }
}

variable "protect_live" {
  type    = bool
  default = true
}

resource "kanesh_allowed_cidrs" "stages" {
  for_each = kanesh_cluster.stages

  project_id = each.value.project_id
  cluster_id = each.value.id
  cidrs      = ["127.0.0.0/8"]
}

variable "app_password" {
  type        = string
  description = "At least 12 characters. It is in no state and no plan."
  sensitive   = true
  ephemeral   = true
}

variable "app_password_version" {
  type        = number
  description = "Another number sends the password again: the former one holds for an hour more."
  default     = 1
}

resource "kanesh_database_user" "app" {
  for_each = kanesh_cluster.stages

  project_id          = each.value.project_id
  cluster_id          = each.value.id
  name                = "app"
  password_wo         = var.app_password
  password_wo_version = var.app_password_version

  access = [{ keyspace = "*", read = true, write = true, define = true }]
}
