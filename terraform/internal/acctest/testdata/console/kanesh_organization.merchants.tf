resource "kanesh_organization" "merchants" {
  name = "merchants"
}
