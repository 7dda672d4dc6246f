resource "kanesh_key" "wizard_key" {
  project_id  = "prj_1"
  name        = "wizard-key"
  description = ""
  uri         = "kanesh-local://sim-1/wizard-key"
}
