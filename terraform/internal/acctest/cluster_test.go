package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

func updates(address string) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)}}
}

// Each step is followed by a plan that has to be empty: nothing that the service changes by itself is a difference.
func TestClusterLivesAndIsImported(t *testing.T) {
	var path string
	world := project("acc-cluster")
	run(t,
		resource.TestStep{
			Config: configured(world + small("orders", `labels = { team = "payments" }`)),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("kanesh_cluster.it", "ready", "true"),
				resource.TestCheckResourceAttr("kanesh_cluster.it", "data_centers.dc1.replication_factor", "3"),
				resource.TestCheckResourceAttr("kanesh_cluster.it", "encryption.algorithm", "AES_128"),
				resource.TestCheckResourceAttrSet("kanesh_cluster.it", "provider_key_id"),
				resource.TestCheckNoResourceAttr("kanesh_cluster.it", "admin_password"),
				func(state *terraform.State) error {
					path = "/projects/" + id(state, "kanesh_project.it") + "/clusters/" + id(state, "kanesh_cluster.it")
					return nil
				}),
		},
		resource.TestStep{
			Config:           configured(world + small("orders-2", `labels = { stage = "test" }`+"\n"+`allowed_cidrs = ["10.0.0.0/8", "127.0.0.0/8"]`)),
			ConfigPlanChecks: updates("kanesh_cluster.it"),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("kanesh_cluster.it", "labels.%", "1"),
				resource.TestCheckResourceAttr("kanesh_cluster.it", "allowed_cidrs.#", "2")),
		},
		resource.TestStep{ // the order of a set is no difference
			Config:           configured(world + small("orders-2", `labels = { stage = "test" }`+"\n"+`allowed_cidrs = ["127.0.0.0/8", "10.0.0.0/8"]`)),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}},
		},
		resource.TestStep{ // changed behind its back: the plan repairs it
			PreConfig: func() { must(t, "PATCH", path, `{"name": "elsewhere", "labels": {"more": "yes"}}`) },
			Config:    configured(world + small("orders-2", `labels = { stage = "test" }`+"\n"+`allowed_cidrs = ["127.0.0.0/8", "10.0.0.0/8"]`)),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("kanesh_cluster.it", "name", "orders-2"),
				resource.TestCheckNoResourceAttr("kanesh_cluster.it", "labels.more")),
		},
		resource.TestStep{
			ResourceName: "kanesh_cluster.it", ImportState: true, ImportStateVerify: true, ImportStateIdFunc: idOf("kanesh_cluster.it"),
			ImportStateVerifyIgnore: []string{"allowed_cidrs", "timeouts"}, // managed only where the configuration names them
		},
		resource.TestStep{
			Config:           configured(world + small("orders-2", "paused = true")),
			ConfigPlanChecks: updates("kanesh_cluster.it"),
			Check:            resource.TestCheckResourceAttr("kanesh_cluster.it", "paused", "true"),
		},
		resource.TestStep{
			Config:           configured(world + small("orders-2", "")),
			ConfigPlanChecks: updates("kanesh_cluster.it"),
			Check:            resource.TestCheckResourceAttr("kanesh_cluster.it", "paused", "false"),
		},
	)
}

func TestClusterIsProtectedAndSaysWhyItIsReplaced(t *testing.T) {
	world := project("acc-protected")
	protected := `
resource "kanesh_cluster" "it" {
  project_id    = kanesh_project.it.id
  name          = "orders"
  provider_name = "simulated"
  data_centers  = { dc1 = { region = "sim-1" } }
}
`
	moved := `
resource "kanesh_cluster" "it" {
  project_id    = kanesh_project.it.id
  name          = "orders"
  provider_name = "simulated"
  data_centers  = { dc1 = { region = "sim-2" } }
}
`
	run(t,
		resource.TestStep{Config: configured(world + protected), Check: resource.TestCheckResourceAttr("kanesh_cluster.it", "deletion_protection", "true")},
		resource.TestStep{Config: configured(world), ExpectError: matching("is protected against deletion")},
		resource.TestStep{Config: configured(world + moved), ExpectError: matching("is protected against deletion")},
		resource.TestStep{Config: configured(world + small("orders", ""))},
		resource.TestStep{
			Config: configured(world + `
resource "kanesh_cluster" "it" {
  project_id          = kanesh_project.it.id
  name                = "orders"
  provider_name       = "simulated"
  deletion_protection = false
  data_centers        = { dc1 = { region = "sim-2" } }
}
`),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("kanesh_cluster.it", plancheck.ResourceActionDestroyBeforeCreate)}},
			Check:            resource.TestCheckResourceAttr("kanesh_cluster.it", "data_centers.dc1.region", "sim-2"),
		},
	)
}
