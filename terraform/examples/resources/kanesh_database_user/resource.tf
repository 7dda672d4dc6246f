resource "kanesh_database_user" "app" {
  project_id          = kanesh_project.orders.id
  cluster_id          = kanesh_cluster.orders.id
  name                = "app"
  password_wo         = var.app_password # in no state and no plan
  password_wo_version = 1
  access              = [{ keyspace = "shop", read = true, write = true }]
}
