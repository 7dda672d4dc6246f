resource "kanesh_identity_provider" "this" {
  organization_id = "org_1"
  issuer          = "nonsense"
  client_id       = "console"
  group_roles     = [{
    group = "dba"
    role  = "VIEWER"
  }]
}
