import {
  to = kanesh_project.orders
  id = "prj_…"
}
