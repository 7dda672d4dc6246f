package acctest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

// issuer is an OpenID Connect provider that describes itself, which is all that is asked of it before somebody signs in.
func issuer(t *testing.T) string {
	t.Helper()
	var address string
	server := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		if request.URL.Path != "/.well-known/openid-configuration" {
			http.NotFound(writer, request)
			return
		}
		_ = json.NewEncoder(writer).Encode(map[string]string{ // a reader that left learns nothing anyway
			"issuer": address, "jwks_uri": address + "/keys", "authorization_endpoint": address + "/authorize", "token_endpoint": address + "/token",
		})
	}))
	t.Cleanup(server.Close)
	address = server.URL
	return address
}

func TestIdentityProviderLivesAndIsImported(t *testing.T) {
	address := issuer(t)
	world := func(more string) string {
		return configured(`
resource "kanesh_organization" "it" {
  name = "acc-identity"
}
resource "kanesh_project" "it" {
  name            = "acc-identity"
  organization_id = kanesh_organization.it.id
}
resource "kanesh_identity_provider" "it" {
  organization_id          = kanesh_organization.it.id
  issuer                   = "` + address + `"
  client_id                = "kanesh"
  client_secret_wo         = "a-secret-of-a-test"
  client_secret_wo_version = 1
  ` + more + `
}
`)
	}
	run(t,
		resource.TestStep{
			Config: world(`group_roles = [{ group = "dba", role = "OPERATOR" }, { group = "dev", role = "DEVELOPER", project_id = kanesh_project.it.id }]`),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("kanesh_identity_provider.it", "audience", "kanesh"),
				resource.TestCheckResourceAttr("kanesh_identity_provider.it", "groups_claim", "groups"),
				resource.TestCheckNoResourceAttr("kanesh_identity_provider.it", "client_secret_wo"),
				resource.TestCheckResourceAttr("kanesh_identity_provider.it", "group_roles.#", "2")),
		},
		resource.TestStep{
			ResourceName: "kanesh_identity_provider.it", ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "organization_id",
			ImportStateVerifyIgnore: []string{"client_secret_wo_version"},
			ImportStateIdFunc:       func(state *terraform.State) (string, error) { return id(state, "kanesh_organization.it"), nil },
		},
		resource.TestStep{
			Config:           world(`groups_claim = "teams"`),
			ConfigPlanChecks: updates("kanesh_identity_provider.it"),
			Check:            resource.TestCheckResourceAttr("kanesh_identity_provider.it", "groups_claim", "teams"),
		},
	)
}

// An issuer that calls itself otherwise is refused at its attribute.
func TestIdentityProviderThatIsAnother(t *testing.T) {
	address := issuer(t)
	run(t, resource.TestStep{
		Config: configured(`
resource "kanesh_organization" "it" {
  name = "acc-identity-other"
}
resource "kanesh_identity_provider" "it" {
  organization_id = kanesh_organization.it.id
  issuer          = "` + address + `/"
  client_id       = "kanesh"
}
`),
		ExpectError: matching("calls itself otherwise"),
	})
}
