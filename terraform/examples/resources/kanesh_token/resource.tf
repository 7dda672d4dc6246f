resource "kanesh_token" "deployer" {
  organization_id    = kanesh_organization.acme.id
  service_account_id = kanesh_service_account.deployer.id
  name               = "of the deployer"
  expires_at         = "2027-12-31T00:00:00Z"
  store_secret       = true # in the state; keep the state as you keep a secret
}
