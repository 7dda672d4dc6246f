resource "kanesh_project" "orders" {
  name = "orders"
}
