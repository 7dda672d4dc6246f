resource "kanesh_identity_provider" "sso" {
  organization_id          = kanesh_organization.acme.id
  issuer                   = "https://sso.example.com"
  client_id                = "kanesh"
  client_secret_wo         = var.client_secret
  client_secret_wo_version = 1
  group_roles              = [{ group = "dba", role = "OPERATOR" }]
}
