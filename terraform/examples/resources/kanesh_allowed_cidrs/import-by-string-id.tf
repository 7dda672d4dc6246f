import {
  to = kanesh_allowed_cidrs.orders
  id = "prj_…/cl_…"
}
