package acctest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
)

func refuses(t *testing.T, configuration, words string) {
	t.Helper()
	run(t, resource.TestStep{Config: configuration, PlanOnly: true, ExpectError: matching(words)})
}

func TestRegionOfAProjectToComeIsLookedUp(t *testing.T) {
	refuses(t, configured(project("acc-bad-region")+`
resource "kanesh_cluster" "it" {
  project_id    = kanesh_project.it.id
  name          = "orders"
  provider_name = "simulated"
  data_centers  = { dc1 = { region = "sim-9" } }
}
`), `There is no region "sim-9". Known: sim-1, sim-2`)
}

func TestTypeOfAProjectToComeIsLookedUp(t *testing.T) {
	refuses(t, configured(project("acc-bad-type")+`
resource "kanesh_cluster" "it" {
  project_id    = kanesh_project.it.id
  name          = "orders"
  provider_name = "simulated"
  data_centers  = { dc1 = { region = "sim-1", node_groups = [{ instance_type = "sim.huge", count = 3 }] } }
}
`), `There is no instance type "sim.huge"`)
}

// The API's own words reach the attribute, because the plan asks it for a dry run.
func TestRefusalOfADryRunIsAtItsAttribute(t *testing.T) {
	world := project("acc-dry-run")
	run(t,
		resource.TestStep{Config: configured(world)},
		resource.TestStep{
			Config: configured(world + `
resource "kanesh_cluster" "it" {
  project_id    = kanesh_project.it.id
  name          = "orders"
  provider_name = "simulated"
  data_centers  = { dc1 = { region = "sim-1", replication_factor = 5 } }
}
`),
			PlanOnly: true, ExpectError: matching("Replication factor 5 needs at least 5 nodes"),
		},
	)
}

func TestNameIsTaken(t *testing.T) {
	made := must(t, http.MethodPost, "/projects", `{"name":"acc-taken"}`)["id"].(string)
	must(t, http.MethodPost, "/projects/"+made+"/clusters", `{"name":"orders","provider":"simulated","dataCenters":[{"region":"sim-1"}]}`)
	refuses(t, configured(`
resource "kanesh_cluster" "it" {
  project_id    = "`+made+`"
  name          = "orders"
  provider_name = "simulated"
  data_centers  = { dc1 = { region = "sim-1" } }
}
`), "The project has a cluster called 'orders' already")
}

func TestBothAKeyAndTheProvidersKey(t *testing.T) {
	refuses(t, configured(project("acc-two-keys")+small("orders", `encryption = { key_id = "key_01kampb5t0000000000000000a", provider_managed = true }`)),
		"Both a key of yours and the provider's key")
}

func TestRequiredBlockIsMissing(t *testing.T) {
	refuses(t, configured(project("acc-no-dc")+`
resource "kanesh_cluster" "it" {
  project_id = kanesh_project.it.id
  name       = "orders"
}
`), `The argument "data_centers" is required`)
}

func TestNetworkThatIsNone(t *testing.T) {
	refuses(t, configured(project("acc-bad-cidr")+small("orders", `allowed_cidrs = ["10.0.0.0/99"]`)), "This is no network")
}

func TestNameThatIsNone(t *testing.T) {
	refuses(t, configured(project("Not A Name")), "lower-case letters, digits and hyphens")
}

func TestNobodyAnswers(t *testing.T) {
	refuses(t, `provider "kanesh" {
  endpoint = "http://127.0.0.1:9"
  token    = "x"
}
`+project("acc-nobody"), "Nobody answers at http://127.0.0.1:9")
}

func TestEndpointWithAPath(t *testing.T) {
	refuses(t, `provider "kanesh" {
  endpoint = "http://127.0.0.1:8080/api"
  token    = "x"
}
`+project("acc-path"), "should be scheme, host and port without a path")
}

func TestAnswerIsAPage(t *testing.T) {
	page := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, _ *http.Request) {
		writer.Header().Set("Content-Type", "text/html")
		_, _ = writer.Write([]byte("<html>Sign in</html>"))
	}))
	t.Cleanup(page.Close)
	refuses(t, "provider \"kanesh\" {\n  endpoint = \""+page.URL+"\"\n  token = \"x\"\n}\n"+project("acc-page"), "which is not an answer of Kanesh's API")
}

func TestProviderWithoutToken(t *testing.T) {
	refuses(t, "provider \"kanesh\" {\n  endpoint = \""+plane.Endpoint+"\"\n  token = \"\"\n}\n"+project("acc-no-token"), "There is no token")
}

func TestTokenHasExpired(t *testing.T) {
	expires := time.Now().Add(2 * time.Second)
	made := must(t, http.MethodPost, "/tokens", `{"name":"acc short","role":"OWNER","expiresAt":"`+expires.UTC().Format(time.RFC3339Nano)+`"}`)
	secret, _ := made["secret"].(string)
	run(t, resource.TestStep{
		PreConfig: func() { time.Sleep(time.Until(expires) + 200*time.Millisecond) }, // what is waited for is the clock itself
		Config:    "provider \"kanesh\" {\n  endpoint = \"" + plane.Endpoint + "\"\n  token = \"" + secret + "\"\n}\n" + project("acc-expired"),
		PlanOnly:  true, ExpectError: matching("unknown, revoked or expired"),
	})
}

func TestValuesUnknownUntilApply(t *testing.T) {
	run(t, resource.TestStep{
		Config: configured(`
resource "terraform_data" "later" {
  input = { name = "acc-later", region = "sim-1" }
}
resource "kanesh_project" "it" {
  name = terraform_data.later.output.name
}
resource "kanesh_cluster" "it" {
  project_id          = kanesh_project.it.id
  name                = "orders"
  provider_name       = "simulated"
  deletion_protection = false
  data_centers        = { dc1 = { region = terraform_data.later.output.region } }
}
`),
		Check: resource.TestCheckResourceAttr("kanesh_cluster.it", "ready", "true"),
	})
}

// A data center that was taken out is not taken away in place, and the plan says what would be lost.
func TestDataCenterIsTakenOut(t *testing.T) {
	two := `
resource "kanesh_cluster" "it" {
  project_id    = kanesh_project.it.id
  name          = "orders"
  provider_name = "simulated"
  data_centers  = { dc1 = { region = "sim-1" }, dc2 = { region = "sim-2" } }
  deletion_protection = PROTECTED
}
`
	world := project("acc-two-centers")
	run(t,
		resource.TestStep{Config: configured(world + strings.ReplaceAll(two, "PROTECTED", "true"))},
		resource.TestStep{
			Config:   configured(world + strings.ReplaceAll(strings.ReplaceAll(two, "PROTECTED", "true"), `, dc2 = { region = "sim-2" }`, "")),
			PlanOnly: true, ExpectError: matching("is protected against deletion"),
		},
		resource.TestStep{Config: configured(world + strings.ReplaceAll(two, "PROTECTED", "false"))},
	)
}
