import {
  to = kanesh_key_policy.orders
  id = "prj_…"
}
