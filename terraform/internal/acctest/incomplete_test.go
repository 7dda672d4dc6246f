package acctest

import (
	"fmt"
	"sync"
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

// What would disturb other tests has a control plane of its own.
func TestTrouble(t *testing.T) {
	t.Parallel()
	own, err := Start("KANESH_SIMULATED=true", "KANESH_SIMULATED_SPEED=20")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := own.Stop(); err != nil {
			t.Error(err)
		}
	})
	t.Run("failed creation", func(t *testing.T) { failedCreationGoesOn(t, own) })
	t.Run("cancelled creation", func(t *testing.T) { cancelledCreationIsMadeAnew(t, own) })
	t.Run("killed in mid-apply", func(t *testing.T) { killedInMidApply(t, own) })
}

// A creation that fails by itself is a warning with the reason and a cluster that is not ready; when the cloud is well again, the
// next apply ends well.
func failedCreationGoesOn(t *testing.T, own *ControlPlane) {
	weather := func(body string) {
		if answer, status, err := own.Ask("PATCH", "/simulated-cloud", body); err != nil || status >= 300 {
			t.Fatalf("%d %v %v", status, answer, err)
		}
	}
	world := configuredFor(own, project("acc-failed")+small("orders", ""))
	resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: factories, Steps: []resource.TestStep{
		{
			PreConfig:          func() { weather(`{"machinesPerZone": 0}`) },
			Config:             world,
			Check:              resource.TestCheckResourceAttr("kanesh_cluster.it", "ready", "false"),
			ExpectNonEmptyPlan: true,
		},
		{
			PreConfig: func() { weather(`{"machinesPerZone": null}`) },
			Config:    world,
			Check:     resource.TestCheckResourceAttr("kanesh_cluster.it", "ready", "true"),
		},
	}})
}

// A creation that was cancelled leaves nothing that could go on: the plan says so, and makes the cluster anew.
func cancelledCreationIsMadeAnew(t *testing.T, own *ControlPlane) {
	world := project("acc-cancelled")
	var path string
	ask := func(method, path, body string) map[string]any {
		answer, status, err := own.Ask(method, path, body)
		if err != nil || status >= 300 {
			t.Fatalf("%s %s: %d %v %v", method, path, status, answer, err)
		}
		return answer
	}
	resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: factories, Steps: []resource.TestStep{
		{
			PreConfig: func() { ask("PATCH", "/simulated-cloud", `{"deadMachinesPercent": 100}`) },
			Config:    configuredFor(own, world+small("orders", `timeouts = { create = "3s" }`)),
			Check: func(state *terraform.State) error {
				path = "/projects/" + id(state, "kanesh_project.it") + "/clusters/" + id(state, "kanesh_cluster.it")
				return resource.TestCheckResourceAttr("kanesh_cluster.it", "ready", "false")(state)
			},
			ExpectNonEmptyPlan: true,
		},
		{
			PreConfig: func() {
				ask("PATCH", "/simulated-cloud", `{"deadMachinesPercent": 0}`)
				ask("POST", "/operations/"+ask("GET", path, "")["activeOperationId"].(string)+":cancel", "")
				until(t, "the creation is taken back", func() bool {
					cluster := ask("GET", path, "")
					return cluster["activeOperationId"] == nil && cluster["phase"] == "FAILED"
				})
			},
			Config:           configuredFor(own, world+small("orders", "")),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("kanesh_cluster.it", plancheck.ResourceActionDestroyBeforeCreate)}},
			Check:            resource.TestCheckResourceAttr("kanesh_cluster.it", "ready", "true"),
		},
	}})
}

// A control plane that is killed while it is being asked comes back, and the apply ends well: once, not twice.
func killedInMidApply(t *testing.T, own *ControlPlane) {
	var killing sync.WaitGroup
	kill := func() {
		defer killing.Done()
		until(t, "a cluster is being created", func() bool {
			answer, _, err := own.Ask("GET", "/operations?state=RUNNING", "")
			items, _ := answer["items"].([]any)
			return err == nil && len(items) > 0
		})
		if err := own.Kill(); err != nil {
			t.Error(err)
		}
		if err := own.Run(); err != nil {
			t.Error(err)
		}
	}
	world := project("acc-killed") + small("orders", "")
	resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: factories, Steps: []resource.TestStep{
		{
			PreConfig: func() { killing.Add(1); go kill() },
			Config:    configuredFor(own, world),
			Check: func(state *terraform.State) error {
				killing.Wait()
				answer, _, err := own.Ask("GET", "/projects/"+id(state, "kanesh_project.it")+"/clusters", "")
				if items, _ := answer["items"].([]any); err != nil || len(items) != 1 {
					return fmt.Errorf("there should be one cluster: %v %v", answer, err)
				}
				return resource.TestCheckResourceAttr("kanesh_cluster.it", "ready", "true")(state)
			},
		},
		{Config: configuredFor(own, world), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
	}})
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
