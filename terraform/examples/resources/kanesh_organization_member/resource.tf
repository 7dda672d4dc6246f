resource "kanesh_organization_member" "ada" {
  organization_id = kanesh_organization.acme.id
  email           = "ada@example.com"
  roles           = ["MEMBER"]
}
