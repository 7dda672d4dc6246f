resource "kanesh_token" "pipeline" {
  name       = "pipeline"
  role       = "VIEWER"
  project_id = "prj_01m00000000000000000000000"
  expires_at = "2040-01-01T00:00:00Z"
}
