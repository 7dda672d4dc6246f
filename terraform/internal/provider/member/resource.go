// Package member is who may do what in an organization and in a project: the resources and the data sources.
package member

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// Roles are the words for what somebody may do.
var Roles = []string{"OWNER", "MEMBER", "OPERATOR", "KEY_ADMINISTRATOR", "DEVELOPER", "VIEWER"}

type projectModel struct {
	ProjectID types.String `tfsdk:"project_id"`
	ID        types.String `tfsdk:"id"`
	Email     types.String `tfsdk:"email"`
	Roles     types.Set    `tfsdk:"roles"`
	Kind      types.String `tfsdk:"kind"`
	Name      types.String `tfsdk:"name"`
}

type organizationModel struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	ID             types.String `tfsdk:"id"`
	Email          types.String `tfsdk:"email"`
	Roles          types.Set    `tfsdk:"roles"`
	Kind           types.String `tfsdk:"kind"`
	Name           types.String `tfsdk:"name"`
}

// Project is `kanesh_project_member`.
var Project = kit.Resource[projectModel]{
	Name: "project_member", Title: "the member of the project", IDs: []string{"project_id", "id"}, Schema: projectSchema,
	Create: func(ctx context.Context, api *client.API, plan, _ *projectModel) error {
		return plan.take(api.AddProjectMember(ctx, plan.ProjectID.ValueString(), nil, adding(plan.Email, plan.ID, plan.Roles)))
	},
	Read: func(ctx context.Context, api *client.API, state *projectModel) error {
		return state.take(api.GetProjectMember(ctx, state.ProjectID.ValueString(), state.ID.ValueString()))
	},
	Update: func(ctx context.Context, api *client.API, state, plan, _ *projectModel) error {
		return plan.take(api.UpdateProjectMember(ctx, state.ProjectID.ValueString(), state.ID.ValueString(), changing(plan.Roles)))
	},
	Delete: func(ctx context.Context, api *client.API, state *projectModel) error {
		return client.Done(api.RemoveProjectMember(ctx, state.ProjectID.ValueString(), state.ID.ValueString()))
	},
}

// Organization is `kanesh_organization_member`.
var Organization = kit.Resource[organizationModel]{
	Name: "organization_member", Title: "the member of the organization", IDs: []string{"organization_id", "id"}, Schema: organizationSchema,
	Create: func(ctx context.Context, api *client.API, plan, _ *organizationModel) error {
		return plan.take(api.AddOrganizationMember(ctx, plan.OrganizationID.ValueString(), nil, adding(plan.Email, plan.ID, plan.Roles)))
	},
	Read: func(ctx context.Context, api *client.API, state *organizationModel) error {
		return state.take(api.GetOrganizationMember(ctx, state.OrganizationID.ValueString(), state.ID.ValueString()))
	},
	Update: func(ctx context.Context, api *client.API, state, plan, _ *organizationModel) error {
		return plan.take(api.UpdateOrganizationMember(ctx, state.OrganizationID.ValueString(), state.ID.ValueString(), changing(plan.Roles)))
	},
	Delete: func(ctx context.Context, api *client.API, state *organizationModel) error {
		return client.Done(api.RemoveOrganizationMember(ctx, state.OrganizationID.ValueString(), state.ID.ValueString()))
	},
}

func (m *projectModel) take(response *http.Response, err error) error {
	member, err := client.Call[client.MemberResponse](response, err)
	if err == nil {
		m.ID, m.Email, m.Roles = values.Word(member.Id), values.Text(member.Email), values.Set(member.Roles)
		m.Kind, m.Name = values.Word(member.Kind), values.Word(member.Name)
	}
	return err
}

func (m *organizationModel) take(response *http.Response, err error) error {
	member, err := client.Call[client.MemberResponse](response, err)
	if err == nil {
		m.ID, m.Email, m.Roles = values.Word(member.Id), values.Text(member.Email), values.Set(member.Roles)
		m.Kind, m.Name = values.Word(member.Kind), values.Word(member.Name)
	}
	return err
}

func adding(email, id types.String, roles types.Set) client.AddMemberRequest {
	return client.AddMemberRequest{
		Email: values.Known(email), MemberId: values.Known(id), Roles: values.Words[client.AddMemberRequestRoles](roles),
	}
}

func changing(roles types.Set) client.MemberRolesRequest {
	return client.MemberRolesRequest{Roles: values.Words[client.MemberRolesRequestRoles](roles)}
}

func projectSchema(context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "What one person or service account may do in one project.",
		Attributes:          memberAttributes("project_id", kit.Owner("The project, `prj_…`.", "prj")),
	}
}

func organizationSchema(context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "What one person or service account may do in an organization and in all its projects.",
		Attributes:          memberAttributes("organization_id", kit.Owner("The organization, `org_…`.", "org")),
	}
}

func memberAttributes(owner string, attribute schema.StringAttribute) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		owner: attribute,
		"id": schema.StringAttribute{
			Optional: true, Computed: true, MarkdownDescription: "The person, `usr_…`, or the service account, `sa_…`. Give this or `email`. Another one makes another resource.",
			Validators:    []validator.String{stringvalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("email"))},
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
		},
		"email": schema.StringAttribute{
			Optional: true, Computed: true, MarkdownDescription: "A person's address: whoever signs in with it. Give this or `id`. Another one makes another resource.",
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
		},
		"roles": schema.SetAttribute{
			Required: true, ElementType: types.StringType, MarkdownDescription: "One or more of `OWNER`, `MEMBER`, `OPERATOR`, `KEY_ADMINISTRATOR`, `DEVELOPER`, `VIEWER`; can be changed in place.",
			Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.ValueStringsAre(stringvalidator.OneOf(Roles...))},
		},
		"kind": kit.Identity("`PERSON` or `SERVICE_ACCOUNT`."),
		"name": kit.Identity("The name that is shown."),
	}
}
