// Package token is tokens: the resource, the data sources and the ephemeral resource.
package token

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/member"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type model struct {
	ID               types.String `tfsdk:"id"`
	Name             types.String `tfsdk:"name"`
	Role             types.String `tfsdk:"role"`
	ProjectID        types.String `tfsdk:"project_id"`
	OrganizationID   types.String `tfsdk:"organization_id"`
	ServiceAccountID types.String `tfsdk:"service_account_id"`
	Scopes           types.Set    `tfsdk:"scopes"`
	ExpiresAt        types.String `tfsdk:"expires_at"`
	StoreSecret      types.Bool   `tfsdk:"store_secret"`
	Secret           types.String `tfsdk:"secret"`
	CreatedAt        types.String `tfsdk:"created_at"`
}

// Resource is `kanesh_token`.
var Resource = kit.Resource[model]{
	Name: "token", Title: "the token", IDs: []string{"id"}, Schema: resourceSchema,
	Create: create, Read: read, Update: keep, Plan: look,
	Delete: func(ctx context.Context, api *client.API, state *model) error {
		return client.Done(api.DeleteToken(ctx, state.ID.ValueString(), nil))
	},
}

const about = `A token: of its own with a role, or of a service account, whose roles it has. Every change makes another token.

Its secret is shown once and is not in the state unless ` + "`store_secret`" + ` is true. A run that only needs a token for itself uses the
ephemeral resource ` + "`kanesh_token`" + `, which leaves nothing behind.`

func resourceSchema(context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: about,
		Attributes: map[string]schema.Attribute{
			"id":   kit.Identity("The token's id, `tok_…`."),
			"name": kit.Fixed("1 to 63 letters, digits, blanks, dots, underscores and hyphens.", stringvalidator.LengthBetween(1, 63)),
			"role": schema.StringAttribute{
				Optional: true, Computed: true, MarkdownDescription: "What it may do: `OWNER`, `MEMBER`, `OPERATOR`, `KEY_ADMINISTRATOR`, `DEVELOPER` or `VIEWER`. Required unless it is a service account's.",
				Validators:    []validator.String{stringvalidator.OneOf(member.Roles...), stringvalidator.ExactlyOneOf(path.MatchRoot("role"), path.MatchRoot("service_account_id"))},
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured()},
			},
			"project_id":         kit.FixedOr("In this project only.", kit.ID("prj")),
			"organization_id":    kit.FixedOr("In this organization; required for a service account's.", kit.ID("org"), stringvalidator.ConflictsWith(path.MatchRoot("project_id"))),
			"service_account_id": kit.FixedOr("The service account, `sa_…`, whose roles it has.", kit.ID("sa"), stringvalidator.AlsoRequires(path.MatchRoot("organization_id"))),
			"scopes": schema.SetAttribute{
				Optional: true, ElementType: types.StringType, MarkdownDescription: "The only permissions of its roles that count, e.g. `VIEW`, `OPERATE`; all when left out. Other ones make another token.",
				Validators:    []validator.Set{setvalidator.SizeAtLeast(1)},
				PlanModifiers: []planmodifier.Set{setplanmodifier.RequiresReplace()},
			},
			"expires_at": kit.FixedOr("When it ends, RFC 3339; never when left out.", kit.Moment()),
			"store_secret": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false), PlanModifiers: []planmodifier.Bool{boolplanmodifier.RequiresReplace()},
				MarkdownDescription: "True: the secret is kept in the state, as `secret`. False by default: then nobody sees it. Another value makes another token.",
			},
			"secret": schema.StringAttribute{
				Computed: true, Sensitive: true, MarkdownDescription: "The secret; null unless `store_secret` is true.",
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"created_at": kit.Identity("When it was made, RFC 3339."),
		},
	}
}

func create(ctx context.Context, api *client.API, plan, _ *model) error {
	made, err := ask(ctx, api, plan)
	if err != nil {
		return err
	}
	plan.ID, plan.Role, plan.CreatedAt = values.Word(made.Id), values.Word(made.Role), values.Time(made.CreatedAt)
	plan.Secret = types.StringNull()
	if plan.StoreSecret.ValueBool() {
		plan.Secret = values.Word(made.Secret)
	}
	return nil
}

func ask(ctx context.Context, api *client.API, plan *model) (client.CreatedTokenResponse, error) {
	expires := kit.TimeOf(plan.ExpiresAt)
	if account := values.Known(plan.ServiceAccountID); account != nil {
		request := client.ServiceAccountTokenRequest{Name: plan.Name.ValueString(), ExpiresAt: expires}
		if scopes := values.Words[client.ServiceAccountTokenRequestScopes](plan.Scopes); scopes != nil {
			request.Scopes = &scopes
		}
		return client.Call[client.CreatedTokenResponse](api.CreateServiceAccountToken(ctx, plan.OrganizationID.ValueString(), *account, nil, request))
	}
	request := client.CreateTokenRequest{
		Name: plan.Name.ValueString(), Role: client.CreateTokenRequestRole(plan.Role.ValueString()), ExpiresAt: expires,
		ProjectId: values.Known(plan.ProjectID), OrganizationId: values.Known(plan.OrganizationID),
	}
	if scopes := values.Words[client.CreateTokenRequestScopes](plan.Scopes); scopes != nil {
		request.Scopes = &scopes
	}
	return client.Call[client.CreatedTokenResponse](api.CreateToken(ctx, nil, request))
}

func read(ctx context.Context, api *client.API, state *model) error {
	token, err := client.Call[client.TokenResponse](api.GetToken(ctx, state.ID.ValueString()))
	if err != nil {
		return err
	}
	state.ID, state.Name, state.Role = values.Word(token.Id), values.Word(token.Name), values.Word(token.Role)
	state.ProjectID, state.ServiceAccountID = values.Text(token.ProjectId), values.Text(token.ServiceAccountId)
	if state.OrganizationID.IsNull() && token.ProjectId == nil || token.ServiceAccountId != nil {
		state.OrganizationID = values.Text(token.OrganizationId)
	}
	if token.Scopes != nil {
		state.Scopes = values.Set(*token.Scopes)
	}
	state.ExpiresAt = kit.SameMoment(state.ExpiresAt, token.ExpiresAt)
	state.CreatedAt = values.Time(token.CreatedAt)
	if state.StoreSecret.IsNull() {
		state.StoreSecret = types.BoolValue(false)
	}
	return nil
}

// keep is asked for when nothing of the token changes: every attribute is one that replaces.
func keep(context.Context, *client.API, *model, *model, *model) error { return nil }

func look(_ context.Context, _ *client.API, change *kit.Change[model]) {
	if change.State == nil && change.Plan != nil && !change.Plan.StoreSecret.IsUnknown() && !change.Plan.StoreSecret.ValueBool() {
		change.Diags.AddAttributeWarning(path.Root("store_secret"), "Nobody will see this token's secret",
			"It is shown once, to this run, and is not kept. Set store_secret = true to have it in the state, or use the ephemeral resource kanesh_token for a token that lives as long as the run.")
	}
	if change.Plan != nil {
		if at := kit.TimeOf(change.Plan.ExpiresAt); at != nil && change.State == nil && at.Before(time.Now()) {
			change.Diags.AddAttributeError(path.Root("expires_at"), "This moment is over", "A token has to end in the future, e.g. "+time.Now().Add(90*24*time.Hour).UTC().Format(time.RFC3339)+".")
		}
	}
}
