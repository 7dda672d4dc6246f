package organization

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
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

type identityProvider struct {
	OrganizationID        types.String `tfsdk:"organization_id"`
	Issuer                types.String `tfsdk:"issuer"`
	ClientID              types.String `tfsdk:"client_id"`
	ClientSecretWO        types.String `tfsdk:"client_secret_wo"`
	ClientSecretWOVersion types.Int64  `tfsdk:"client_secret_wo_version"`
	Audience              types.String `tfsdk:"audience"`
	GroupsClaim           types.String `tfsdk:"groups_claim"`
	GroupRoles            types.Set    `tfsdk:"group_roles"`
}

var groupRole = types.ObjectType{AttrTypes: map[string]attr.Type{"group": types.StringType, "role": types.StringType, "project_id": types.StringType}}

// IdentityProvider is `kanesh_identity_provider`.
var IdentityProvider = kit.Resource[identityProvider]{
	Name: "identity_provider", Title: "the identity provider", IDs: []string{"organization_id"}, Schema: identityProviderSchema,
	Create: func(ctx context.Context, api *client.API, plan, config *identityProvider) error {
		return plan.put(ctx, api, config)
	},
	Read: func(ctx context.Context, api *client.API, state *identityProvider) error {
		return kit.Take(state.from)(api.GetIdentityProvider(ctx, state.OrganizationID.ValueString()))
	},
	Update: func(ctx context.Context, api *client.API, _, plan, config *identityProvider) error {
		return plan.put(ctx, api, config)
	},
	Delete: func(ctx context.Context, api *client.API, state *identityProvider) error {
		return client.Done(api.DeleteIdentityProvider(ctx, state.OrganizationID.ValueString()))
	},
}

func identityProviderSchema(context.Context) schema.Schema {
	found := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	return schema.Schema{
		MarkdownDescription: "Where an organization's people sign in (OpenID Connect), and which roles their groups have. One per organization.",
		Attributes: map[string]schema.Attribute{
			"organization_id": kit.Owner("The organization, `org_…`.", "org"),
			"issuer":          schema.StringAttribute{Required: true, MarkdownDescription: "The issuer's address, e.g. `https://sso.example.com`.", Validators: []validator.String{stringvalidator.LengthBetween(1, 500)}},
			"client_id":       schema.StringAttribute{Required: true, MarkdownDescription: "What the issuer calls Kanesh.", Validators: []validator.String{stringvalidator.LengthBetween(1, 200)}},
			"client_secret_wo": schema.StringAttribute{
				Optional: true, WriteOnly: true, Sensitive: true, MarkdownDescription: "The secret that the issuer gave. Write-only: in no state and no plan.",
				Validators: []validator.String{stringvalidator.LengthBetween(1, 500), stringvalidator.AlsoRequires(path.MatchRoot("client_secret_wo_version"))},
			},
			"client_secret_wo_version": schema.Int64Attribute{Optional: true, MarkdownDescription: "Any number. Another one sends the secret again."},
			"audience":                 schema.StringAttribute{Optional: true, Computed: true, PlanModifiers: found, MarkdownDescription: "Whom the tokens are for; by default the client id."},
			"groups_claim":             schema.StringAttribute{Optional: true, Computed: true, PlanModifiers: found, MarkdownDescription: "The claim that holds the groups."},
			"group_roles": schema.SetNestedAttribute{
				Optional: true, MarkdownDescription: "Which group has which role, in the organization or in one project.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"group":      schema.StringAttribute{Required: true, MarkdownDescription: "The group, as the issuer names it."},
					"role":       schema.StringAttribute{Required: true, MarkdownDescription: "The role."},
					"project_id": schema.StringAttribute{Optional: true, MarkdownDescription: "In this project only."},
				}},
			},
		},
	}
}

func (p *identityProvider) put(ctx context.Context, api *client.API, config *identityProvider) error {
	roles := []client.GroupRoleRequest{}
	for _, element := range p.GroupRoles.Elements() {
		parts := element.(types.Object).Attributes()
		roles = append(roles, client.GroupRoleRequest{
			Group: parts["group"].(types.String).ValueString(), Role: client.GroupRoleRequestRole(parts["role"].(types.String).ValueString()),
			ProjectId: values.Known(parts["project_id"].(types.String)),
		})
	}
	return kit.Take(p.from)(api.PutIdentityProvider(ctx, p.OrganizationID.ValueString(), client.IdentityProviderRequest{
		Issuer: p.Issuer.ValueString(), ClientId: p.ClientID.ValueString(), ClientSecret: values.Known(config.ClientSecretWO),
		Audience: values.Known(p.Audience), GroupsClaim: values.Known(p.GroupsClaim), GroupRoles: &roles,
	}))
}

func (p *identityProvider) from(found client.IdentityProviderResponse) {
	p.Issuer, p.ClientID = values.Word(found.Issuer), values.Word(found.ClientId)
	p.Audience, p.GroupsClaim = values.Word(found.Audience), values.Word(found.GroupsClaim)
	if p.GroupRoles.IsNull() && len(found.GroupRoles) == 0 {
		return
	}
	elements := make([]attr.Value, len(found.GroupRoles))
	for i, one := range found.GroupRoles {
		elements[i] = types.ObjectValueMust(groupRole.AttrTypes, map[string]attr.Value{
			"group": values.Word(one.Group), "role": values.Word(one.Role), "project_id": values.Text(one.ProjectId),
		})
	}
	p.GroupRoles = types.SetValueMust(groupRole, elements)
}
