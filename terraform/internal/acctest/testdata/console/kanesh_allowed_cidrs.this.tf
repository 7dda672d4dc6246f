resource "kanesh_allowed_cidrs" "this" {
  project_id = "prj_1"
  cluster_id = "cl_1"
  cidrs      = ["10.20.0.0/16", "127.0.0.0/8"]
}
