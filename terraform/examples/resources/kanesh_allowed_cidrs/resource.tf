resource "kanesh_allowed_cidrs" "orders" {
  project_id = kanesh_project.orders.id
  cluster_id = kanesh_cluster.orders.id
  cidrs      = ["10.20.0.0/16", "2001:db8::/32"]
}
