package acctest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	framework "github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider"
)

// everything has one of each resource; the issuer is the identity provider's.
const everything = `
resource "kanesh_organization" "it" {
  name = "acc-import"
}
resource "kanesh_organization_member" "it" {
  organization_id = kanesh_organization.it.id
  email           = "somebody-else@example.com"
  roles           = ["OWNER"]
}
resource "kanesh_identity_provider" "it" {
  organization_id = kanesh_organization.it.id
  issuer          = "ISSUER"
  client_id       = "kanesh"
}
resource "kanesh_service_account" "it" {
  organization_id = kanesh_organization.it.id
  name            = "deployer"
}
resource "kanesh_project" "it" {
  name            = "acc-import"
  organization_id = kanesh_organization.it.id
}
resource "kanesh_project_member" "it" {
  project_id = kanesh_project.it.id
  id         = kanesh_service_account.it.id
  roles      = ["OPERATOR"]
}
resource "kanesh_token" "it" {
  project_id = kanesh_project.it.id
  name       = "acc-import"
  role       = "VIEWER"
}
resource "kanesh_key" "it" {
  project_id = kanesh_project.it.id
  name       = "later"
  uri        = "kanesh-local://sim-1/acc-import"
  check      = false
}
resource "kanesh_key_policy" "it" {
  project_id         = kanesh_project.it.id
  customer_keys_only = false
  aes_256_only       = true
}
resource "kanesh_cluster" "it" {
  project_id          = kanesh_project.it.id
  name                = "orders"
  provider_name       = "simulated"
  deletion_protection = false
  data_centers        = { dc1 = { region = "sim-1" } }
  encryption          = { algorithm = "AES_256" }
}
resource "kanesh_allowed_cidrs" "it" {
  project_id = kanesh_project.it.id
  cluster_id = kanesh_cluster.it.id
  cidrs      = ["10.0.0.0/8"]
}
resource "kanesh_database_user" "it" {
  project_id = kanesh_project.it.id
  cluster_id = kanesh_cluster.it.id
  name       = "app"
  access     = [{ keyspace = "shop", read = true }]
}
resource "kanesh_cluster_operation" "it" {
  project_id = kanesh_project.it.id
  cluster_id = kanesh_cluster.it.id
  action     = "restart"
  triggers   = { asked = "once" }
  depends_on = [kanesh_allowed_cidrs.it, kanesh_database_user.it]
}
resource "kanesh_key_operation" "it" {
  project_id = kanesh_project.it.id
  key_id     = kanesh_cluster.it.provider_key_id
  action     = "drill"
  kind       = "DENIED"
  minutes    = 1
  depends_on = [kanesh_cluster_operation.it]
}
`

// ids are the import ids of everything, out of its attributes.
var ids = map[string][]string{
	"kanesh_organization": {"id"}, "kanesh_organization_member": {"organization_id", "id"}, "kanesh_identity_provider": {"organization_id"},
	"kanesh_service_account": {"organization_id", "id"}, "kanesh_project": {"id"}, "kanesh_project_member": {"project_id", "id"}, "kanesh_token": {"id"},
	"kanesh_key": {"project_id", "id"}, "kanesh_key_policy": {"project_id"}, "kanesh_cluster": {"project_id", "id"},
	"kanesh_allowed_cidrs": {"project_id", "cluster_id"}, "kanesh_database_user": {"project_id", "cluster_id", "name"},
	"kanesh_cluster_operation": {"project_id", "operation_id"}, "kanesh_key_operation": {"project_id", "operation_id"},
}

// What one workspace has made, another one imports by blocks and without a loss: nothing is made, nothing is replaced, and it is
// the other one that destroys everything.
func TestEveryResourceIsImportedByABlock(t *testing.T) {
	t.Parallel()
	world := strings.ReplaceAll(everything, "ISSUER", issuer(t))
	maker := workspace(t, world)
	maker.mustTell(t, "apply", "-auto-approve", "-no-color")
	blocks := importBlocks(t, maker.mustTell(t, "show", "-json"))
	heir := workspace(t, blocks+world)
	t.Cleanup(func() {
		heir.mustTell(t, "destroy", "-auto-approve", "-no-color")
		for _, one := range must(t, "GET", "/organizations?pageSize=200", "")["items"].([]any) {
			if one.(map[string]any)["name"] == "acc-import" {
				t.Error("the organization is still there")
			}
		}
	})
	planned := heir.mustTell(t, "plan", "-no-color")
	if !regexp.MustCompile(fmt.Sprintf(`Plan: %d to import, 0 to add, \d to change, 0 to destroy`, len(ids))).MatchString(planned) {
		t.Fatal(planned)
	}
	heir.mustTell(t, "apply", "-auto-approve", "-no-color")
	heir.mustTell(t, "plan", "-detailed-exitcode", "-no-color")
}

func importBlocks(t *testing.T, shown string) string {
	t.Helper()
	var state struct {
		Values struct {
			RootModule struct {
				Resources []struct {
					Address, Type string
					Values        map[string]any
				}
			} `json:"root_module"`
		}
	}
	if err := json.Unmarshal([]byte(shown), &state); err != nil {
		t.Fatal(err)
	}
	var blocks strings.Builder
	for _, one := range state.Values.RootModule.Resources {
		parts := []string{}
		for _, attribute := range ids[one.Type] {
			parts = append(parts, one.Values[attribute].(string))
		}
		fmt.Fprintf(&blocks, "import {\n  to = %s\n  id = %q\n}\n", one.Address, strings.Join(parts, "/"))
	}
	return blocks.String()
}

func TestEveryResourceIsAmongThoseImported(t *testing.T) {
	for _, made := range provider.New("test")().Resources(t.Context()) {
		var answer framework.MetadataResponse
		made().Metadata(t.Context(), framework.MetadataRequest{ProviderTypeName: "kanesh"}, &answer)
		if ids[answer.TypeName] == nil {
			t.Errorf("%s is not", answer.TypeName)
		}
	}
}

func TestImportByWhatIsNoID(t *testing.T) {
	t.Parallel()
	for id, words := range map[string]string{
		"orders": "should be <project_id>/<id>", "prj_1/": "should be <project_id>/<id>",
		"prj_01kampb5t0000000000000000a/cl_01kampb5t0000000000000000a": "Cannot import non-existent remote object",
	} {
		space := workspace(t, fmt.Sprintf("import {\n  to = kanesh_cluster.it\n  id = %q\n}\n", id)+`
resource "kanesh_cluster" "it" {
  project_id   = "prj_01kampb5t0000000000000000a"
  name         = "orders"
  data_centers = { dc1 = { region = "sim-1" } }
}
`)
		if _, _, err := space.Tell("plan", "-no-color"); err == nil || !matching(words).MatchString(err.Error()) {
			t.Errorf("%q: %v", id, err)
		}
	}
}
