ephemeral "kanesh_database_password" "app" {}

resource "kanesh_database_user" "app" {
  project_id          = kanesh_project.orders.id
  cluster_id          = kanesh_cluster.orders.id
  name                = "app"
  password_wo         = ephemeral.kanesh_database_password.app.password
  password_wo_version = 1
}
