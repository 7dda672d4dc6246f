package say

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
)

var known = Root(func(attribute string) bool { return attribute == "organization_id" || attribute == "data_centers" })

func TestFieldsOfTheAPIAreAttributes(t *testing.T) {
	for field, attribute := range map[string]string{
		"organizationId": "organization_id", "dataCenters[0].region": "data_centers", "dataCenters.x": "data_centers", "other": "",
	} {
		at, has := known(field)
		if has != (attribute != "") || has && !at.Equal(path.Root(attribute)) {
			t.Errorf("%s is at %s: %v", field, at, has)
		}
	}
}

// Each thing that is wrong is a diagnostic of its own, at its attribute when there is one.
func TestARefusalIsShownAtItsAttributes(t *testing.T) {
	refusal := &client.Refusal{Status: 401, Method: "POST", Path: "/projects", TraceID: "abc", Details: []client.Detail{
		{Code: "name-taken", Field: "organizationId", Message: "It is taken.", Hint: "Choose another."}, {Code: "other", Message: "And that."},
	}}
	var diags diag.Diagnostics
	Error(&diags, "create the project", fmt.Errorf("wrapped: %w", refusal), known)
	if len(diags) != 2 {
		t.Fatal(diags)
	}
	located, ok := diags[0].(diag.DiagnosticWithPath)
	if !ok || !located.Path().Equal(path.Root("organization_id")) {
		t.Error(diags[0])
	}
	for _, words := range []string{"It is taken.", "Choose another.", "KANESH_TOKEN", "401 name-taken, trace abc"} {
		if !strings.Contains(diags[0].Detail(), words) {
			t.Errorf("%q is missing: %s", words, diags[0].Detail())
		}
	}
	diags = nil
	Warning(&diags, "finish it", refusal, known)
	if diags.HasError() || len(diags) != 2 {
		t.Error(diags)
	}
}

func TestACancelledRunIsSaidAsSuch(t *testing.T) {
	var diags diag.Diagnostics
	Error(&diags, "create the project", context.Canceled, known)
	Error(&diags, "create the project", errors.New("out of luck"), known)
	if diags[0].Detail() != "The run was cancelled." || diags[1].Detail() != "out of luck" {
		t.Error(diags)
	}
}
