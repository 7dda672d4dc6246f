resource "kanesh_key" "wizard_key" {
  project_id  = "prj_01m00000000000000000000000"
  name        = "wizard-key"
  description = ""
  uri         = "kanesh-local://sim-1/wizard-key"
}
