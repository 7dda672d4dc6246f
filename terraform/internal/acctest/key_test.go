package acctest

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

func TestKeyIsCheckedUsedAndImported(t *testing.T) {
	keyURI := fmt.Sprintf("kanesh-local://sim-1/acc-%d", time.Now().UnixNano())
	var projectID string
	world := func(key, more string) string {
		return configured(project("acc-key") + `
data "kanesh_key_grant_text" "it" {
  project_id = kanesh_project.it.id
  uri        = "` + keyURI + `"
}
resource "kanesh_key" "it" {
  project_id = kanesh_project.it.id
  name       = "orders"
  uri        = "` + keyURI + `"
  ` + key + `
}
` + more)
	}
	cluster := small("orders", `encryption = { key_id = kanesh_key.it.id, algorithm = "AES_256" }`) + `
data "kanesh_key_usage" "it" {
  project_id = kanesh_project.it.id
  key_id     = kanesh_cluster.it.encryption.key_id
}
data "kanesh_keys" "all" {
  project_id = kanesh_cluster.it.project_id
}
`
	run(t,
		resource.TestStep{ // nobody has made the key: the registration stays, and the next apply checks again
			Config: world(`timeouts = { create = "1s" }`, ""),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("kanesh_key.it", "checked", "false"),
				resource.TestCheckResourceAttrSet("data.kanesh_key_grant_text.it", "principal"),
				func(state *terraform.State) error {
					projectID = id(state, "kanesh_project.it")
					return nil
				}),
			ExpectNonEmptyPlan: true,
		},
		resource.TestStep{
			PreConfig: func() {
				if err := plane.KMS("create-key", map[string]any{"key": keyURI}); err != nil {
					t.Fatal(err)
				}
				if err := plane.Grant(keyURI, projectID); err != nil {
					t.Fatal(err)
				}
			},
			Config:           world("", ""),
			ConfigPlanChecks: updates("kanesh_key.it"),
			Check:            resource.TestCheckResourceAttr("kanesh_key.it", "checked", "true"),
		},
		resource.TestStep{ResourceName: "kanesh_key.it", ImportState: true, ImportStateVerify: true, ImportStateIdFunc: idOf("kanesh_key.it"), ImportStateVerifyIgnore: []string{"timeouts"}},
		resource.TestStep{
			Config: world(`description = "the orders team's"`, cluster),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttrPair("kanesh_cluster.it", "encryption.key_id", "kanesh_key.it", "id"),
				resource.TestCheckNoResourceAttr("kanesh_cluster.it", "provider_key_id"),
				resource.TestCheckResourceAttr("data.kanesh_key_usage.it", "deletable", "false")),
		},
		resource.TestStep{ // what is left out is not managed, so that the key would silently stay: the plan says so instead
			Config: world(`description = "the orders team's"`, small("orders", "")), PlanOnly: true, ExpectError: matching("The block with the cluster's key is missing"),
		},
		resource.TestStep{ // once, and again when the trigger changes
			Config: world(`description = "the orders team's"`, cluster+rotation("first")),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttrSet("kanesh_key_operation.it", "operation_id"),
				resource.TestCheckResourceAttr("data.kanesh_operation.rotation", "state", "SUCCEEDED")),
		},
		resource.TestStep{
			Config:           world(`description = "the orders team's"`, cluster+rotation("second")),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("kanesh_key_operation.it", plancheck.ResourceActionDestroyBeforeCreate)}},
			Check:            resource.TestCheckResourceAttr("data.kanesh_operation.rotation", "runbook", "rotate-key"),
		},
	)
}

// rotation is a key that is rotated, and the operation that did it.
func rotation(trigger string) string {
	return fmt.Sprintf(`
resource "kanesh_key_operation" "it" {
  project_id = kanesh_project.it.id
  key_id     = kanesh_cluster.it.encryption.key_id
  action     = "rotate"
  triggers   = { quarter = %q }
}
data "kanesh_operation" "rotation" {
  id = kanesh_key_operation.it.operation_id
}
`, trigger)
}
