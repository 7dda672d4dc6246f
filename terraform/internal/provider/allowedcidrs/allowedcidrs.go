// Package allowedcidrs is the networks from which clients may connect to a cluster: the resource and the data source.
package allowedcidrs

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type model struct {
	ProjectID types.String   `tfsdk:"project_id"`
	ClusterID types.String   `tfsdk:"cluster_id"`
	Cidrs     types.Set      `tfsdk:"cidrs"`
	Timeouts  timeouts.Value `tfsdk:"timeouts"`
}

type found struct {
	ProjectID types.String `tfsdk:"project_id"`
	ClusterID types.String `tfsdk:"cluster_id"`
	Cidrs     types.Set    `tfsdk:"cidrs"`
	Enforced  types.Bool   `tfsdk:"enforced"`
}

// whenNobodyManages is what the API gives a cluster that names no networks: this machine alone.
var whenNobodyManages = []string{"127.0.0.0/8"}

// Resource is `kanesh_allowed_cidrs`.
var Resource = kit.Resource[model]{
	Name: "allowed_cidrs", Title: "the allowed networks", IDs: []string{"project_id", "cluster_id"}, Schema: resourceSchema,
	Create: func(ctx context.Context, api *client.API, plan, _ *model) error {
		ctx, cancel, err := kit.Within(ctx)(plan.Timeouts.Create(ctx, kit.QuickTimeout))
		if err != nil {
			return err
		}
		defer cancel()
		return set(ctx, api, plan)
	},
	Read: read,
	Update: func(ctx context.Context, api *client.API, _, plan, _ *model) error {
		ctx, cancel, err := kit.Within(ctx)(plan.Timeouts.Update(ctx, kit.QuickTimeout))
		if err != nil {
			return err
		}
		defer cancel()
		return set(ctx, api, plan)
	},
	Delete: func(ctx context.Context, api *client.API, state *model) error {
		_, err := put(ctx, api, state, whenNobodyManages)
		return err
	},
	Plan: look,
}

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The networks from which clients may connect to one cluster, as one list. Use it instead of `kanesh_cluster.allowed_cidrs`, not beside it. " +
			"Destroying it leaves the default: the machine itself alone.",
		Attributes: map[string]schema.Attribute{
			"project_id": kit.Owner("The project, `prj_…`.", "prj"),
			"cluster_id": kit.Owner("The cluster, `cl_…`.", "cl"),
			"cidrs": schema.SetAttribute{
				Required: true, ElementType: types.StringType, Validators: []validator.Set{setvalidator.SizeAtMost(200), setvalidator.ValueStringsAre(kit.Network())},
				MarkdownDescription: "IPv4 and IPv6 networks or addresses, at most 200; an empty set keeps everybody out. Can be changed in place, and the plan says whose connections it closes.",
			},
			"timeouts": timeouts.Attributes(ctx, timeouts.Opts{Create: true, Update: true}),
		},
	}
}

func read(ctx context.Context, api *client.API, state *model) error {
	list, err := get(ctx, api, state.ProjectID, state.ClusterID)
	if err == nil {
		state.Cidrs = values.Set(list.AllowedCidrs)
	}
	return err
}

func get(ctx context.Context, api *client.API, project, cluster types.String) (client.AllowListResponse, error) {
	return client.Call[client.AllowListResponse](api.GetAllowedCidrs(ctx, project.ValueString(), cluster.ValueString()))
}

func put(ctx context.Context, api *client.API, model *model, cidrs []string) (client.AllowListResponse, error) {
	return client.Call[client.AllowListResponse](api.SetAllowedCidrs(ctx, model.ProjectID.ValueString(), model.ClusterID.ValueString(), nil,
		client.AllowListRequest{AllowedCidrs: cidrs}))
}

// set writes the list and waits until every node enforces it; for as long as a node cannot, the wait says why.
func set(ctx context.Context, api *client.API, plan *model) error {
	began := time.Now()
	list, err := put(ctx, api, plan, values.Words[string](plan.Cidrs))
	for err == nil && !list.Enforced {
		if err := client.Sleep(ctx, client.Poll(time.Since(began))); err != nil {
			return &kit.Incomplete{Cause: fmt.Errorf("the list is written down, and %s", waiting(list))}
		}
		list, err = get(ctx, api, plan.ProjectID, plan.ClusterID)
	}
	return err
}

func waiting(list client.AllowListResponse) string {
	for _, node := range list.Nodes {
		if node.WaitingFor != nil {
			return "node " + node.NodeId + " waits for: " + *node.WaitingFor
		}
	}
	return "not every node enforces it yet"
}

// look says whose connections a change would close.
func look(ctx context.Context, api *client.API, change *kit.Change[model]) {
	if api == nil || change.State == nil || change.Plan == nil || !change.Differs || !values.Whole(ctx, change.Plan.Cidrs) || !change.Plan.ClusterID.Equal(change.State.ClusterID) {
		return
	}
	preview, err := client.Call[client.AllowListPreview](api.SetAllowedCidrs(ctx, change.State.ProjectID.ValueString(), change.State.ClusterID.ValueString(),
		&client.SetAllowedCidrsParams{DryRun: values.Pointer(true)}, client.AllowListRequest{AllowedCidrs: values.Words[string](change.Plan.Cidrs)}))
	if err != nil {
		return // the apply says what is wrong
	}
	for _, one := range preview.WouldClose {
		change.Diags.AddAttributeWarning(path.Root("cidrs"), "This closes connections", fmt.Sprintf("%d from %s.", one.Connections, one.Address))
	}
}

// Source is the data source `kanesh_allowed_cidrs`.
var Source = kit.Source[found]{
	Name: "allowed_cidrs", Title: "the allowed networks", About: "The networks from which clients may connect to a cluster, and whether every node enforces them.",
	Attributes: map[string]datasource.Attribute{
		"project_id": kit.Given("The project."), "cluster_id": kit.Given("The cluster."),
		"cidrs": kit.Texts("The networks."), "enforced": kit.Flag("Whether every node enforces exactly this list now."),
	},
	Read: func(ctx context.Context, api *client.API, found *found) error {
		list, err := get(ctx, api, found.ProjectID, found.ClusterID)
		if err == nil {
			found.Cidrs, found.Enforced = values.Set(list.AllowedCidrs), types.BoolValue(list.Enforced)
		}
		return err
	},
}
