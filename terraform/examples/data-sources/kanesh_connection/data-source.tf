data "kanesh_connection" "orders" {
  project_id = kanesh_cluster.orders.project_id
  cluster_id = kanesh_cluster.orders.id
}
