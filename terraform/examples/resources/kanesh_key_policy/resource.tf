resource "kanesh_key_policy" "orders" {
  project_id         = kanesh_project.orders.id
  customer_keys_only = true
  aes_256_only       = false
}
