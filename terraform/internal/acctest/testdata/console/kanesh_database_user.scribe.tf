resource "kanesh_database_user" "scribe" {
  project_id = "prj_01m00000000000000000000000"
  cluster_id = "cl_01m00000000000000000000000"
  name       = "scribe"
  access     = [{
    keyspace = "*"
    read     = true
    write    = true
  }]
}
