package acctest

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

func user(more string) string {
	return `
resource "kanesh_database_user" "it" {
  project_id = kanesh_cluster.it.project_id
  cluster_id = kanesh_cluster.it.id
  name       = "app"
  ` + more + `
}
data "kanesh_database_user" "it" {
  project_id = kanesh_cluster.it.project_id
  cluster_id = kanesh_cluster.it.id
  name       = kanesh_database_user.it.name
}
data "kanesh_database_users" "all" {
  project_id = kanesh_cluster.it.project_id
  cluster_id = kanesh_cluster.it.id
  depends_on = [kanesh_database_user.it]
}
`
}

// The simulated engines keep users without a way to log in; TestReadmeFromTheBuildToRows logs in to real ones.
func TestDatabaseUserLivesAndIsImported(t *testing.T) {
	world := project("acc-users") + small("orders", "")
	stored := func(version int, access string) string {
		return configured(world + user(fmt.Sprintf("store_password = true\npassword_wo_version = %d\naccess = %s", version, access)))
	}
	one := `[{ keyspace = "shop", read = true }]`
	two := `[{ keyspace = "shop", read = true, write = true }, { keyspace = "stock", read = true }]`
	var cluster, first string
	run(t,
		resource.TestStep{
			Config: stored(1, one),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttrSet("kanesh_database_user.it", "password"),
				resource.TestCheckResourceAttr("data.kanesh_database_user.it", "origin", "KANESH"),
				resource.TestCheckResourceAttr("data.kanesh_database_users.all", "items.#", "1"),
				func(state *terraform.State) error {
					cluster = "/projects/" + id(state, "kanesh_project.it") + "/clusters/" + id(state, "kanesh_cluster.it")
					first = state.RootModule().Resources["kanesh_database_user.it"].Primary.Attributes["password"]
					return nil
				}),
		},
		resource.TestStep{Config: stored(1, two), ConfigPlanChecks: updates("kanesh_database_user.it"),
			Check: resource.TestCheckResourceAttr("kanesh_database_user.it", "access.#", "2")},
		resource.TestStep{ // changed behind its back: the plan repairs it
			PreConfig: func() { must(t, http.MethodPatch, cluster+"/users/app", `{"access":[]}`) },
			Config:    stored(1, two), ConfigPlanChecks: updates("kanesh_database_user.it"),
			Check: resource.TestCheckResourceAttr("data.kanesh_database_user.it", "access.#", "2"),
		},
		resource.TestStep{ // another version rotates
			Config: stored(2, two), ConfigPlanChecks: updates("kanesh_database_user.it"),
			Check: func(state *terraform.State) error {
				if state.RootModule().Resources["kanesh_database_user.it"].Primary.Attributes["password"] == first {
					return fmt.Errorf("it has the former password")
				}
				return nil
			},
		},
		resource.TestStep{
			ResourceName: "kanesh_database_user.it", ImportState: true, ImportStateVerify: true, ImportStateVerifyIdentifierAttribute: "name",
			ImportStateVerifyIgnore: []string{"password", "store_password", "password_wo_version"},
			ImportStateIdFunc: func(state *terraform.State) (string, error) {
				return id(state, "kanesh_project.it") + "/" + id(state, "kanesh_cluster.it") + "/app", nil
			},
		},
		resource.TestStep{ // the user and then its cluster deleted behind their backs: both are made anew
			PreConfig: func() { must(t, http.MethodDelete, cluster+"/users/app", "") },
			Config:    stored(2, two), ConfigPlanChecks: creates("kanesh_database_user.it"),
		},
		resource.TestStep{
			PreConfig: func() {
				must(t, http.MethodDelete, cluster, "")
				until(t, "the cluster is gone", func() bool {
					_, status, _ := plane.Ask(http.MethodGet, cluster, "")
					return status == http.StatusNotFound
				})
			},
			Config: stored(2, two), ConfigPlanChecks: creates("kanesh_cluster.it", "kanesh_database_user.it"),
		},
	)
}

func creates(addresses ...string) resource.ConfigPlanChecks {
	checks := resource.ConfigPlanChecks{}
	for _, address := range addresses {
		checks.PreApply = append(checks.PreApply, plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate))
	}
	return checks
}

func TestPasswordThatCannotBeUsed(t *testing.T) {
	refuses(t, configured(project("acc-bad-password")+small("orders", "")+user("password_wo = \"short\"\npassword_wo_version = 1")),
		"string length must be between 12 and 72")
}
