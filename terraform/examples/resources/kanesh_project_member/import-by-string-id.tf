import {
  to = kanesh_project_member.ada
  id = "prj_…/sa_…"
}
