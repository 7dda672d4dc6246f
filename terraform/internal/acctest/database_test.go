package acctest

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

func TestAllowedNetworksOperationsAndWhatIsFound(t *testing.T) {
	world := func(cidrs, trigger string) string {
		return configured(project("acc-networks") + small("orders", "") + `
resource "kanesh_allowed_cidrs" "it" {
  project_id = kanesh_project.it.id
  cluster_id = kanesh_cluster.it.id
  cidrs      = ` + cidrs + `
}
resource "kanesh_cluster_operation" "restart" {
  project_id = kanesh_project.it.id
  cluster_id = kanesh_cluster.it.id
  action     = "restart"
  triggers   = { when = "` + trigger + `" }
  depends_on = [kanesh_allowed_cidrs.it]
}
data "kanesh_allowed_cidrs" "it" {
  project_id = kanesh_allowed_cidrs.it.project_id
  cluster_id = kanesh_allowed_cidrs.it.cluster_id
}
data "kanesh_cluster" "it" {
  project_id = kanesh_cluster.it.project_id
  name       = kanesh_cluster.it.name
  depends_on = [kanesh_cluster_operation.restart]
}
data "kanesh_clusters" "all" {
  project_id = kanesh_cluster.it.project_id
}
data "kanesh_nodes" "all" {
  project_id = kanesh_cluster.it.project_id
  cluster_id = kanesh_cluster.it.id
}
data "kanesh_connection" "it" {
  project_id = kanesh_cluster.it.project_id
  cluster_id = kanesh_cluster.it.id
}
data "kanesh_operations" "restarts" {
  cluster_id = kanesh_cluster.it.id
  runbook    = "restart-cluster"
  depends_on = [kanesh_cluster_operation.restart]
}
data "kanesh_operation" "restart" {
  id = kanesh_cluster_operation.restart.operation_id
}
data "kanesh_audit_events" "last" {
  project_id = kanesh_cluster.it.project_id
  limit      = 5
}
`)
	}
	run(t,
		resource.TestStep{
			Config: world(`["10.1.0.0/16", "127.0.0.0/8"]`, "first"),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("data.kanesh_allowed_cidrs.it", "cidrs.#", "2"),
				resource.TestCheckResourceAttrPair("data.kanesh_cluster.it", "id", "kanesh_cluster.it", "id"),
				resource.TestMatchResourceAttr("data.kanesh_cluster.it", "phase", regexp.MustCompile("ACTIVE|DEGRADED")), // it was just restarted
				resource.TestCheckResourceAttr("data.kanesh_nodes.all", "items.#", "3"),
				resource.TestCheckResourceAttr("data.kanesh_connection.it", "contact_points.#", "3"),
				resource.TestCheckResourceAttr("data.kanesh_operations.restarts", "items.#", "1"),
				resource.TestCheckResourceAttr("data.kanesh_operation.restart", "state", "SUCCEEDED"),
				resource.TestCheckResourceAttr("data.kanesh_audit_events.last", "items.#", "5")),
		},
		resource.TestStep{
			Config:           world(`["127.0.0.0/8"]`, "second"),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("kanesh_cluster_operation.restart", plancheck.ResourceActionDestroyBeforeCreate)}},
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("kanesh_allowed_cidrs.it", "cidrs.#", "1"),
				resource.TestCheckResourceAttr("data.kanesh_operations.restarts", "items.#", "2")),
		},
		resource.TestStep{
			ResourceName: "kanesh_allowed_cidrs.it", ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "cluster_id",
			ImportStateIdFunc: func(state *terraform.State) (string, error) {
				return id(state, "kanesh_project.it") + "/" + id(state, "kanesh_cluster.it"), nil
			},
		},
	)
}

func TestCatalogueIsFound(t *testing.T) {
	run(t, resource.TestStep{
		Config: configured(`
data "kanesh_providers" "all" {}
data "kanesh_engine_versions" "all" {}
data "kanesh_regions" "all" {
  provider_name = "simulated"
}
data "kanesh_instance_types" "all" {
  provider_name = "simulated"
}
data "kanesh_price" "three" {
  provider_name  = "aws"
  region         = data.kanesh_regions.aws.items[0].name
  instance_type  = data.kanesh_instance_types.aws.items[0].name
  count_of_nodes = 3
}
data "kanesh_regions" "aws" {
  provider_name = "aws"
}
data "kanesh_instance_types" "aws" {
  provider_name = "aws"
}
`),
		Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckTypeSetElemNestedAttrs("data.kanesh_providers.all", "items.*", map[string]string{"name": "simulated", "launchable": "true"}),
			resource.TestCheckTypeSetElemNestedAttrs("data.kanesh_regions.all", "items.*", map[string]string{"name": "sim-1"}),
			resource.TestCheckTypeSetElemNestedAttrs("data.kanesh_instance_types.all", "items.*", map[string]string{"name": "sim.small"}),
			resource.TestCheckResourceAttrSet("data.kanesh_engine_versions.all", "items.0.version"),
			resource.TestCheckResourceAttrSet("data.kanesh_price.three", "usd_per_month")),
	})
}

func TestEphemeralTokenLeavesNothingBehind(t *testing.T) {
	run(t, resource.TestStep{
		Config: configured(project("acc-ephemeral") + `
ephemeral "kanesh_database_password" "new" {
  length = 40
}
ephemeral "kanesh_token" "run" {
  name       = "acc-of-this-run"
  role       = "VIEWER"
  project_id = kanesh_project.it.id
}
provider "kanesh" {
  alias    = "viewer"
  endpoint = "` + plane.Endpoint + `"
  token    = ephemeral.kanesh_token.run.secret
}
data "kanesh_project" "seen" {
  provider = kanesh.viewer
  id       = kanesh_project.it.id
}
`),
		Check: resource.TestCheckResourceAttr("data.kanesh_project.seen", "name", "acc-ephemeral"),
	})
	t.Cleanup(func() { // the run has ended, and its token with it
		for _, one := range must(t, "GET", "/tokens?pageSize=200", "")["items"].([]any) {
			if one.(map[string]any)["name"] == "acc-of-this-run" {
				t.Error("the token of the run is still there")
			}
		}
	})
}
