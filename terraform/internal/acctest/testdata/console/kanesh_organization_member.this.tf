resource "kanesh_organization_member" "this" {
  organization_id = "org_01m00000000000000000000000"
  email           = "ada@example.org"
  roles           = ["VIEWER"]
}
