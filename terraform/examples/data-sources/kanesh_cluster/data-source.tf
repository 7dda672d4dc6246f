data "kanesh_cluster" "orders" {
  project_id = kanesh_project.orders.id
  name       = "orders"
}
