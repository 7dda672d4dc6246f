// Package project is projects: the resource and the data sources.
package project

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type model struct {
	ID             types.String `tfsdk:"id"`
	Name           types.String `tfsdk:"name"`
	OrganizationID types.String `tfsdk:"organization_id"`
	CreatedAt      types.String `tfsdk:"created_at"`
}

// Resource is `kanesh_project`.
var Resource = kit.Resource[model]{
	Name: "project", Title: "the project", IDs: []string{"id"}, Schema: resourceSchema,
	Create: create, Read: read, Update: update, Delete: remove,
}

func resourceSchema(context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A project: the clusters, keys and people that belong together. It can be deleted when it has no cluster and no key.",
		Attributes: map[string]schema.Attribute{
			"id":   kit.Identity("The project's id, `prj_…`."),
			"name": schema.StringAttribute{Required: true, MarkdownDescription: kit.NameRule + " Unique in the organization; can be changed in place.", Validators: []validator.String{kit.Name()}},
			"organization_id": schema.StringAttribute{
				Optional: true, Computed: true, MarkdownDescription: "The organization, `org_…`; by default the installation's first. Another one makes another project.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
			},
			"created_at": kit.Identity("When it was made, RFC 3339."),
		},
	}
}

func (m *model) from(project client.ProjectResponse) {
	m.ID, m.Name = values.Word(project.Id), values.Word(project.Name)
	m.OrganizationID, m.CreatedAt = values.Word(project.OrganizationId), values.Time(project.CreatedAt)
}

func create(ctx context.Context, api *client.API, plan, _ *model) error {
	return kit.Take(plan.from)(api.CreateProject(ctx, nil, client.CreateProjectRequest{
		Name: plan.Name.ValueString(), OrganizationId: values.Known(plan.OrganizationID),
	}))
}

func read(ctx context.Context, api *client.API, state *model) error {
	return kit.Take(state.from)(api.GetProject(ctx, state.ID.ValueString()))
}

func update(ctx context.Context, api *client.API, state, plan, _ *model) error {
	return kit.Take(plan.from)(api.UpdateProject(ctx, state.ID.ValueString(), nil, client.RenameProjectRequest{Name: plan.Name.ValueString()}))
}

func remove(ctx context.Context, api *client.API, state *model) error {
	return client.Done(api.DeleteProject(ctx, state.ID.ValueString(), nil))
}
