package member

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
)

type projectList struct {
	ProjectID types.String `tfsdk:"project_id"`
	Items     []Who        `tfsdk:"items"`
}

type organizationList struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	Items          []Who        `tfsdk:"items"`
}

var attributes = map[string]schema.Attribute{
	"id":    kit.Text("The person, `usr_…`, or the service account, `sa_…`."),
	"email": kit.Text("A person's address."),
	"roles": kit.Texts("What they may do."),
	"kind":  kit.Text("`PERSON` or `SERVICE_ACCOUNT`."),
	"name":  kit.Text("The name that is shown."),
}

// OneOfProject is the data source `kanesh_project_member`.
var OneOfProject = kit.Source[ofProject]{
	Name: "project_member", Title: project.title, About: "One member of a project, by id.", Read: project.read,
	Attributes: kit.With(attributes, map[string]schema.Attribute{"project_id": kit.Given("The project."), "id": kit.Given("`usr_…` or `sa_…`.")}),
}

// OneOfOrganization is the data source `kanesh_organization_member`.
var OneOfOrganization = kit.Source[ofOrganization]{
	Name: "organization_member", Title: organization.title, About: "One member of an organization, by id.", Read: organization.read,
	Attributes: kit.With(attributes, map[string]schema.Attribute{"organization_id": kit.Given("The organization."), "id": kit.Given("`usr_…` or `sa_…`.")}),
}

// AllOfProject is the data source `kanesh_project_members`.
var AllOfProject = kit.Source[projectList]{
	Name: "project_members", Title: "the members of the project", About: "Who may do what in a project.",
	Attributes: map[string]schema.Attribute{"project_id": kit.Given("The project."), "items": kit.Items("The members.", attributes)},
	Read: func(ctx context.Context, api *client.API, found *projectList) (err error) {
		found.Items, err = list(ctx, func(token *string) (*http.Response, error) {
			return api.ListProjectMembers(ctx, found.ProjectID.ValueString(), &client.ListProjectMembersParams{PageSize: &kit.PageSize, PageToken: token})
		})
		return err
	},
}

// AllOfOrganization is the data source `kanesh_organization_members`.
var AllOfOrganization = kit.Source[organizationList]{
	Name: "organization_members", Title: "the members of the organization", About: "Who may do what in an organization.",
	Attributes: map[string]schema.Attribute{"organization_id": kit.Given("The organization."), "items": kit.Items("The members.", attributes)},
	Read: func(ctx context.Context, api *client.API, found *organizationList) (err error) {
		found.Items, err = list(ctx, func(token *string) (*http.Response, error) {
			return api.ListOrganizationMembers(ctx, found.OrganizationID.ValueString(), &client.ListOrganizationMembersParams{PageSize: &kit.PageSize, PageToken: token})
		})
		return err
	},
}

func list(ctx context.Context, ask func(token *string) (*http.Response, error)) ([]Who, error) {
	return kit.List(ctx, kit.Pages[client.MemberResponse](ask), func(member client.MemberResponse) (who Who) {
		who.from(member)
		return who
	})
}
