// Package serviceaccount is service accounts: the resource and the data sources.
package serviceaccount

import (
	"context"
	"net/http"

	datasource "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/values"
)

type model struct {
	ID             types.String `tfsdk:"id"`
	OrganizationID types.String `tfsdk:"organization_id"`
	Name           types.String `tfsdk:"name"`
	CreatedAt      types.String `tfsdk:"created_at"`
}

type list struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	Items          []model      `tfsdk:"items"`
}

// Resource is `kanesh_service_account`.
var Resource = kit.Resource[model]{
	Name: "service_account", Title: "the service account", IDs: []string{"organization_id", "id"}, Schema: resourceSchema,
	Create: func(ctx context.Context, api *client.API, plan, _ *model) error {
		return kit.Take(plan.from)(api.CreateServiceAccount(ctx, plan.OrganizationID.ValueString(), nil, client.ServiceAccountRequest{Name: plan.Name.ValueString()}))
	},
	Read: read,
	Delete: func(ctx context.Context, api *client.API, state *model) error {
		return client.Done(api.DeleteServiceAccount(ctx, state.OrganizationID.ValueString(), state.ID.ValueString()))
	},
}

func resourceSchema(context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A program's identity in an organization. It has no rights before `kanesh_project_member` or `kanesh_organization_member` gives it roles, and no secret before `kanesh_token` makes one.",
		Attributes: map[string]schema.Attribute{
			"id":              kit.Identity("The service account's id, `sa_…`."),
			"organization_id": kit.Owner("The organization, `org_…`.", "org"),
			"name":            kit.Fixed(kit.NameRule+" Unique in the organization.", kit.Name()),
			"created_at":      kit.Identity("When it was made, RFC 3339."),
		},
	}
}

func read(ctx context.Context, api *client.API, found *model) error {
	return kit.Take(found.from)(api.GetServiceAccount(ctx, found.OrganizationID.ValueString(), found.ID.ValueString()))
}

func (m *model) from(account client.ServiceAccountResponse) {
	m.ID, m.OrganizationID = values.Word(account.Id), values.Word(account.OrganizationId)
	m.Name, m.CreatedAt = values.Word(account.Name), values.Time(account.CreatedAt)
}

func item(account client.ServiceAccountResponse) (found model) {
	found.from(account)
	return found
}

var attributes = map[string]datasource.Attribute{
	"id":              kit.Text("The service account's id."),
	"organization_id": kit.Text("Its organization."),
	"name":            kit.Text("Its name."),
	"created_at":      kit.Text("When it was made, RFC 3339."),
}

// One is the data source `kanesh_service_account`.
var One = kit.Source[model]{
	Name: "service_account", Title: "the service account", About: "One service account, by id.",
	Attributes: kit.With(attributes, map[string]datasource.Attribute{
		"organization_id": kit.Given("Its organization."), "id": kit.Given("The service account's id."),
	}),
	Read: read,
}

// All is the data source `kanesh_service_accounts`.
var All = kit.Source[list]{
	Name: "service_accounts", Title: "the service accounts", About: "An organization's service accounts.",
	Attributes: map[string]datasource.Attribute{
		"organization_id": kit.Given("The organization."), "items": kit.Items("The service accounts.", attributes),
	},
	Read: func(ctx context.Context, api *client.API, found *list) (err error) {
		found.Items, err = kit.List(ctx, kit.Pages[client.ServiceAccountResponse](func(token *string) (*http.Response, error) {
			return api.ListServiceAccounts(ctx, found.OrganizationID.ValueString(), &client.ListServiceAccountsParams{PageSize: &kit.PageSize, PageToken: token})
		}), item)
		return err
	},
}
