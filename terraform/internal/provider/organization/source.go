package organization

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/kanesh-io/terraform-provider-kanesh/internal/client"
	"github.com/kanesh-io/terraform-provider-kanesh/internal/kit"
)

var attributes = map[string]schema.Attribute{
	"id":         kit.Text("The organization's id."),
	"name":       kit.Text("Its name."),
	"created_at": kit.Text("When it was made, RFC 3339."),
}

type list struct {
	Items []model `tfsdk:"items"`
}

// One is the data source `kanesh_organization`.
var One = kit.Source[model]{
	Name: "organization", Title: "the organization", About: "One organization, by its id or by its name.",
	Attributes: kit.With(attributes, map[string]schema.Attribute{
		"id":   kit.Either("The organization's id. Give this or `name`."),
		"name": kit.Either("Its name. Give this or `id`."),
	}),
	Read: func(ctx context.Context, api *client.API, found *model) error {
		if !found.ID.IsNull() {
			return read(ctx, api, found)
		}
		return kit.Find(ctx, "organization", "name", found.Name.ValueString(), pages(ctx, api),
			func(one client.OrganizationResponse) bool { return one.Name == found.Name.ValueString() }, found.from)
	},
}

// All is the data source `kanesh_organizations`.
var All = kit.Source[list]{
	Name: "organizations", Title: "the organizations", About: "The organizations that the token may see.",
	Attributes: map[string]schema.Attribute{"items": kit.Items("The organizations.", attributes)},
	Read: func(ctx context.Context, api *client.API, found *list) (err error) {
		found.Items, err = kit.List(ctx, pages(ctx, api), item)
		return err
	},
}

func pages(ctx context.Context, api *client.API) func(*string) (client.Page[client.OrganizationResponse], error) {
	return kit.Pages[client.OrganizationResponse](func(token *string) (*http.Response, error) {
		return api.ListOrganizations(ctx, &client.ListOrganizationsParams{PageSize: &kit.PageSize, PageToken: token})
	})
}

func item(organization client.OrganizationResponse) (found model) {
	found.from(organization)
	return found
}
