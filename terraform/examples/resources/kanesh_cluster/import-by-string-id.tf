import {
  to = kanesh_cluster.orders
  id = "prj_…/cl_…"
}
