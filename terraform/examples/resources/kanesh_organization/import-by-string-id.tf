import {
  to = kanesh_organization.acme
  id = "org_…"
}
