package acctest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	framework "github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider"
)

// example is a workspace with a copy of an example, on the simulated cloud.
func example(t *testing.T, name string, variables ...string) *Workspace {
	t.Helper()
	settings, err := built()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(filepath.Join("../../examples", name))); err != nil {
		t.Fatal(err)
	}
	return NewWorkspace(folder, settings, plane, append(variables, "TF_VAR_provider_name=simulated", "TF_VAR_region=sim-1", "TF_VAR_app_password=a-secret-of-a-test")...)
}

// lives applies, plans nothing, and destroys.
func lives(t *testing.T, space *Workspace) {
	t.Helper()
	defer func() {
		if _, _, err := space.Tell("destroy", "-auto-approve", "-no-color"); err != nil {
			t.Error(err)
		}
	}()
	if _, _, err := space.Tell("apply", "-auto-approve", "-no-color"); err != nil {
		t.Fatal(err)
	}
	if _, out, err := space.Tell("plan", "-detailed-exitcode", "-no-color"); err != nil {
		t.Error(err, out)
	}
}

func TestExampleOfAnEncryptedCluster(t *testing.T) {
	t.Parallel()
	lives(t, example(t, "encrypted-cluster", "TF_VAR_name=acc-example"))
}

func TestExampleOfATeam(t *testing.T) {
	t.Parallel()
	lives(t, example(t, "team", "TF_VAR_team=acc-team", "TF_VAR_protect_live=false"))
}

// No test talks to AWS: what is tested is the plan, with the policy's text in it.
func TestExampleOfAKeyInAWSIsPlanned(t *testing.T) {
	t.Parallel()
	made := must(t, "POST", "/projects", `{"name":"acc-aws"}`)["id"].(string)
	_, out, err := example(t, "aws-cmk", "TF_VAR_project_id="+made).Tell("plan", "-no-color")
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"2 to add", "kms:Decrypt", "key_policy"} {
		if !strings.Contains(out, words) {
			t.Errorf("%q is missing: %s", words, out)
		}
	}
}

// Every resource has an example for its page.
func TestEveryResourceHasAnExample(t *testing.T) {
	for _, made := range provider.New("test")().Resources(t.Context()) {
		var answer framework.MetadataResponse
		made().Metadata(t.Context(), framework.MetadataRequest{ProviderTypeName: "kanesh"}, &answer)
		if _, err := os.Stat(filepath.Join("../../examples/resources", answer.TypeName, "resource.tf")); err != nil {
			t.Error(err)
		}
	}
}
