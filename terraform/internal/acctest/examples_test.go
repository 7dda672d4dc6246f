package acctest

import (
	"os"
	"path/filepath"
	"testing"

	framework "github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider"
)

var simulated = config.Variables{"provider_name": config.StringVariable("simulated"), "region": config.StringVariable("sim-1")}

func with(more config.Variables) config.Variables {
	all := config.Variables{}
	for _, variables := range []config.Variables{simulated, more} {
		for name, value := range variables {
			all[name] = value
		}
	}
	return all
}

func example(name string) config.TestStepConfigFunc {
	return config.StaticDirectory("../../examples/" + name)
}

func TestExampleOfAnEncryptedCluster(t *testing.T) {
	variables := with(config.Variables{"name": config.StringVariable("acc-example")})
	run(t,
		resource.TestStep{ConfigDirectory: example("encrypted-cluster"), ConfigVariables: variables, Check: resource.TestCheckResourceAttr("kanesh_cluster.this", "ready", "true")},
		resource.TestStep{ConfigDirectory: example("encrypted-cluster"), ConfigVariables: variables, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	)
}

func TestExampleOfATeam(t *testing.T) {
	variables := with(config.Variables{"team": config.StringVariable("acc-team"), "protect_live": config.BoolVariable(false)})
	run(t,
		resource.TestStep{ConfigDirectory: example("team"), ConfigVariables: variables},
		resource.TestStep{ConfigDirectory: example("team"), ConfigVariables: variables, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	)
}

// No test talks to AWS: what is tested is the plan, with the policy's text in it.
func TestExampleOfAKeyInAWSIsPlanned(t *testing.T) {
	made := must(t, "POST", "/projects", `{"name":"acc-aws"}`)["id"].(string)
	run(t, resource.TestStep{
		ConfigDirectory: example("aws-cmk"), ConfigVariables: with(config.Variables{"project_id": config.StringVariable(made)}), PlanOnly: true, ExpectNonEmptyPlan: true,
	})
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
