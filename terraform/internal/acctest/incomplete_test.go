package acctest

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

// A creation that runs out of time keeps its cluster: the next apply goes on with it, and makes no second one.
func TestTimedOutCreationGoesOn(t *testing.T) {
	world := project("acc-timeout")
	var first string
	run(t,
		resource.TestStep{
			Config: configured(world + small("orders", `timeouts = { create = "300ms" }`)),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("kanesh_cluster.it", "ready", "false"),
				func(state *terraform.State) error {
					first = id(state, "kanesh_cluster.it")
					return nil
				}),
			ExpectNonEmptyPlan: true,
		},
		resource.TestStep{
			Config:           configured(world + small("orders", "")),
			ConfigPlanChecks: updates("kanesh_cluster.it"),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("kanesh_cluster.it", "ready", "true"),
				func(state *terraform.State) error {
					if now := id(state, "kanesh_cluster.it"); now != first {
						return fmt.Errorf("%s was made instead of going on with %s", now, first)
					}
					return nil
				}),
		},
	)
}

func TestRefreshWhileAnOperationRuns(t *testing.T) {
	world := project("acc-refresh") + small("orders", "")
	var path string
	run(t,
		resource.TestStep{Config: configured(world), Check: func(state *terraform.State) error {
			path = "/projects/" + id(state, "kanesh_project.it") + "/clusters/" + id(state, "kanesh_cluster.it")
			return nil
		}},
		resource.TestStep{
			PreConfig:        func() { must(t, "POST", path+":restart", "") },
			Config:           configured(world),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
		resource.TestStep{PreConfig: func() {
			until(t, "the restart has ended", func() bool { return must(t, "GET", path, "")["activeOperationId"] == nil })
		}, Config: configured(world)},
	)
}

func TestFiftyResourcesInOnePlan(t *testing.T) {
	world := configured(`
resource "kanesh_project" "many" {
  count = 50
  name  = "acc-many-${count.index}"
}
`)
	run(t,
		resource.TestStep{Config: world, Check: resource.TestCheckResourceAttr("kanesh_project.many.49", "name", "acc-many-49")},
		resource.TestStep{Config: world, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	)
}

// until waits for a condition, and fails the test when it does not come about.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Errorf("waited in vain: %s", what)
}
