resource "kanesh_project_member" "this" {
  project_id = "prj_01m00000000000000000000000"
  id         = "sa_01m00000000000000000000000"
  roles      = ["VIEWER"]
}
