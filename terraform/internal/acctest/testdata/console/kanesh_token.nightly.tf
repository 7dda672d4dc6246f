resource "kanesh_token" "nightly" {
  organization_id    = "org_01m00000000000000000000000"
  service_account_id = "sa_01m00000000000000000000000"
  name               = "nightly"
  expires_at         = "2040-01-01T00:00:00Z"
}
