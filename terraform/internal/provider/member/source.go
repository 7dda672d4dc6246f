package member

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type item struct {
	ID    types.String `tfsdk:"id"`
	Email types.String `tfsdk:"email"`
	Roles types.Set    `tfsdk:"roles"`
	Kind  types.String `tfsdk:"kind"`
	Name  types.String `tfsdk:"name"`
}

type projectList struct {
	ProjectID types.String `tfsdk:"project_id"`
	Items     []item       `tfsdk:"items"`
}

type organizationList struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	Items          []item       `tfsdk:"items"`
}

var attributes = map[string]schema.Attribute{
	"id":    kit.Text("The person, `usr_…`, or the service account, `sa_…`."),
	"email": kit.Text("A person's address."),
	"roles": kit.Texts("What they may do."),
	"kind":  kit.Text("`PERSON` or `SERVICE_ACCOUNT`."),
	"name":  kit.Text("The name that is shown."),
}

// OneOfProject is the data source `kanesh_project_member`.
var OneOfProject = kit.Source[projectModel]{
	Name: "project_member", Title: "the member of the project", About: "One member of a project, by id.",
	Attributes: kit.With(attributes, map[string]schema.Attribute{"project_id": kit.Given("The project."), "id": kit.Given("`usr_…` or `sa_…`.")}),
	Read: func(ctx context.Context, api *client.API, found *projectModel) error {
		return found.take(api.GetProjectMember(ctx, found.ProjectID.ValueString(), found.ID.ValueString()))
	},
}

// OneOfOrganization is the data source `kanesh_organization_member`.
var OneOfOrganization = kit.Source[organizationModel]{
	Name: "organization_member", Title: "the member of the organization", About: "One member of an organization, by id.",
	Attributes: kit.With(attributes, map[string]schema.Attribute{"organization_id": kit.Given("The organization."), "id": kit.Given("`usr_…` or `sa_…`.")}),
	Read: func(ctx context.Context, api *client.API, found *organizationModel) error {
		return found.take(api.GetOrganizationMember(ctx, found.OrganizationID.ValueString(), found.ID.ValueString()))
	},
}

// AllOfProject is the data source `kanesh_project_members`.
var AllOfProject = kit.Source[projectList]{
	Name: "project_members", Title: "the members of the project", About: "Who may do what in a project.",
	Attributes: map[string]schema.Attribute{"project_id": kit.Given("The project."), "items": kit.Items("The members.", attributes)},
	Read: func(ctx context.Context, api *client.API, found *projectList) (err error) {
		found.Items, err = items(ctx, func(token *string) (client.Page[client.MemberResponse], error) {
			return client.Call[client.Page[client.MemberResponse]](api.ListProjectMembers(ctx, found.ProjectID.ValueString(),
				&client.ListProjectMembersParams{PageSize: &kit.PageSize, PageToken: token}))
		})
		return err
	},
}

// AllOfOrganization is the data source `kanesh_organization_members`.
var AllOfOrganization = kit.Source[organizationList]{
	Name: "organization_members", Title: "the members of the organization", About: "Who may do what in an organization.",
	Attributes: map[string]schema.Attribute{"organization_id": kit.Given("The organization."), "items": kit.Items("The members.", attributes)},
	Read: func(ctx context.Context, api *client.API, found *organizationList) (err error) {
		found.Items, err = items(ctx, func(token *string) (client.Page[client.MemberResponse], error) {
			return client.Call[client.Page[client.MemberResponse]](api.ListOrganizationMembers(ctx, found.OrganizationID.ValueString(),
				&client.ListOrganizationMembersParams{PageSize: &kit.PageSize, PageToken: token}))
		})
		return err
	},
}

func items(ctx context.Context, fetch func(*string) (client.Page[client.MemberResponse], error)) ([]item, error) {
	members, err := client.All(ctx, 0, fetch)
	all := make([]item, len(members))
	for i, one := range members {
		all[i] = item{values.Word(one.Id), values.Text(one.Email), values.Set(one.Roles), values.Word(one.Kind), values.Word(one.Name)}
	}
	return all, err
}
