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
	Create: create, Read: read, Update: update, Delete: remove,
}

func resourceSchema(context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "An organization: projects and people. It can be deleted when it has no project; the installation's first one stays.",
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

func remove(ctx context.Context, api *client.API, state *model) error {
	return client.Done(api.DeleteOrganization(ctx, state.ID.ValueString(), nil))
}
