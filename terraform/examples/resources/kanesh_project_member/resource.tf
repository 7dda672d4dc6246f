resource "kanesh_project_member" "ada" {
  project_id = kanesh_project.orders.id
  email      = "ada@example.com"
  roles      = ["OPERATOR", "DEVELOPER"]
}
