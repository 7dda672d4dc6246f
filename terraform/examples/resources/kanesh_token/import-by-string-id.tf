import {
  to = kanesh_token.deployer
  id = "tok_…"
}
