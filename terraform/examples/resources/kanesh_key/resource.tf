resource "kanesh_key" "orders" {
  project_id = kanesh_project.orders.id
  name       = "orders"
  uri        = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}
