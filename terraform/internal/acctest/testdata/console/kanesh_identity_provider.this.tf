resource "kanesh_identity_provider" "this" {
  organization_id = "org_01m00000000000000000000000"
  issuer          = "nonsense"
  client_id       = "console"
  group_roles     = [{
    group = "dba"
    role  = "VIEWER"
  }]
}
