resource "kanesh_service_account" "pipeline" {
  organization_id = "org_1"
  name            = "pipeline"
}
