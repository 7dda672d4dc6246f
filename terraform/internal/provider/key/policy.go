package key

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
)

type policy struct {
	ProjectID        types.String `tfsdk:"project_id"`
	CustomerKeysOnly types.Bool   `tfsdk:"customer_keys_only"`
	AES256Only       types.Bool   `tfsdk:"aes_256_only"`
}

// Policy is `kanesh_key_policy`.
var Policy = kit.Resource[policy]{
	Name: "key_policy", Title: "the key policy", IDs: []string{"project_id"},
	Schema: func(context.Context) schema.Schema {
		return schema.Schema{
			MarkdownDescription: "What a project demands of every cluster that is created, or whose encryption is changed, from now on. Destroying it demands nothing.",
			Attributes: map[string]schema.Attribute{
				"project_id":         kit.Owner("The project, `prj_…`.", "prj"),
				"customer_keys_only": schema.BoolAttribute{Required: true, MarkdownDescription: "No provider-managed key."},
				"aes_256_only":       schema.BoolAttribute{Required: true, MarkdownDescription: "No AES-128."},
			},
		}
	},
	Create: func(ctx context.Context, api *client.API, plan, _ *policy) error { return plan.put(ctx, api) },
	Read: func(ctx context.Context, api *client.API, state *policy) error {
		found, err := client.Call[client.KeyPolicyResponse](api.GetKeyPolicy(ctx, state.ProjectID.ValueString()))
		if err == nil {
			state.CustomerKeysOnly, state.AES256Only = types.BoolValue(found.CustomerKeysOnly), types.BoolValue(found.Aes256Only)
		}
		return err
	},
	Update: func(ctx context.Context, api *client.API, _, plan, _ *policy) error { return plan.put(ctx, api) },
	Delete: func(ctx context.Context, api *client.API, state *policy) error {
		free := policy{state.ProjectID, types.BoolValue(false), types.BoolValue(false)}
		return free.put(ctx, api)
	},
}

func (p *policy) put(ctx context.Context, api *client.API) error {
	return client.Done(api.PutKeyPolicy(ctx, p.ProjectID.ValueString(),
		client.KeyPolicyRequest{CustomerKeysOnly: p.CustomerKeysOnly.ValueBool(), Aes256Only: p.AES256Only.ValueBool()}))
}
