resource "kanesh_cluster_operation" "orders" {
  project_id = kanesh_project.orders.id
  cluster_id = kanesh_cluster.orders.id
  action     = "restart"
  triggers   = { asked = "2027-01-31" } # another value restarts again
}
