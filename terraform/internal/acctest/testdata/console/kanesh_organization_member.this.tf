resource "kanesh_organization_member" "this" {
  organization_id = "org_1"
  email           = "ada@example.org"
  roles           = ["VIEWER"]
}
