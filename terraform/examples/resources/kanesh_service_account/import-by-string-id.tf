import {
  to = kanesh_service_account.deployer
  id = "org_…/sa_…"
}
