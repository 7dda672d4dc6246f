resource "kanesh_service_account" "pipeline" {
  organization_id = "org_01m00000000000000000000000"
  name            = "pipeline"
}
