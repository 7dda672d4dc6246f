resource "kanesh_1" "merchants" {
  name = "merchants"
}
