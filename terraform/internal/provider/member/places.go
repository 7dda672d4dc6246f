package member

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
)

type ofProject struct {
	ProjectID types.String `tfsdk:"project_id"`
	Who
}

var project = place[ofProject]{
	title: "the member of the project", about: "What one person or service account may do in one project.",
	id: "project_id", attribute: kit.Owner("The project, `prj_…`.", "prj"),
	parts: func(m *ofProject) (types.String, *Who) { return m.ProjectID, &m.Who },
	add: func(ctx context.Context, api *client.API, project string, body client.AddMemberRequest) (*http.Response, error) {
		return api.AddProjectMember(ctx, project, nil, body)
	},
	get: func(ctx context.Context, api *client.API, project, id string) (*http.Response, error) {
		return api.GetProjectMember(ctx, project, id)
	},
	change: func(ctx context.Context, api *client.API, project, id string, body client.MemberRolesRequest) (*http.Response, error) {
		return api.UpdateProjectMember(ctx, project, id, body)
	},
	remove: func(ctx context.Context, api *client.API, project, id string) (*http.Response, error) {
		return api.RemoveProjectMember(ctx, project, id)
	},
}

type ofOrganization struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	Who
}

var organization = place[ofOrganization]{
	title: "the member of the organization", about: "What one person or service account may do in an organization and in all its projects.",
	id: "organization_id", attribute: kit.Owner("The organization, `org_…`.", "org"),
	parts: func(m *ofOrganization) (types.String, *Who) { return m.OrganizationID, &m.Who },
	add: func(ctx context.Context, api *client.API, organization string, body client.AddMemberRequest) (*http.Response, error) {
		return api.AddOrganizationMember(ctx, organization, nil, body)
	},
	get: func(ctx context.Context, api *client.API, organization, id string) (*http.Response, error) {
		return api.GetOrganizationMember(ctx, organization, id)
	},
	change: func(ctx context.Context, api *client.API, organization, id string, body client.MemberRolesRequest) (*http.Response, error) {
		return api.UpdateOrganizationMember(ctx, organization, id, body)
	},
	remove: func(ctx context.Context, api *client.API, organization, id string) (*http.Response, error) {
		return api.RemoveOrganizationMember(ctx, organization, id)
	},
}

// Project is `kanesh_project_member`.
var Project = project.resource("project_member")

// Organization is `kanesh_organization_member`.
var Organization = organization.resource("organization_member")
