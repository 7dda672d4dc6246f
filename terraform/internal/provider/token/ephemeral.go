package token

import (
	"context"
	"encoding/json"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/provider/member"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/say"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

// NewEphemeral is the ephemeral resource `kanesh_token`: made when the run needs it, deleted when the run has ended.
func NewEphemeral() ephemeral.EphemeralResource { return &passing{} }

type passing struct{ api *client.API }

type passingModel struct {
	Name           types.String `tfsdk:"name"`
	Role           types.String `tfsdk:"role"`
	ProjectID      types.String `tfsdk:"project_id"`
	OrganizationID types.String `tfsdk:"organization_id"`
	Minutes        types.Int64  `tfsdk:"minutes"`
	ID             types.String `tfsdk:"id"`
	Secret         types.String `tfsdk:"secret"`
	ExpiresAt      types.String `tfsdk:"expires_at"`
}

const defaultMinutes = 60

func (p *passing) Metadata(_ context.Context, request ephemeral.MetadataRequest, response *ephemeral.MetadataResponse) {
	response.TypeName = request.ProviderTypeName + "_token"
}

func (p *passing) Configure(_ context.Context, request ephemeral.ConfigureRequest, _ *ephemeral.ConfigureResponse) {
	p.api, _ = request.ProviderData.(*client.API)
}

func (p *passing) Schema(_ context.Context, _ ephemeral.SchemaRequest, response *ephemeral.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "A token for the time of one run: made when it is needed, deleted when the run ends, and in no state and no plan.",
		Attributes: map[string]schema.Attribute{
			"name":            schema.StringAttribute{Required: true, MarkdownDescription: "What it is called while it lives.", Validators: []validator.String{stringvalidator.LengthBetween(1, 63)}},
			"role":            schema.StringAttribute{Required: true, MarkdownDescription: "What it may do.", Validators: []validator.String{stringvalidator.OneOf(member.Roles...)}},
			"project_id":      schema.StringAttribute{Optional: true, MarkdownDescription: "In this project only.", Validators: []validator.String{kit.ID("prj")}},
			"organization_id": schema.StringAttribute{Optional: true, MarkdownDescription: "In this organization only.", Validators: []validator.String{kit.ID("org"), stringvalidator.ConflictsWith(path.MatchRoot("project_id"))}},
			"minutes":         schema.Int64Attribute{Optional: true, MarkdownDescription: "When it ends even if the run could not delete it: 1 to 1440; 60 by default.", Validators: []validator.Int64{int64validator.Between(1, 1440)}},
			"id":              schema.StringAttribute{Computed: true, MarkdownDescription: "The token's id."},
			"secret":          schema.StringAttribute{Computed: true, Sensitive: true, MarkdownDescription: "The secret."},
			"expires_at":      schema.StringAttribute{Computed: true, MarkdownDescription: "When it ends, RFC 3339."},
		},
	}
}

func (p *passing) Open(ctx context.Context, request ephemeral.OpenRequest, response *ephemeral.OpenResponse) {
	var asked passingModel
	response.Diagnostics.Append(request.Config.Get(ctx, &asked)...)
	if response.Diagnostics.HasError() {
		return
	}
	minutes := int64(defaultMinutes)
	if !asked.Minutes.IsNull() {
		minutes = asked.Minutes.ValueInt64()
	}
	made, err := client.Call[client.CreatedTokenResponse](p.api.CreateToken(ctx, nil, client.CreateTokenRequest{
		Name: asked.Name.ValueString(), Role: client.CreateTokenRequestRole(asked.Role.ValueString()),
		ProjectId: values.Known(asked.ProjectID), OrganizationId: values.Known(asked.OrganizationID),
		ExpiresAt: values.Pointer(time.Now().Add(time.Duration(minutes) * time.Minute).UTC().Truncate(time.Second)),
	}))
	if err != nil {
		say.Error(&response.Diagnostics, "make a token for this run", err, say.Root(func(string) bool { return true }))
		return
	}
	asked.ID, asked.Secret, asked.ExpiresAt = values.Word(made.Id), values.Word(made.Secret), values.TimeOr(made.ExpiresAt)
	id, err := json.Marshal(made.Id)
	if err != nil {
		panic(err) // a string
	}
	response.Diagnostics.Append(response.Private.SetKey(ctx, "id", id)...)
	response.Diagnostics.Append(response.Result.Set(ctx, &asked)...)
}

// Close deletes the token; one that is gone already is as good.
func (p *passing) Close(ctx context.Context, request ephemeral.CloseRequest, response *ephemeral.CloseResponse) {
	text, diags := request.Private.GetKey(ctx, "id")
	response.Diagnostics.Append(diags...)
	var id string
	if diags.HasError() || json.Unmarshal(text, &id) != nil {
		return
	}
	if err := client.Done(p.api.DeleteToken(ctx, id, nil)); err != nil && !client.IsGone(err) {
		say.Warning(&response.Diagnostics, "delete the run's token "+id, err, nil)
	}
}
