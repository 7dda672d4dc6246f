resource "kanesh_cluster_operation" "this" {
  project_id = "prj_01m00000000000000000000000"
  cluster_id = "cl_01m00000000000000000000000"
  action     = "repair"
}
