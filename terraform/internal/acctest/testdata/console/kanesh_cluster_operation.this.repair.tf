resource "kanesh_cluster_operation" "this" {
  project_id = "prj_1"
  cluster_id = "cl_1"
  action     = "repair"
}
