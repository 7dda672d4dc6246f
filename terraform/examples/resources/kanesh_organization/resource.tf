resource "kanesh_organization" "acme" {
  name = "acme"
}
