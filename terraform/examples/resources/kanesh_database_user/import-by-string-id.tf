import {
  to = kanesh_database_user.app
  id = "prj_…/cl_…/app"
}
