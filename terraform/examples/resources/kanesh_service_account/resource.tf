resource "kanesh_service_account" "deployer" {
  organization_id = kanesh_organization.acme.id
  name            = "deployer"
}
