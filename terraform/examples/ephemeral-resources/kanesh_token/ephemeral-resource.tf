ephemeral "kanesh_token" "run" {
  name       = "of this run"
  role       = "DEVELOPER"
  project_id = kanesh_project.orders.id
  minutes    = 30
}
