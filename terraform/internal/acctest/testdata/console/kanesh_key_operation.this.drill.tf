resource "kanesh_key_operation" "this" {
  project_id = "prj_1"
  key_id     = "key_1"
  action     = "drill"
  kind       = "DISABLED"
  minutes    = 0
}
