package key

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type act struct {
	kit.Run
	KeyID   types.String `tfsdk:"key_id"`
	Kind    types.String `tfsdk:"kind"`
	Minutes types.Int64  `tfsdk:"minutes"`
	NodeID  types.String `tfsdk:"node_id"`
}

// Operation is `kanesh_key_operation`.
var Operation = kit.RunKind[act]{
	Name: "key_operation", Title: "the key's operation",
	About:   "Does something with a key once, when it is created and whenever `triggers` change: `check` it, `rotate` it in its KMS, or `drill` the loss of it. Destroying it does nothing.",
	Actions: []kit.Action{{Name: "check"}, {Name: "rotate", Runbook: "rotate-key"}, {Name: "drill", Runbook: "drill-key"}},
	Own: map[string]schema.Attribute{
		"key_id":  kit.Owner("The key, `key_…`.", "key"),
		"kind":    kit.NotedOr("Of a drill: `DISABLED`, `DENIED` or `UNREACHABLE`.", stringvalidator.OneOf("DISABLED", "DENIED", "UNREACHABLE")),
		"minutes": kit.NotedNumberOr("Of a drill: how long at most, 1 to 60; 15 by default.", int64validator.Between(1, 60)),
		"node_id": kit.NotedOr("Of a drill: this node only.", kit.ID("nd")),
	},
	Run:     func(a *act) *kit.Run { return &a.Run },
	Subject: func(a *act) *types.String { return &a.KeyID },
	Start:   start,
	Look:    warn,
}.Resource()

func start(ctx context.Context, api *client.API, a *act) (*http.Response, error) {
	project, key := a.ProjectID.ValueString(), a.KeyID.ValueString()
	switch a.Action.ValueString() {
	case "rotate":
		return api.RotateKey(ctx, project, key, nil)
	case "drill":
		return api.DrillKey(ctx, project, key, nil, client.DrillRequest{
			Kind: client.DrillRequestKind(a.Kind.ValueString()), Minutes: values.Number(a.Minutes), NodeId: values.Known(a.NodeID),
		})
	default:
		return api.CheckKey(ctx, project, key, nil)
	}
}

func warn(change *kit.Change[act]) {
	if change.Plan == nil || change.State != nil || change.Plan.Action.ValueString() != "drill" {
		return
	}
	if change.Plan.Kind.IsNull() {
		change.Diags.AddAttributeError(path.Root("kind"), "A drill needs a kind", "Give DISABLED, DENIED or UNREACHABLE.")
	}
	change.Diags.AddAttributeWarning(path.Root("action"), "Clusters will seal", "The nodes of this key seal for the time of the drill, and come back.")
}
