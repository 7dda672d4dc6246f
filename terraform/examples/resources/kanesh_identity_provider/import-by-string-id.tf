import {
  to = kanesh_identity_provider.sso
  id = "org_…"
}
