# A cluster under a key of yours in AWS KMS. Policy, key and cluster are one apply: the principal is known before the key is
# registered. Tested as a plan only: no test of this project talks to AWS. The installation has to know the AWS account in which the
# identities of its nodes are (KANESH_KEYS_AWSACCOUNT).
#
# The key itself, with the AWS provider beside this module:
#
#   resource "aws_kms_key" "orders" {
#     policy = module.orders.key_policy
#   }

terraform {
  required_providers {
    kanesh = { source = "kanesh-io/kanesh" }
  }
}

variable "project_id" {
  type = string
}

variable "key_arn" {
  type    = string
  default = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

variable "provider_name" {
  type    = string
  default = "aws"
}

variable "region" {
  type    = string
  default = "eu-central-1"
}

data "kanesh_key_grant_text" "this" {
  project_id    = var.project_id
  provider_name = "aws"
  uri           = var.key_arn
}

resource "kanesh_key" "this" {
  project_id  = var.project_id
  name        = "orders"
  uri         = var.key_arn
  description = "The key of the orders team, in their AWS account"

  timeouts = { create = "10m" } # a key policy needs a moment to reach every place
}

resource "kanesh_cluster" "this" {
  project_id    = var.project_id
  name          = "orders"
  provider_name = var.provider_name

  data_centers = { dc1 = { region = var.region } }

  encryption = {
    key_id               = kanesh_key.this.id
    algorithm            = "AES_256"
    outage_grace_minutes = 60
  }
}

output "key_policy" {
  value = one([for part in data.kanesh_key_grant_text.this.parts : part.text if part.kind == "aws-policy"])
}
