resource "kanesh_project_member" "this" {
  project_id = "prj_1"
  id         = "sa_1"
  roles      = ["VIEWER"]
}
