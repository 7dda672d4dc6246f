resource "kanesh_token" "nightly" {
  organization_id    = "org_1"
  service_account_id = "sa_1"
  name               = "nightly"
  expires_at         = "2040-01-01T00:00:00Z"
}
