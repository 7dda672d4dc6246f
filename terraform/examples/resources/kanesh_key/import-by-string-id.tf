import {
  to = kanesh_key.orders
  id = "prj_…/key_…"
}
