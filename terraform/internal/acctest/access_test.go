package acctest

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

func idBelow(address, owner string) resource.ImportStateIdFunc {
	return func(state *terraform.State) (string, error) {
		found := state.RootModule().Resources[address].Primary
		return found.Attributes[owner] + "/" + found.Attributes["id"], nil
	}
}

func TestOrganizationPeopleAndTokens(t *testing.T) {
	expires := time.Now().Add(24 * time.Hour).UTC().Format(time.RFC3339)
	world := func(roles string) string {
		return configured(`
resource "kanesh_organization" "it" {
  name = "acc-organization"
}
resource "kanesh_project" "it" {
  name            = "acc-people"
  organization_id = kanesh_organization.it.id
}
resource "kanesh_service_account" "it" {
  organization_id = kanesh_organization.it.id
  name            = "deployer"
}
resource "kanesh_organization_member" "it" {
  organization_id = kanesh_organization.it.id
  email           = "somebody@example.com"
  roles           = ["MEMBER"]
}
resource "kanesh_project_member" "it" {
  project_id = kanesh_project.it.id
  id         = kanesh_service_account.it.id
  roles      = ` + roles + `
}
resource "kanesh_token" "account" {
  organization_id    = kanesh_organization.it.id
  service_account_id = kanesh_service_account.it.id
  name               = "of the deployer"
  store_secret       = true
}
resource "kanesh_token" "own" {
  project_id = kanesh_project.it.id
  name       = "of its own"
  role       = "VIEWER"
  scopes     = ["VIEW"]
  expires_at = "` + expires + `"
}
resource "kanesh_key_policy" "it" {
  project_id         = kanesh_project.it.id
  customer_keys_only = true
  aes_256_only       = false
}
data "kanesh_organization" "it" {
  id = kanesh_organization.it.id
}
data "kanesh_organizations" "all" {
  depends_on = [kanesh_organization.it]
}
data "kanesh_organization_members" "all" {
  organization_id = kanesh_organization_member.it.organization_id
}
data "kanesh_project_members" "all" {
  project_id = kanesh_project_member.it.project_id
}
data "kanesh_service_accounts" "all" {
  organization_id = kanesh_service_account.it.organization_id
}
data "kanesh_service_account" "it" {
  organization_id = kanesh_service_account.it.organization_id
  id              = kanesh_service_account.it.id
}
data "kanesh_token" "own" {
  id = kanesh_token.own.id
}
data "kanesh_tokens" "all" {
  depends_on = [kanesh_token.own]
}
`)
	}
	run(t,
		resource.TestStep{
			Config: world(`["OPERATOR", "DEVELOPER"]`),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttrSet("kanesh_token.account", "secret"),
				resource.TestCheckNoResourceAttr("kanesh_token.own", "secret"),
				resource.TestCheckResourceAttr("data.kanesh_token.own", "role", "VIEWER"),
				resource.TestCheckResourceAttr("data.kanesh_service_account.it", "name", "deployer"),
				resource.TestCheckTypeSetElemNestedAttrs("data.kanesh_organization_members.all", "items.*", map[string]string{"email": "somebody@example.com"}),
				resource.TestCheckTypeSetElemNestedAttrs("data.kanesh_project_members.all", "items.*", map[string]string{"kind": "SERVICE_ACCOUNT"})),
		},
		resource.TestStep{
			Config:           world(`["VIEWER"]`),
			ConfigPlanChecks: updates("kanesh_project_member.it"),
			Check:            resource.TestCheckResourceAttr("kanesh_project_member.it", "roles.#", "1"),
		},
		resource.TestStep{ResourceName: "kanesh_organization.it", ImportState: true, ImportStateVerify: true},
		resource.TestStep{ResourceName: "kanesh_service_account.it", ImportState: true, ImportStateVerify: true, ImportStateIdFunc: idBelow("kanesh_service_account.it", "organization_id")},
		resource.TestStep{ResourceName: "kanesh_organization_member.it", ImportState: true, ImportStateVerify: true, ImportStateIdFunc: idBelow("kanesh_organization_member.it", "organization_id")},
		resource.TestStep{ResourceName: "kanesh_project_member.it", ImportState: true, ImportStateVerify: true, ImportStateIdFunc: idBelow("kanesh_project_member.it", "project_id")},
		resource.TestStep{ResourceName: "kanesh_token.own", ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"expires_at"}},
		resource.TestStep{
			ResourceName: "kanesh_key_policy.it", ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "project_id",
			ImportStateIdFunc: func(state *terraform.State) (string, error) { return id(state, "kanesh_project.it"), nil },
		},
	)
}
