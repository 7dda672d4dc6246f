import {
  to = kanesh_organization_member.ada
  id = "org_…/usr_…"
}
