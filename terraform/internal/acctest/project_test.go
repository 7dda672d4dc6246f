package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

func TestProjectLivesAndIsImported(t *testing.T) {
	var projectID string
	run(t,
		resource.TestStep{
			Config: configured(project("acc-life")),
			Check: resource.ComposeAggregateTestCheckFunc(
				resource.TestCheckResourceAttr("kanesh_project.it", "name", "acc-life"),
				func(state *terraform.State) error {
					projectID = id(state, "kanesh_project.it")
					return nil
				}),
		},
		resource.TestStep{
			Config:           configured(project("acc-renamed")),
			ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("kanesh_project.it", plancheck.ResourceActionUpdate)}},
		},
		resource.TestStep{ResourceName: "kanesh_project.it", ImportState: true, ImportStateVerify: true},
		resource.TestStep{ // renamed behind its back: the plan repairs it
			PreConfig: func() { must(t, "PATCH", "/projects/"+projectID, `{"name":"acc-elsewhere"}`) },
			Config:    configured(project("acc-renamed")),
			Check:     resource.TestCheckResourceAttr("kanesh_project.it", "name", "acc-renamed"),
		},
		resource.TestStep{ // deleted behind its back: it is made anew
			PreConfig: func() { must(t, "DELETE", "/projects/"+projectID, "") },
			Config:    configured(project("acc-renamed")),
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("kanesh_project.it", plancheck.ResourceActionCreate)},
			},
		},
	)
}

func TestProjectIsFoundByName(t *testing.T) {
	run(t, resource.TestStep{
		Config: configured(project("acc-found") + `
data "kanesh_project" "it" {
  name = kanesh_project.it.name
}
data "kanesh_projects" "all" {
  depends_on = [kanesh_project.it]
}
`),
		Check: resource.ComposeAggregateTestCheckFunc(
			resource.TestCheckResourceAttrPair("data.kanesh_project.it", "id", "kanesh_project.it", "id"),
			resource.TestCheckTypeSetElemNestedAttrs("data.kanesh_projects.all", "items.*", map[string]string{"name": "acc-found"})),
	})
}

// must asks past the provider and fails the test when it is refused.
func must(t *testing.T, method, path, body string) map[string]any {
	t.Helper()
	answer, status, err := plane.Ask(method, path, body)
	if err != nil || status >= 300 {
		t.Fatalf("%s %s: %d %v %v", method, path, status, answer, err)
	}
	return answer
}
