// Package organization is organizations: the resource and the data sources.
package organization

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type model struct {
	ID        types.String `tfsdk:"id"`
	Name      types.String `tfsdk:"name"`
	CreatedAt types.String `tfsdk:"created_at"`
}

// Resource is `kanesh_organization`.
var Resource = kit.Resource[model]{
	Name: "organization", Title: "the organization", IDs: []string{"id"}, Schema: resourceSchema,
	Create: create, Read: read, Update: update, Plan: sayThatItStays,
}

func resourceSchema(context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An organization: projects and people. The API deletes none: `destroy` takes it out of the state, says so, and leaves it as it is.",
		Attributes: map[string]schema.Attribute{
			"id":         kit.Identity("The organization's id, `org_…`."),
			"name":       schema.StringAttribute{Required: true, MarkdownDescription: kit.NameRule + " Can be changed in place.", Validators: []validator.String{kit.Name()}},
			"created_at": kit.Identity("When it was made, RFC 3339."),
		},
	}
}

func (m *model) from(organization client.OrganizationResponse) {
	m.ID, m.Name, m.CreatedAt = values.Word(organization.Id), values.Word(organization.Name), values.Time(organization.CreatedAt)
}

func create(ctx context.Context, api *client.API, plan, _ *model) error {
	return kit.Take(plan.from)(api.CreateOrganization(ctx, nil, client.OrganizationRequest{Name: plan.Name.ValueString()}))
}

func read(ctx context.Context, api *client.API, state *model) error {
	return kit.Take(state.from)(api.GetOrganization(ctx, state.ID.ValueString()))
}

func update(ctx context.Context, api *client.API, state, plan, _ *model) error {
	return kit.Take(plan.from)(api.UpdateOrganization(ctx, state.ID.ValueString(), nil, client.OrganizationRequest{Name: plan.Name.ValueString()}))
}

func sayThatItStays(_ context.Context, _ *client.API, change *kit.Change[model]) {
	if change.Plan == nil {
		change.Diags.AddWarning("The organization stays",
			"The API deletes no organization. "+change.State.Name.ValueString()+" is taken out of the state and left as it is.")
	}
}
