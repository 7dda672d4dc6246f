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
var Operation = kit.RunResource("key_operation", "the key's operation",
	"Does something with a key once, when it is created and whenever `triggers` change: `check` it, `rotate` it in its KMS, or `drill` the loss of it. Destroying it does nothing.",
	[]string{"check", "rotate", "drill"},
	map[string]schema.Attribute{
		"key_id":  kit.Owner("The key, `key_…`.", "key"),
		"kind":    kit.FixedOr("Of a drill: `DISABLED`, `DENIED` or `UNREACHABLE`.", stringvalidator.OneOf("DISABLED", "DENIED", "UNREACHABLE")),
		"minutes": kit.FixedNumberOr("Of a drill: how long at most, 1 to 60; 15 by default.", int64validator.Between(1, 60)),
		"node_id": kit.FixedOr("Of a drill: this node only.", kit.ID("nd")),
	},
	func(a *act) *kit.Run { return &a.Run },
	func(ctx context.Context, api *client.API, a *act) (*http.Response, error) {
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
	},
	func(change *kit.Change[act]) {
		if change.Plan != nil && change.State == nil && change.Plan.Action.ValueString() == "drill" {
			if change.Plan.Kind.IsNull() {
				change.Diags.AddAttributeError(path.Root("kind"), "A drill needs a kind", "Give DISABLED, DENIED or UNREACHABLE.")
			}
			change.Diags.AddAttributeWarning(path.Root("action"), "Clusters will seal", "The nodes of this key seal for the time of the drill, and come back.")
		}
	})
