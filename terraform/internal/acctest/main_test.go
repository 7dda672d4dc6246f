package acctest

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider"
)

// binaries is where the provider is built for the tests that need it as a program.
var binaries string

// plane is the control plane that all tests share, but those that kill theirs.
var plane *ControlPlane

func TestMain(m *testing.M) { os.Exit(tests(m)) }

func tests(m *testing.M) int {
	folder, err := os.MkdirTemp("", "kanesh-tf-provider-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	binaries = folder
	client.Poll = func(time.Duration) time.Duration { return 150 * time.Millisecond }
	if endpoint := os.Getenv("KANESH_TEST_ENDPOINT"); endpoint != "" { // one that runs already, for quick repetitions
		plane = &ControlPlane{Endpoint: endpoint, Token: os.Getenv("KANESH_TEST_TOKEN"), home: os.Getenv("KANESH_TEST_HOME")}
		forExamples()
		return m.Run()
	}
	started, err := Start("KANESH_SIMULATED=true", "KANESH_SIMULATED_SPEED=50", "KANESH_KEYS_AWSACCOUNT=111122223333", "KANESH_OUTBOUND_ALLOWED=127.0.0.1")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	plane = started
	forExamples()
	status := m.Run()
	if err := plane.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	return status
}

// forExamples is where their empty provider blocks find the control plane.
func forExamples() {
	for name, value := range map[string]string{"KANESH_ENDPOINT": plane.Endpoint, "KANESH_TOKEN": plane.Token} {
		if err := os.Setenv(name, value); err != nil {
			panic(err) // the names are well-formed
		}
	}
}

var factories = map[string]func() (tfprotov6.ProviderServer, error){
	"kanesh": providerserver.NewProtocol6WithError(provider.New("test")()),
}

// run runs the steps in a workspace of their own, beside other tests.
func run(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	t.Parallel()
	resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: factories, Steps: steps})
}

// configured is a configuration with the provider's block for the shared control plane.
func configured(configuration string) string { return configuredFor(plane, configuration) }

func configuredFor(plane *ControlPlane, configuration string) string {
	return fmt.Sprintf("provider \"kanesh\" {\n  endpoint = %q\n  token = %q\n}\n%s", plane.Endpoint, plane.Token, configuration)
}

// project is a configuration with a project of its own.
func project(name string) string {
	return fmt.Sprintf("resource \"kanesh_project\" \"it\" {\n  name = %q\n}\n", name)
}

// small is a cluster of the simulated cloud; more goes into its block.
func small(name, more string) string {
	return fmt.Sprintf(`
resource "kanesh_cluster" "it" {
  project_id          = kanesh_project.it.id
  name                = %q
  provider_name       = "simulated"
  deletion_protection = false
  data_centers        = { dc1 = { region = "sim-1" } }
  %s
}
`, name, more)
}

// matching is a regular expression for words that the command line may have wrapped.
func matching(words string) *regexp.Regexp {
	parts := strings.Fields(words)
	for i, part := range parts {
		parts[i] = regexp.QuoteMeta(part)
	}
	return regexp.MustCompile(strings.Join(parts, `[\s│╵]+`))
}

// id is a resource's id in the state.
func id(state *terraform.State, address string) string {
	found, ok := state.RootModule().Resources[address]
	if !ok {
		return ""
	}
	return found.Primary.ID
}

// idOf is the import id of what has an id below a project.
func idOf(address string) resource.ImportStateIdFunc {
	return func(state *terraform.State) (string, error) {
		found := state.RootModule().Resources[address].Primary
		return found.Attributes["project_id"] + "/" + found.Attributes["id"], nil
	}
}
