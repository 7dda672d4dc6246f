# Not on the simulated cloud: its engines have no users.

variable "app_password" {
  type      = string
  sensitive = true
  ephemeral = true
  default   = null # no user without a password
}

variable "with_user" {
  type    = bool
  default = false
}

resource "kanesh_database_user" "app" {
  count = var.with_user ? 1 : 0

  project_id          = kanesh_cluster.this.project_id
  cluster_id          = kanesh_cluster.this.id
  name                = "app"
  password_wo         = var.app_password
  password_wo_version = 1 # another number rotates the password

  access = [{ keyspace = "*", read = true, write = true, define = true }]
}
