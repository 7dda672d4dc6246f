# What the program in rows logs in with.

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
  project_id          = kanesh_cluster.this.project_id
  cluster_id          = kanesh_cluster.this.id
  name                = "app"
  password_wo         = var.app_password
  password_wo_version = var.app_password_version

  access = [{ keyspace = "*", read = true, write = true, define = true }]
}
