resource "kanesh_key_operation" "this" {
  project_id = "prj_01m00000000000000000000000"
  key_id     = "key_01m00000000000000000000000"
  action     = "drill"
  kind       = "DISABLED"
  minutes    = 15
}
