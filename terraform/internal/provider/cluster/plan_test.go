package cluster

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/say"
)

// planned looks at the change of an unprotected cluster that is ready.
//
//	answer: status and body of the API's answer to the dry run; "" when none is expected.
func planned(t *testing.T, answer string, changed func(state, plan, config *model)) *kit.Change[model] {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		writer.Header().Set("Content-Type", "application/json")
		text := `{"id":"cl_1","projectId":"prj_1","name":"orders","spec":{"name":"orders","dataCenters":[{"name":"west"},{"name":"east"}]}}`
		if request.Method == http.MethodPatch {
			status, body, _ := strings.Cut(answer, " ")
			text = body
			if status != "200" {
				writer.WriteHeader(http.StatusUnprocessableEntity)
			}
		}
		_, _ = writer.Write([]byte(text)) // a reader that left learns nothing anyway
	}))
	t.Cleanup(server.Close)
	endpoint, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	api, err := client.New(endpoint, "token", "test")
	if err != nil {
		t.Fatal(err)
	}
	state, plan, config := modelOf(nil), modelOf(nil), modelOf(nil)
	for _, one := range []*model{state, plan, config} {
		one.Ready, one.DeletionProtection = types.BoolValue(true), types.BoolValue(false)
	}
	changed(state, plan, config)
	change := &kit.Change[model]{State: state, Plan: plan, Config: config, Differs: true, Diags: &diag.Diagnostics{}, Where: say.Root(func(string) bool { return true })}
	look(t.Context(), api, change)
	return change
}

func renamed(_, plan, _ *model) { plan.Name = types.StringValue("other") }

func TestWhatCannotBeChangedInPlaceIsReplacedWithTheReason(t *testing.T) {
	change := planned(t, `422 {"code":"immutable-field","field":"provider","detail":"The provider of a cluster never changes.","hint":"Make another cluster."}`, renamed)
	if len(change.Replaced) != 1 || !change.Replaced[0].Equal(path.Root("provider_name")) || change.Diags.HasError() {
		t.Error(change.Replaced, change.Diags)
	}
	if said := (*change.Diags)[0].Detail(); !strings.Contains(said, "never changes. Make another cluster.") {
		t.Error(said)
	}
	if !change.Plan.ID.IsUnknown() || !change.Plan.ProviderKeyID.IsUnknown() {
		t.Error("the other cluster has another id and another key")
	}
}

func TestAReplacementOfAProtectedClusterIsRefused(t *testing.T) {
	change := planned(t, `422 {"code":"immutable-field","field":"provider","detail":"Never."}`, func(state, plan, config *model) {
		renamed(state, plan, config)
		state.DeletionProtection = types.BoolValue(true)
	})
	if !change.Diags.HasError() || !strings.Contains(change.Diags.Errors()[0].Detail(), "set deletion_protection = false") {
		t.Error(change.Diags)
	}
}

func TestWhatADryRunRefusesIsAnErrorAtItsAttribute(t *testing.T) {
	change := planned(t, `422 {"code":"cluster-name-taken","field":"name","detail":"The name is taken."}`, renamed)
	errors := change.Diags.Errors()
	if len(errors) != 1 || !errors[0].(diag.DiagnosticWithPath).Path().Equal(path.Root("name")) {
		t.Error(change.Diags)
	}
}

func TestWhatRestartsIsAWarning(t *testing.T) {
	change := planned(t, `200 {"spec":{"name":"orders"},"changes":[{"what":"engines restart rack by rack","reason":"settings changed"}]}`, renamed)
	if change.Diags.HasError() || len(*change.Diags) != 1 || !strings.Contains((*change.Diags)[0].Detail(), "- engines restart rack by rack (settings changed)") {
		t.Error(change.Diags)
	}
	if !change.Plan.Ready.IsUnknown() {
		t.Error("whether it comes to its end is not known before")
	}
}

func TestWhatAResizeCostsIsAWarning(t *testing.T) {
	change := planned(t, `200 {"spec":{"name":"orders"},"usdPerMonth":900,"notes":["Without traffic."],"keys":[{"provider":"aws","usdForKeys":1,"usdForRequests":0.25}]}`,
		func(_, plan, _ *model) {
			plan.DataCenters = modelOf(func(cluster *client.ClusterResponse) { cluster.Spec.DataCenters[0].NodeGroups[0].Count = 6 }).DataCenters
		})
	said := ""
	for _, one := range *change.Diags {
		said += one.Summary() + ": " + one.Detail()
	}
	if said != "Price of cluster orders: Its machines cost about 900 US dollars per month at list price. "+
		"Its keys at aws cost about 1.25 US dollars per month, which that KMS bills. Without traffic." {
		t.Error(said)
	}
}

func TestTheBlockWithTheKeyIsMissed(t *testing.T) {
	own := settings{types.StringValue("key_1"), types.StringValue("AES_128"), types.BoolNull(), types.Int64Value(240)}.object()
	change := planned(t, "", func(state, plan, config *model) {
		state.Encryption, plan.Encryption, config.Encryption = own, own, types.ObjectNull(encryptionTypes)
	})
	errors := change.Diags.Errors()
	if len(errors) != 1 || !strings.Contains(errors[0].Detail(), `encryption = { key_id = "key_1" }`) {
		t.Error(change.Diags)
	}
}

func TestOnlyWhatIsKnownIsAskedFor(t *testing.T) {
	unknown := modelOf(nil)
	unknown.Name = types.StringUnknown()
	if isAskable(unknown) || !isAskable(modelOf(nil)) {
		t.Error("a dry run needs the name")
	}
}
