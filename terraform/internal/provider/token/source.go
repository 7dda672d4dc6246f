package token

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type item struct {
	ID               types.String `tfsdk:"id"`
	Name             types.String `tfsdk:"name"`
	Role             types.String `tfsdk:"role"`
	ProjectID        types.String `tfsdk:"project_id"`
	OrganizationID   types.String `tfsdk:"organization_id"`
	ServiceAccountID types.String `tfsdk:"service_account_id"`
	ExpiresAt        types.String `tfsdk:"expires_at"`
	LastUsedAt       types.String `tfsdk:"last_used_at"`
	CreatedAt        types.String `tfsdk:"created_at"`
}

type list struct {
	Items []item `tfsdk:"items"`
}

var attributes = map[string]schema.Attribute{
	"id": kit.Text("The token's id."), "name": kit.Text("Its name."), "role": kit.Text("What it may do."),
	"project_id": kit.Text("The project that it is for; null for none."), "organization_id": kit.Text("The organization that it is for; null for none."),
	"service_account_id": kit.Text("The service account whose roles it has; null for none."), "expires_at": kit.Text("When it ends; null for never."),
	"last_used_at": kit.Text("To the minute; null for never."), "created_at": kit.Text("When it was made, RFC 3339."),
}

// One is the data source `kanesh_token`.
var One = kit.Source[item]{
	Name: "token", Title: "the token", About: "One token without its secret, by id.",
	Attributes: kit.With(attributes, map[string]schema.Attribute{"id": kit.Given("The token's id.")}),
	Read: func(ctx context.Context, api *client.API, found *item) error {
		return kit.Take(func(token client.TokenResponse) { *found = of(token) })(api.GetToken(ctx, found.ID.ValueString()))
	},
}

// All is the data source `kanesh_tokens`.
var All = kit.Source[list]{
	Name: "tokens", Title: "the tokens", About: "The tokens that the provider's token may see.",
	Attributes: map[string]schema.Attribute{"items": kit.Items("The tokens.", attributes)},
	Read: func(ctx context.Context, api *client.API, found *list) (err error) {
		found.Items, err = kit.List(ctx, kit.Pages[client.TokenResponse](func(next *string) (*http.Response, error) {
			return api.ListTokens(ctx, &client.ListTokensParams{PageSize: &kit.PageSize, PageToken: next})
		}), of)
		return err
	},
}

func of(token client.TokenResponse) item {
	return item{
		values.Word(token.Id), values.Word(token.Name), values.Word(token.Role), values.Text(token.ProjectId), values.Text(token.OrganizationId),
		values.Text(token.ServiceAccountId), values.TimeOr(token.ExpiresAt), values.TimeOr(token.LastUsedAt), values.Time(token.CreatedAt),
	}
}
