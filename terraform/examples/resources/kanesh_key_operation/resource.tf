resource "kanesh_key_operation" "orders" {
  project_id = kanesh_project.orders.id
  key_id     = kanesh_key.orders.id
  action     = "rotate"
  triggers   = { quarter = "2027-1" } # another value rotates again
}
