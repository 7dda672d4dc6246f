resource "kanesh_database_user" "scribe" {
  project_id = "prj_1"
  cluster_id = "cl_1"
  name       = "scribe"
  access     = [{
    keyspace = "*"
    read     = true
    write    = true
  }]
}
