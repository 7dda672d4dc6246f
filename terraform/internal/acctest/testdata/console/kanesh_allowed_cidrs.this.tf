resource "kanesh_allowed_cidrs" "this" {
  project_id = "prj_01m00000000000000000000000"
  cluster_id = "cl_01m00000000000000000000000"
  cidrs      = ["10.20.0.0/16", "127.0.0.0/8"]
}
