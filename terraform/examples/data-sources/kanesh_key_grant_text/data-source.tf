data "kanesh_key_grant_text" "orders" {
  project_id = kanesh_project.orders.id
  uri        = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}
